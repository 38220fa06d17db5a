"""Briefs: a run or a segment on one page that prints well, for the team."""

from dash.development.base_component import Component
from flask import Blueprint, render_template

from core.errors import BadInput
from webapp import auth
from webapp.components import plain, sheet
from webapp.components.run.opened import Shown
from webapp.services import runs, segments

routes = Blueprint("briefs", __name__, template_folder="templates")

FOOT = "Made with Kindred, for the team."


@routes.get("/briefs/runs/<run_id>")
def of_run(run_id: str) -> str:
    shown, zone = _shown(auth.number(run_id)), auth.viewer().person.zone
    return _page(shown.run.name, sheet.of_run(shown, zone, inside=True), f"/runs/{shown.run.id}")


@routes.get("/briefs/runs/<run_id>/segments/<number>")
def of_segment(run_id: str, number: str) -> str:
    # A number that is none names no segment; 0 names the largest.
    place = auth.number(number) if number.isdigit() else -1
    shown, viewer = _shown(auth.number(run_id)), auth.viewer()
    segment = segments.find(viewer, shown.run.id, place)
    drawn = sheet.of_segment(shown, segment, viewer.person.zone, inside=True)
    return _page(segment.name, drawn, f"/runs/{shown.run.id}/segments/{segment.number}")


def _shown(run_id: int) -> Shown:
    viewer = auth.viewer()
    run, result = runs.find(viewer, run_id), runs.result(viewer, run_id)
    if result is None:
        raise BadInput(f"“{run.name}” has no segments yet. Come back when it is done.")
    return Shown(run, result, segments.of_run(viewer, run.id))


def _page(title: str, drawn: Component, address: str) -> str:
    links = [("Back", address)]
    return render_template("sheet.html", title=title, sheet=plain.html(drawn), foot=FOOT, links=links)
