"""The Dash application: the frame, the list of pages, and what happens on a problem."""

import functools
import logging
from collections.abc import Callable
from typing import Any

import dash
from dash import Dash
from dash._pages import _path_to_page
from dash.development.base_component import Component
from flask import Flask, Response, request

from core.errors import Problem
from webapp import auth
from webapp.components import frame, messages, states
from webapp.errors import NotAllowed, NotFound, apology, new_reference
from webapp.pages import home, me, not_found, team, team_settings
from webapp.rights import CALLBACKS

PAGES = (home, team, team_settings, me, not_found)

log = logging.getLogger(__name__)


def init_app(server: Flask) -> None:
    dash.page_registry.clear()  # one registry a process, and tests make many applications
    app = Dash(
        "webapp",
        server=server,
        title="Kindred",
        update_title=None,
        use_pages=True,
        pages_folder="",
        suppress_callback_exceptions=True,
        on_error=_tell,
        enable_mcp=False,
        assets_ignore=r"vendor|early",  # linked by the frame itself, in its own order
        index_string=frame.INDEX,
    )
    for page in PAGES:
        layout = _told(f"{page.__name__.removeprefix('webapp.')}.layout", page.layout)
        dash.register_page(page.__name__, path=page.PATH, title=f"{page.TITLE} · Kindred", layout=layout)
        page.register(app)
    frame.register(app)
    app.layout = lambda: frame.layout(auth.viewer_or_none())
    server.extensions["dash"] = app
    _finish(server)
    server.config["CONTENT_SECURITY_POLICY"] = _policy(app)
    server.after_request(_say_when_there_is_no_such_page)


def _told(name: str, layout: Callable[..., Component]) -> Callable[..., Component]:
    """A page that meets a problem is a page that says so."""

    @functools.wraps(layout)
    def drawn(**query: Any) -> Component:
        try:
            auth.viewer().must(CALLBACKS[name])
            return layout(**query)
        except (NotFound, NotAllowed):
            return states.not_found()
        except Problem as problem:
            return states.problem(problem.sentence)
        except Exception:
            reference = new_reference()
            log.exception("Reference %s: the page %s", reference, name)
            return states.failed(reference)

    return drawn


def _tell(error: Exception) -> None:
    """A callback that meets a problem leaves the page as it is and says so."""
    if isinstance(error, Problem):
        messages.say(error.sentence, kind="bad")
        return
    reference = new_reference()
    log.error("Reference %s: a callback", reference, exc_info=error)
    messages.say(apology(reference), kind="bad")


def _finish(server: Flask) -> None:
    """Dash sets itself up on the first request, without a lock; so the first request is ours."""
    with server.test_request_context("/healthz"):
        server.preprocess_request()


def _policy(app: Dash) -> str:
    """Everything from here, no inline script but Dash's own; Plotly and AG Grid write styles into the page."""
    scripts = " ".join(["'self'", *app.csp_hashes()])
    return (
        f"default-src 'self'; script-src {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; form-action 'self'"
    )


def _say_when_there_is_no_such_page(response: Response) -> Response:
    if (
        request.endpoint == "/<path:path>"
        and response.status_code == 200
        and not _path_to_page(request.path.strip("/"))[0]
    ):
        response.status_code = 404
    return response
