"""How measures are made: the settings a team chooses once, kept with the dataset. What is left empty is found in the file."""

import dash_bootstrap_components as dbc
from dash import State
from dash.development.base_component import Component

from core.measuring import CALENDAR, PERIODS, Measuring
from webapp.components import blocks, choices, fields
from webapp.services.measuring import FOUND

FORM = "measures-form"
NAMES = ("reference", "days", "since", "until", "zone", "cancel_mark", "currency", "groups", "discounts")
DAYS = [
    {"value": CALENDAR, "label": "Days of the calendar"},
    {"value": PERIODS, "label": "Whole periods of 24 hours"},
]
DISCOUNTS = [
    {"value": FOUND, "label": "Found from their size"},
    {"value": "share", "label": "A share of the price"},
    {"value": "amount", "label": "An amount of money"},
]
# How the sentences of core/measuring speak of each.
SAID = {
    "window": "since", "time zone": "zone", "mark of cancelled": "cancel_mark", "Discounts": "discounts",
    "product groups": "groups", "Days are counted": "days",
}  # fmt: skip


def field(name: str) -> str:
    return f"measures-{name.replace('_', '-')}"


FIELDS = [field(name) for name in NAMES]


def typed() -> dict[str, State]:
    return {name: State(field(name), "value") for name in NAMES}


def field_of(sentence: str) -> str:
    return field(next((name for words, name in SAID.items() if words in sentence), "reference"))


def card(measuring: Measuring) -> Component:
    made = {name: "" if value is None else value for name, value in measuring.to_json().items()}
    parts = [
        fields.text(field("reference"), "Reference date", made["reference"], "Recency is counted back from it, as 2011-12-10. Empty: the day after the last order"),
        fields.choice(field("days"), "Days are", DAYS, made["days"]),
        fields.text(field("since"), "Count orders from", made["since"], "A date, or empty for all"),
        fields.text(field("until"), "Count orders until", made["until"]),
        fields.choice(field("zone"), "Time zone", choices.zones(made["zone"]), made["zone"], "In which moments become days"),
        fields.text(field("cancel_mark"), "Mark of cancelled orders", made["cancel_mark"], "Letters before the number, as C536379"),
        fields.text(field("currency"), "Currency", made["currency"], "Other currencies do not count. Empty: the most common"),
        fields.lines(field("groups"), "Product groups with a share", "\n".join(made["groups"]), "One a line. Empty: the most common"),
        fields.choice(field("discounts"), "Discounts are", DISCOUNTS, made["discounts"] or FOUND),
        fields.button("Make the measures so"),
    ]  # fmt: skip
    form = dbc.Form(parts, id=FORM, prevent_default_on_submit=True, className="k-form")
    return blocks.card("How they are made", form, note="Kept with the dataset, and used for its next versions")
