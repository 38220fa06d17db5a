"""Who is looking: the cookie, the session behind it, and the team that a tab is in."""

from flask import Request, current_app, g, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.errors import NotSignedIn
from webapp.records import Viewer
from webapp.services import entering
from webapp.services.entering import Device

TICK = ".n_intervals"  # the page looks for news by itself; that is no sign of a person
TEAM_HEADER = "X-Kindred-Team"  # set by the page on every callback: two tabs may be in two teams


def viewer() -> Viewer:
    """Who is looking, or NotSignedIn."""
    looking = viewer_or_none()
    if looking is None:
        raise NotSignedIn
    return looking


def viewer_or_none() -> Viewer | None:
    if "viewer" not in g:
        token = request.cookies.get(cookie_name())
        g.viewer = entering.who(token, present=not _looks_by_itself(request)) if token else None
        wanted = _team_of(request)
        if g.viewer is not None and wanted is not None and wanted != str(g.viewer.team.id):
            # A page opened by its address takes the session along; a callback of another tab does not.
            g.viewer = entering.turn_to(g.viewer, number(wanted), remember=TEAM_HEADER not in request.headers)
    looking: Viewer | None = g.viewer
    return looking


def device() -> Device:
    return Device(browser=request.headers.get("User-Agent", ""), address=request.remote_addr or "")


def cookie_name() -> str:
    return "__Host-kindred" if current_app.config["SESSION_COOKIE_SECURE"] else "kindred"


def enter(token: str, address: str) -> AnyResponse:
    """Go on, signed in."""
    response = go(address)
    response.set_cookie(
        cookie_name(),
        token,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        path="/",
    )
    return response


def leave(response: AnyResponse) -> AnyResponse:
    response.delete_cookie(
        cookie_name(), path="/", secure=current_app.config["SESSION_COOKIE_SECURE"], httponly=True, samesite="Lax"
    )
    return response


def own_path(address: str | None) -> str:
    """Only ever a path of ours: no scheme, no host, nothing a browser would read as one."""
    if (
        not address
        or not address.startswith("/")
        or address[1:2] in ("/", "\\")
        or not address.isprintable()
        or "\\" in address
    ):
        return "/"
    return address


def number(text: str) -> int:
    """A number out of an address or a form; 0, which names nothing, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def go(address: str) -> AnyResponse:
    return redirect(own_path(address), 303)


def _looks_by_itself(asked: Request) -> bool:
    body = asked.get_json(silent=True) if asked.is_json else None
    changed = body.get("changedPropIds") if isinstance(body, dict) else None
    return isinstance(changed, list) and len(changed) == 1 and str(changed[0]).endswith(TICK)


def _team_of(asked: Request) -> str | None:
    if TEAM_HEADER in asked.headers:
        return asked.headers[TEAM_HEADER]
    return asked.args.get("team") if asked.method == "GET" else None
