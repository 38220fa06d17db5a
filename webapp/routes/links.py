"""Links that were copied to somebody: an invitation, a new password."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from core.errors import Problem
from webapp import auth
from webapp.errors import NotFound
from webapp.routes.problems import STATUS
from webapp.services import invitations, resets

routes = Blueprint("links", __name__, template_folder="templates")


@routes.get("/invitation/<token>")
def show_invitation(token: str) -> str:
    return _invitation_page(token, problem=None)


@routes.post("/invitation/<token>")
def accept_invitation(token: str) -> Response | tuple[str, int]:
    try:
        return _accept(token)
    except NotFound:
        raise
    except Problem as problem:
        return _invitation_page(token, problem.sentence), STATUS.get(type(problem), 400)


@routes.get("/reset/<token>")
def show_reset(token: str) -> str:
    return render_template("reset.html", person=resets.look(token), problem=None)


@routes.post("/reset/<token>")
def reset(token: str) -> Response | tuple[str, int]:
    try:
        session = resets.choose_password(token, request.form.get("password"), auth.device())
    except NotFound:
        raise
    except Problem as problem:
        return render_template("reset.html", person=resets.look(token), problem=problem.sentence), STATUS.get(
            type(problem), 400
        )
    return auth.enter(session, "/")


def _accept(token: str) -> Response:
    form = request.form
    viewer = auth.viewer_or_none()
    if form.get("as") == "viewer" and viewer is not None:
        return auth.go(f"/?team={invitations.accept_as(viewer, token)}")
    if form.get("as") == "known":
        return auth.enter(invitations.accept_with_password(token, form.get("password"), auth.device()), "/")
    session = invitations.accept_as_new(token, form.get("name"), form.get("password"), form.get("zone"), auth.device())
    return auth.enter(session, "/")


def _invitation_page(token: str, problem: str | None) -> str:
    return render_template(
        "invitation.html",
        invitation=invitations.look(token),
        viewer=auth.viewer_or_none(),
        form=request.form,
        problem=problem,
    )
