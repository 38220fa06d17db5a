"""Signing in and out."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from core.errors import Problem
from webapp import auth
from webapp.routes.problems import STATUS
from webapp.services import entering

routes = Blueprint("sign_in", __name__, template_folder="templates")


@routes.get("/sign-in")
def show() -> str | Response:
    target = auth.own_path(request.args.get("next"))
    if auth.viewer_or_none() is not None:
        return redirect(target, 303)
    return render_template("sign_in.html", next=target, email="", problem=None)


@routes.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    form = request.form
    try:
        token = entering.sign_in(form.get("email"), form.get("password"), auth.device())
    except Problem as problem:
        status = STATUS.get(type(problem), 400)
        page = render_template(
            "sign_in.html",
            next=auth.own_path(form.get("next")),
            email=form.get("email", "")[:254],
            problem=problem.sentence,
        )
        return page, status
    return auth.enter(token, form.get("next", "/"))


@routes.get("/enter/<token>")
def show_link(token: str) -> str:
    """Only a press of the button spends the link: programs that look at links before people do must not."""
    return render_template("enter.html", person=entering.look_at_link(token))


@routes.post("/enter/<token>")
def enter_by_link(token: str) -> Response:
    return auth.enter(entering.by_link(token, auth.device()), "/")


@routes.post("/sign-out")
def leave() -> Response:
    entering.sign_out(auth.viewer())
    return auth.leave(redirect("/sign-in", 303))
