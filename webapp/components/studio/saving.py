"""The dialog that saves what is looked at as a run: a name, tags, and why this number of segments."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from core.clustering import Verdict
from webapp.components import fields
from webapp.components.studio import ids

TITLE = "Save as run"
TOLD_UNDER = fields.told_under(
    [ids.name, ids.tags, ids.why],
    lambda sentence: ids.tags if "tag" in sentence else ids.why if "why" in sentence else ids.name,
)


def button() -> Component:
    return html.Button(TITLE, id=ids.ask, type="button", className="btn btn-primary")


def dialog() -> Component:
    form = [
        fields.text(ids.name, "Name of the run", maxlength=120),
        fields.text(ids.tags, "Tags", hint="Separated by commas, for example: spring, trial"),
        _why(),
    ]
    keep = fields.button("Keep looking", "outline-secondary", id=ids.keep, type="button")
    parts = [
        dbc.ModalHeader(dbc.ModalTitle(TITLE, id="studio-asked-title"), close_button=False),
        dbc.ModalBody(html.Div(form, className="k-stack")),
        dbc.ModalFooter([keep, fields.button("Save run", id=ids.saving, type="button")]),
    ]
    modal = dbc.Modal(parts, id=ids.asked, is_open=False, labelledby="studio-asked-title")
    return html.Div([dcc.Store(id=ids.key), modal])


def reason(k: int, verdict: Verdict | None) -> str:
    """Why this number, in the words of the verdict; what it does not know is for the person to say."""
    if verdict is None:
        return ""
    if verdict.suggested == k:
        return verdict.sentence
    behind = verdict.supporters.get(k)
    speaks = f" {_listed(behind)} {'speaks' if len(behind) == 1 else 'speak'} for {k}." if behind else ""
    suggested = f"The criteria suggest {verdict.suggested}." if verdict.suggested else "There is no clear structure."
    return f"{suggested}{speaks} We chose {k} because "


def tags_of(written: object) -> list[str]:
    """From a line of tags with commas between them."""
    return [tag.strip() for tag in str(written or "").split(",") if tag.strip()]


def _why() -> Component:
    control = dbc.Textarea(id=ids.why, value="", rows=4, maxlength=500, class_name="k-text-area")
    error = html.P("", id=f"{ids.why}-error", className="k-field-error", role="alert", **{"data-describes": ids.why})
    return html.Div([html.Label("Why this many segments", htmlFor=ids.why), control, error], className="k-field")


def _listed(names: tuple[str, ...]) -> str:
    text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return text[:1].upper() + text[1:]
