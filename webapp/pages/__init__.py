"""One module a page: PATH, TITLE, ids, layout(**_), small callbacks, and register(app), which ties them together."""
