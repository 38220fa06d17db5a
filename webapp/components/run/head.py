"""The head of a run's page: its name, the facts, and what can be done with it."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from core.recipe import METHODS as RECIPES
from core.recipe import Recipe
from webapp.clock import now
from webapp.components import blocks, fields, sharing, values
from webapp.components.run import ids
from webapp.components.run.opened import Opened
from webapp.components.studio.method import ABOUT
from webapp.components.times import stamp
from webapp.records import JobState, Run
from webapp.rights import Right
from webapp.services import studio

METHODS = {**{method: name for method, (name, *_) in zip(RECIPES, ABOUT, strict=True)}, "rfm": "RFM groups"}
STATES = {
    JobState.QUEUED: "Waits", JobState.RUNNING: "On its way", JobState.FAILED: "Stopped", JobState.CANCELLED: "Cancelled",
}  # fmt: skip


def head(opened: Opened) -> Component:
    run = opened.run
    title = [html.Span(run.name, id=ids.name), *_chips(run)]
    actions = _actions(opened) if opened.viewer.may(Right.WORK) else []
    return blocks.head(title, _facts(opened), actions, [dcc.Link("Runs", href="/runs"), " /"])


def method(run: Run, measures: Sequence[str]) -> str:
    return f"{METHODS[run.method]} on {values.count(len(measures), 'measure')}"


def removed(run: Run) -> list[str]:
    """Who was erased is not counted any more; that it was so is said."""
    return [f"{values.count(run.removed, 'person', 'people')} removed since"] if run.removed else []


def studio_address(run: Run) -> str:
    """The studio with this run's recipe."""
    state = studio.of_recipe(Recipe.from_dict(run.recipe), run.version)
    return f"/datasets/{run.dataset_id}/studio?{state.address()}"


def _chips(run: Run) -> list[object]:
    words = [STATES[run.state]] if run.state in STATES else []
    words += ["Archived"] if run.archived else []
    return [part for word in words for part in (" ", html.Span(word, className="k-chip"))]


def _facts(opened: Opened) -> list[object]:
    run, zone = opened.run, opened.viewer.person.zone
    source = dcc.Link(f"{run.dataset}, version {run.version}", href=f"/datasets/{run.dataset_id}?version={run.version}")
    before = opened.earlier
    word = "continues" if run.continues_id else "customers in the segments of"
    earlier = [[f"{word} ", dcc.Link(before.name, href=f"/runs/{before.id}")]] if before else []
    tags = [html.Span(", ".join(run.tags))] if run.tags else []
    return [
        f"Run {run.id}", source, [run.person, ", ", stamp(run.made, zone, now())], method(run, opened.chosen), *earlier, *tags,
        *removed(run),
    ]  # fmt: skip


def _actions(opened: Opened) -> list[Component]:
    run = opened.run
    if run.archived:
        delete = fields.button("Delete for good", "outline-danger", id=ids.ask, type="button")
        restore = fields.button("Restore", "primary", id=ids.restore, type="button")
        return [*([delete] if opened.viewer.may(Right.ADMINISTER) else []), restore]
    return [
        _more(opened),
        *([sharing.button()] if opened.result else []),
        *_change(run),
        *([fields.button("Run again", "primary", id=ids.again, type="button")] if opened.result else []),
    ]


def _change(run: Run) -> list[Component]:
    """Groups by RFM are no recipe that the studio could open."""
    if run.method == "rfm":
        return []
    return [dcc.Link("Change something", href=studio_address(run), className="btn btn-outline-secondary")]


def _more(opened: Opened) -> Component:
    run = opened.run
    parts = [
        _line(ids.rename, ids.new_name, "Name of the run", run.name, "Rename", 120),
        _line(ids.tag, ids.tags, "Tags, separated by commas", ", ".join(run.tags), "Keep tags", 500),
        *_applying(opened),
        *_downloads(opened),
        html.Div(fields.button("Archive run", "outline-secondary", id=ids.archive, type="button")),
    ]
    summary = html.Summary("More", className="btn btn-outline-secondary")
    return html.Details(
        [summary, html.Div(parts, className="k-rename-form k-stack")], id=ids.renaming, className="k-pop k-rename"
    )


def _line(form: str, field: str, label: str, value: str, verb: str, most: int) -> Component:
    controls = [fields.text(field, label, value, maxlength=most), fields.button(verb, "outline-secondary")]
    return dbc.Form(html.Div(controls, className="k-stack"), id=form, prevent_default_on_submit=True)


def _applying(opened: Opened) -> list[Component]:
    others = [version for version in opened.versions if version.number != opened.run.version]
    if not others or opened.result is None:
        return []
    options = [{"label": f"Version {version.number}", "value": str(version.number)} for version in others]
    choice = fields.choice(
        ids.version, "Put the customers of another version into these segments", options, options[0]["value"]
    )
    press = fields.button("Apply to this version", "outline-secondary", id=ids.apply, type="button")
    return [html.Div([choice, press], className="k-stack")]


def _downloads(opened: Opened) -> list[Component]:
    if opened.result is None:
        return []
    ways = (("csv", "Download as CSV"), ("xlsx", "Download as Excel"))
    address = f"/downloads/runs/{opened.run.id}/customers"
    links = [html.A(words, href=f"{address}.{form}", className="btn btn-outline-secondary") for form, words in ways]
    return [
        html.Div(
            [
                html.P("Every customer with segment, name and measures", className="k-label"),
                html.Div(links, className="k-acts"),
            ]
        ),
        html.Div(
            html.A("A brief to print", href=f"/briefs/runs/{opened.run.id}", className="btn btn-outline-secondary")
        ),
    ]
