"""How customers are scored: how many scores, and whether equal parts or limits of one's own cut them apart."""

import dash_bootstrap_components as dbc
from dash import State
from dash.development.base_component import Component

from core.measuring import Limits
from webapp.components import blocks, fields

FORM = "rfm-form"
LEVELS = "rfm-levels"
MEASURES = {"recency": "Recency, in days", "frequency": "Frequency, in orders", "money": "Money"}


def field(name: str) -> str:
    return f"rfm-{name}"


FIELDS = [LEVELS, *(field(name) for name in MEASURES)]


def typed() -> dict[str, State]:
    return {name: State(field(name), "value") for name in MEASURES}


def field_of(sentence: str) -> str:
    return next((field(name) for name in MEASURES if name in sentence), LEVELS)


def card(levels: int, limits: Limits | None) -> Component:
    options = [
        {"value": "5", "label": "1 to 5, eleven segments"},
        {"value": "3", "label": "1 to 3, six groups"},
    ]
    written = {name: " ".join(map(_short, ends)) for name, ends in limits.to_json().items()} if limits else {}
    parts = [
        fields.choice(LEVELS, "Scores", options, str(levels)),
        *(fields.text(field(name), f"Limits of {label[0].lower()}{label[1:]}", written.get(name, "")) for name, label in MEASURES.items()),
        fields.button("Score so"),
    ]  # fmt: skip
    form = dbc.Form(parts, id=FORM, prevent_default_on_submit=True, className="k-form")
    note = (
        "Limits are numbers that rise, as 30 90 180 365. Leave all three empty to cut the customers into equal parts."
    )
    return blocks.card("How they are scored", form, note=note)


def _short(limit: float) -> str:
    return f"{limit:.15g}"
