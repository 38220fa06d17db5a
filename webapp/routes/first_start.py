"""The first start: making the first person and the first team."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from core.errors import Problem
from webapp import auth
from webapp.errors import NotFound
from webapp.routes.problems import STATUS
from webapp.services import first_start

routes = Blueprint("first_start", __name__, template_folder="templates")


@routes.get("/first-start")
def show() -> str:
    token = request.args.get("token")
    if not first_start.is_open(token):
        raise NotFound(first_start.ENDED)
    return render_template("first_start.html", token=token, form={}, problem=None)


@routes.post("/first-start")
def begin() -> Response | tuple[str, int]:
    form = request.form
    try:
        token = first_start.begin(
            form.get("token"),
            form.get("name"),
            form.get("email"),
            form.get("password"),
            form.get("team"),
            form.get("zone"),
            auth.device(),
        )
    except NotFound:
        raise
    except Problem as problem:
        page = render_template("first_start.html", token=form.get("token"), form=form, problem=problem.sentence)
        return page, STATUS.get(type(problem), 400)
    return auth.enter(token, "/")
