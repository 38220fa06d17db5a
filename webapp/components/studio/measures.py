"""The measures to choose: how each lies, what speaks for and against it, and how it is prepared."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from core.preparing.candidates import ALIKE, Candidate
from core.recipe import Measure
from webapp.components import blocks, values
from webapp.components.studio import ids
from webapp.services.studio import Choices, State

SKEWED, LONG = 1.0, 3.0
TRANSFORMS = {"none": "As it is", "log1p": "Logarithm", "sqrt": "Square root", "yeo-johnson": "Yeo-Johnson"}
SCALINGS = {"z-score": "z-score", "min-max": "From 0 to 1", "robust": "By quartiles", "none": "Not scaled"}
GAPS = {
    "median": "Filled with the median",
    "mean": "Filled with the mean",
    "0": "Filled with 0",
    "drop": "Customer left out",
}
CATEGORY_GAPS = {"own": "A value of their own", "drop": "Customer left out"}
OUTLIERS = {
    "keep": "Kept", "iqr": "Clipped at 1.5 quartile ranges", "0.01_0.99": "Clipped at 1 % and 99 %",
    "0.001_0.999": "Clipped at 0.1 % and 99.9 %", "drop": "Customer left out",
}  # fmt: skip


def card(choices: Choices, state: State) -> Component:
    chosen = choices.chosen(state)
    note = f"{len(chosen)} of {len(choices.columns)} chosen"
    order = [*chosen, *(name for name in choices.columns if name not in chosen)]
    rows = [_row(choices, state, choices.columns[name], name in chosen) for name in order]
    return blocks.card("Measures", html.Div(rows, className="k-measures"), note=note, flush=True)


def _row(choices: Choices, state: State, column: Candidate, chosen: bool) -> Component:
    words = [html.B(column.name), html.Span(" · ".join(_words(choices, state, column, chosen)))]
    tick = dbc.Checkbox(
        id=ids.chosen(column.name), value=chosen, label=html.Span(words, className="k-measure-words"),
        disabled=column.measure is None, class_name="k-measure-tick",
    )  # fmt: skip
    settings = [_settings(column, choices.measure(state, column.name))] if chosen else []
    return html.Div([tick, _bars(column), *settings], className="k-measure" if chosen else "k-measure k-measure-off")


def _words(choices: Choices, state: State, column: Candidate, chosen: bool) -> list[str]:
    """The shape, the gaps, and for what is not chosen why it may add little."""
    if column.measure is None:
        return [column.refusal]
    words = [f"category of {column.values}" if column.kind == "category" else _shape(column.skew)]
    if column.gaps:
        words.append(f"{values.share(column.gaps, choices.rows)} missing")
    likest = choices.likest(column.name, state)
    if likest:
        other, r = likest
        adds = "nearly the same" if abs(r) >= ALIKE else "adds little"
        words.append(f"r = {r:.2f} with {other}{'' if chosen else f': {adds}'}".replace("-", "−"))
    return words


def _shape(skew: float) -> str:
    if skew > LONG:
        return "long tail"
    if abs(skew) > SKEWED:
        return "skewed right" if skew > 0 else "skewed left"
    return "even enough"


def _bars(column: Candidate) -> Component:
    highest = max(column.bars, default=0) or 1
    bars = [html.I(style={"height": f"{max(count / highest, 0.04):.0%}"}) for count in column.bars]
    return html.Span(bars, className="k-spark", **{"aria-hidden": "true"})


def _settings(column: Candidate, measure: Measure) -> Component:
    if measure.kind == "category":
        return html.Details(
            [html.Summary(f"One column for each value, weight {measure.weight:g}"), _fields(column, measure, {"gaps": CATEGORY_GAPS})],
            className="k-measure-more",
        )  # fmt: skip
    said = f"{TRANSFORMS[measure.transform]}, {SCALINGS[measure.scaling]}"
    options = {"transform": TRANSFORMS, "scaling": SCALINGS, "outliers": OUTLIERS, "gaps": GAPS}
    return html.Details([html.Summary(said), _fields(column, measure, options)], className="k-measure-more")


def _fields(column: Candidate, measure: Measure, options: dict[str, dict[str, str]]) -> Component:
    names = {"transform": "Shape", "scaling": "Scale", "outliers": "Outliers", "gaps": "Gaps"}
    selects = [_select(measure, what, names[what], words) for what, words in options.items()]
    weight = html.Label(
        [
            html.Span("Weight"),
            dbc.Input(
                id=ids.setting(measure.name, "weight"), type="number", value=measure.weight, min=0.01, max=100, step="any",
                debounce=True, size="sm",
            ),
        ]
    )  # fmt: skip
    return html.Div([*_reasons(column.reasons), *selects, weight], className="k-measure-settings")


def _reasons(reasons: Sequence[str]) -> list[Component]:
    return [html.P(["Suggested: ", reason]) for reason in reasons]


def _select(measure: Measure, what: str, name: str, words: dict[str, str]) -> Component:
    value = written(getattr(measure, what))
    known = words if value in words else {**words, value: value.replace("_", " to ")}
    options = [{"label": label, "value": key} for key, label in known.items()]
    return html.Label(
        [html.Span(name), dbc.Select(id=ids.setting(measure.name, what), options=options, value=value, size="sm")]
    )


def written(value: Any) -> str:
    """A setting as a select knows it."""
    if isinstance(value, tuple):
        return "_".join(f"{end:.12g}" for end in value)
    return value if isinstance(value, str) else f"{value:.12g}"
