"""What was noticed in a version: how much of it, where, why it matters, and the repairs that would help."""

from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import states
from webapp.components.blocks import HIDDEN
from webapp.services.exploring import Noticed

# What is certainly wrong; the rest may be as it should be.
WRONG = ("impossible", "mixed", "copies", "repeated ids", "spellings", "missing")


def repair(key: Any) -> dict[str, Any]:
    """The id of the button that makes a repair."""
    return {"part": "findings-repair", "key": key}


def card(noticed: tuple[Noticed, ...], repaired: bool) -> Component:
    if not noticed:
        return html.Div(
            states.empty(
                "bi-check-circle", "Nothing to repair", "Nothing in this version stands in the way of segments."
            ),
            className="card",
        )
    note = "Repairs are kept as steps and run again on the next version; this version stays as it came."
    numbered = " Rows are numbered as the repairs leave them." if repaired else ""
    head = html.Div([html.H2("Findings"), html.P(f"{note}{numbered}")])
    return html.Section(
        [html.Div(head, className="k-card-head"), *(_row(each) for each in noticed)],
        className="card card-flush",
        **{"aria-label": "Findings"},
    )


def _row(found: Noticed) -> Component:
    wrong = found.kind in WRONG
    icon = html.I(
        className=f"bi {'bi-exclamation-circle-fill' if wrong else 'bi-exclamation-circle'} k-doubt", **HIDDEN
    )
    words = [
        html.H3(found.what, className="k-find-title"),
        html.P(found.why),
        *([html.P(_examples(found.examples))] if found.examples else []),
        *([_repairs(found)] if found.repairs else []),
    ]
    return html.Div([icon, html.Div(words)], className="k-find")


def _examples(examples: tuple[str, ...]) -> list[Any]:
    told: list[Any] = ["For example "]
    for place, example in enumerate(examples):
        told += [", "] if place else []
        told.append(html.Code(example))
    return told


def _repairs(found: Noticed) -> Component:
    """The best of them first."""
    buttons = [
        html.Button(offered.words, id=repair(offered.key), type="button", className="btn btn-sm btn-outline-secondary")
        for offered in found.repairs
    ]
    return html.Div(buttons, className="k-find-acts")
