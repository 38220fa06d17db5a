"""Looking into a tree of components."""

from collections.abc import Iterator
from typing import Any

from dash.development.base_component import Component


def parts(tree: Any) -> Iterator[Component]:
    """The component itself and everything below it, in reading order."""
    if isinstance(tree, list | tuple):
        for each in tree:
            yield from parts(each)
    elif isinstance(tree, Component):
        yield tree
        yield from parts(getattr(tree, "children", None))
        yield from parts(
            [option["label"] for option in getattr(tree, "options", None) or [] if isinstance(option, dict)]
        )


def words(tree: Any) -> str:
    """Everything that can be read, with a space between."""
    if isinstance(tree, str | int):
        return str(tree)
    if isinstance(tree, list | tuple):
        return " ".join(filter(None, map(words, tree)))
    return words(getattr(tree, "children", None)) if isinstance(tree, Component) else ""


def with_class(tree: Any, name: str) -> list[Component]:
    return [part for part in parts(tree) if name in (getattr(part, "className", None) or "").split()]
