"""Share links: a run or a segment for people without an account. Nothing of the application comes along, only a page."""

from flask import Blueprint, current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from core.errors import Problem
from webapp import auth
from webapp.components import plain, sheet
from webapp.components.run.opened import Shown
from webapp.errors import NotFound
from webapp.routes.downloads import known, sent
from webapp.routes.problems import STATUS
from webapp.services import shared

routes = Blueprint("shared", __name__, template_folder="templates")

COOKIE = "kindred-share"
FOOT = "Shared with Kindred."


@routes.get("/s/<token>")
def show(token: str) -> Response:
    try:
        found = shared.look(token, _proof(), _address(), count=request.method == "GET")
    except shared.Locked:
        return _locked(None)
    return _page(token, found)


@routes.post("/s/<token>")
def unlock(token: str) -> Response:
    try:
        proof = shared.unlock(token, request.form.get("password"), _address())
    except NotFound:
        raise
    except Problem as problem:
        return _locked(problem.sentence, STATUS.get(type(problem), 400))
    response = auth.go(f"/s/{token}")
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.set_cookie(COOKIE, proof, path=f"/s/{token}", httponly=True, samesite="Lax", secure=secure)
    return response


@routes.get("/s/<token>/customers.<form>")
def customers(token: str, form: str) -> Response:
    known(form)
    return sent(shared.customers(token, _proof(), _address()), form)


@routes.after_request
def _keep_away(response: Response) -> Response:
    """No search engine lists it, and no page that is gone to from here learns the address."""
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _locked(problem: str | None, status: int = 200) -> Response:
    response = make_response(render_template("locked.html", problem=problem), status)
    # Without any referrer a browser does not say either where a form comes from, and the guard would refuse it.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _page(token: str, found: shared.Shared) -> Response:
    run, share = found.run, found.share
    shown = Shown(run, found.result, found.segments)
    segment = next((one for one in found.segments if one.number == share.segment), None)
    drawn = (
        sheet.of_run(shown, found.zone, inside=False)
        if segment is None
        else sheet.of_segment(shown, segment, found.zone, inside=False)
    )
    ways = (("csv", "Customers as CSV"), ("xlsx", "Customers as Excel"))
    links = [(words, f"/s/{token}/customers.{form}") for form, words in ways] if share.rows else []
    title = run.name if segment is None else segment.name
    return make_response(render_template("sheet.html", title=title, sheet=plain.html(drawn), foot=FOOT, links=links))


def _proof() -> str | None:
    return request.cookies.get(COOKIE)


def _address() -> str:
    return request.remote_addr or ""
