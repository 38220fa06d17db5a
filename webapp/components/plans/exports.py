"""Taking an audience along: what for and for whom is asked, and every file stands in a list."""

from collections.abc import Mapping, Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component
from flask_wtf.csrf import generate_csrf

from webapp.clock import now
from webapp.components import blocks, values
from webapp.components.times import stamp
from webapp.records import Export

HEADS = (
    ("File", ""),
    ("Purpose", ""),
    ("Recipient", ""),
    ("Customers", "k-end"),
    ("By", "k-wide"),
    ("When", ""),
    ("SHA-256", "k-wide"),
)


def exporting(plan_id: int, forms: Mapping[str, str], missing: Mapping[str, str]) -> Component:
    """A plain form: the browser saves what it answers. Nobody who is held out is in a file."""
    options = [html.Option(label, value=value, disabled=value in missing) for value, label in forms.items()]
    told = [html.P(sentence, className="k-hint") for sentence in missing.values()]
    parts = [
        dbc.Input(type="hidden", name="csrf_token", value=generate_csrf()),
        html.Div(
            [
                html.Label("File", htmlFor="plan-export-form"),
                html.Select(options, id="plan-export-form", name="form", className="form-select"),
            ],
            className="k-field",
        ),
        _text("purpose", "Purpose", "Such as: winter letter"),
        _text("recipient", "Recipient", "Who gets the file, such as the agency"),
        *told,
        html.Div(
            html.Button("Export treated customers", type="submit", className="btn btn-primary"), className="k-form-end"
        ),
    ]
    body = html.Form(parts, action=f"/plans/{plan_id}/export", method="post", className="k-form")
    return blocks.card("Export", body, note="The treated only; who is held out never leaves the house")


def listed(exports: Sequence[Export], forms: Mapping[str, str], zone: str) -> Component:
    head = html.Thead(html.Tr([html.Th(words, scope="col", className=look) for words, look in HEADS]))
    rows = [_row(one, forms, zone) for one in exports]
    made = html.Table([html.Caption("Files that left the house"), head, html.Tbody(rows)], className="k-table")
    return blocks.card("Files that left the house", html.Div(made, className="k-scroll"), flush=True)


def _text(name: str, label: str, hint: str) -> Component:
    field = f"plan-export-{name}"
    control = dbc.Input(id=field, name=name, required=True, maxlength=120)
    return html.Div([html.Label(label, htmlFor=field), control, html.P(hint, className="k-hint")], className="k-field")


def _row(one: Export, forms: Mapping[str, str], zone: str) -> Component:
    counted = [f"{many:,} {why}" for reasons in one.counted.values() for why, many in reasons.items()]
    return html.Tr(
        [
            html.Th(forms.get(one.form, one.form), scope="row"),
            html.Td(one.purpose),
            html.Td(one.recipient),
            html.Td(values.number_of(one.rows), className="k-end", title="; ".join(counted)),
            html.Td(one.person, className="k-wide"),
            html.Td(stamp(one.at, zone, now())),
            html.Td(html.Code(one.sha256[:12], title=one.sha256), className="k-wide"),
        ]
    )
