"""The repairs of a dataset in their order: what each did to the version that is shown, and how to undo or move it."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from webapp.components import blocks, values
from webapp.components.blocks import HIDDEN
from webapp.services.exploring import Outcome


def undo(place: Any) -> dict[str, Any]:
    return {"part": "repairs-undo", "place": place}


def move(place: Any, to: Any) -> dict[str, Any]:
    return {"part": "repairs-move", "place": place, "to": to}


def card(words: Sequence[str], outcomes: Sequence[Outcome] | None, may_work: bool) -> Component:
    """Without outcomes while they are being worked out."""
    if not words:
        text = "A repair that you choose is listed here and can be undone at any time."
        return blocks.card("Repairs", html.P(text, className="k-note"))
    told = outcomes if outcomes is not None and len(outcomes) == len(words) else [None] * len(words)
    rows = [
        _row(place, each, outcome, len(words), may_work)
        for place, (each, outcome) in enumerate(zip(words, told, strict=True))
    ]
    note = "They run in this order, on every version."
    return blocks.card(
        "Repairs", html.Ol(rows, className="k-repairs", **{"data-keep-focus": ""}), note=note, flush=True
    )


def _row(place: int, words: str, outcome: Outcome | None, many: int, may_work: bool) -> Component:
    fits = outcome is None or outcome.why_not is None
    icon = "bi-check-circle-fill k-ok" if fits else "bi-exclamation-circle-fill k-doubt"
    parts = [
        html.I(className=f"bi {icon}", **HIDDEN),
        html.Div([html.Span(words), html.P(_done(outcome))]),
        *([_buttons(place, words, many)] if may_work else []),
    ]
    return html.Li(parts)


def _done(outcome: Outcome | None) -> str:
    if outcome is None:
        return "Being counted"
    if outcome.why_not is not None:
        return f"Does not fit this version and is passed over: {outcome.why_not}"
    if outcome.rows_before != outcome.rows_after:
        return f"{values.number_of(outcome.rows_before)} → {values.count(outcome.rows_after, 'row')}"
    if outcome.changed:
        return f"{values.count(outcome.changed, 'cell')} changed, {values.count(outcome.rows_after, 'row')} as before"
    return "Every row and cell as before"


def _buttons(place: int, words: str, many: int) -> Component:
    return html.Div(
        [
            _button(move(place, place - 1), "bi-arrow-up", f"Earlier: {words}", off=place == 0),
            _button(move(place, place + 1), "bi-arrow-down", f"Later: {words}", off=place == many - 1),
            _button(undo(place), "bi-arrow-counterclockwise", f"Undo: {words}"),
        ],
        className="k-repair-acts",
    )


def _button(id_: dict[str, Any], icon: str, label: str, *, off: bool = False) -> Component:
    return html.Button(
        html.I(className=f"bi {icon}", **HIDDEN), id=id_, type="button", className="k-icon", title=label.split(":")[0],
        disabled=off, **{"aria-label": label},
    )  # fmt: skip
