"""The Dash application: the frame, the list of pages, and what happens on a problem."""

import functools
import logging
from collections.abc import Callable
from types import ModuleType
from typing import Any

import dash
from dash import Dash
from dash._pages import _path_to_page
from dash.development.base_component import Component
from flask import Flask, Response, request

from core.errors import Problem
from webapp import auth
from webapp.components import forgetting, frame, messages, notes, sharing, states
from webapp.errors import NotAllowed, NotFound, new_reference
from webapp.pages import (
    bring,
    compare,
    dataset,
    datasets,
    home,
    me,
    not_found,
    plan,
    plan_new,
    plans,
    run,
    runs,
    segment,
    studio,
    team,
    team_settings,
)
from webapp.rights import CALLBACKS
from webapp.services import teams

PAGES = (
    home,
    datasets,
    bring,
    studio,
    runs,
    segment,
    run,
    compare,
    plans,
    plan_new,
    plan,
    dataset,
    team,
    team_settings,
    me,
    not_found,
)  # an address is the first one that fits
MENU = (home, datasets, runs, compare, plans, team)

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
        on_error=messages.tell,
        enable_mcp=False,
        assets_path_ignore=["vendor", "early", "style"],  # linked by the frame itself, in its own order
        index_string=frame.INDEX,
    )
    for order, page in enumerate(PAGES):
        layout = _told(f"{page.__name__.removeprefix('webapp.')}.layout", page.layout)
        template = page.PATH if "<" in page.PATH else None
        title = f"{page.TITLE} · Kindred"
        dash.register_page(_name(page), path=page.PATH, path_template=template, order=order, title=title, layout=layout)
        page.register(app)
    frame.register(app)
    notes.register(app)
    sharing.register(app)
    forgetting.register(app)
    app.layout = _layout
    server.extensions["dash"] = app
    _finish(server)
    server.config["CONTENT_SECURITY_POLICY"] = _policy(app)
    server.after_request(_say_when_there_is_no_such_page)
    server.after_request(_read_asset)


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


def _name(page: ModuleType) -> str:
    """Dash finds the page for unknown addresses by its name."""
    return "not_found_404" if page is not_found else page.__name__


def _layout() -> Component:
    viewer = auth.viewer_or_none()
    return frame.nobody() if viewer is None else frame.layout(viewer, teams.mine(viewer), MENU)


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


def _read_asset(response: Response) -> Response:
    """Flask-Compress never closes a file that it compresses as a stream; ours are small enough to be read at once."""
    if request.endpoint == "_dash_assets.static" and response.is_streamed:
        response.direct_passthrough = False
        response.make_sequence()
    return response
