"""Every measure in every segment: medians in their own units, coloured by the distance from everyone, the best separating first."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.explaining import Meaning
from core.explaining.wording import share, written
from webapp.components import values
from webapp.components.marks import segment
from webapp.components.run.opened import Shown
from webapp.figures.theme import heat

MOST_SHOWN = 12
MOST_VALUES = 3
FAR = 2.0  # deviations from everyone's mean, from where on the colour is at its strongest


def card(shown: Shown) -> Component:
    """The measures that separate best; the others are folded away."""
    every = shown.everyone["separations"]
    first, rest = every[:MOST_SHOWN], every[MOST_SHOWN:]
    more = html.Details(
        [html.Summary(f"{len(rest)} measures that separate less"), _table(shown, rest)],
        className="k-disclosure k-card-foot",
    )
    return html.Section([_table(shown, first), *([more] if rest else [])], className="card card-flush k-profile")


def _table(shown: Shown, separations: Sequence[Mapping[str, Any]]) -> Component:
    heads = [html.Th(segment(one.number, one.name, one.colour), scope="col") for one in shown.segments]
    names = [
        html.Th("Measure", scope="col"),
        *heads,
        html.Th("All", scope="col"),
        html.Th("Separates", scope="col", className="k-wide"),
    ]
    rows = [row for one in separations for row in _rows(shown, one)]
    caption = html.Caption("Median of measures in every segment")
    made = html.Table([caption, html.Thead(html.Tr(names)), html.Tbody(rows)], className="k-heat")
    return html.Div(
        made, className="k-scroll", tabIndex="0", role="region", **{"aria-label": "Profile of the segments"}
    )


def _rows(shown: Shown, one: Mapping[str, Any]) -> list[Component]:
    meaning, everyone = shown.meanings[one["name"]], shown.everyone
    label, strength = _label(shown, meaning), _strength(one["strength"])
    if meaning.name in everyone["numbers"]:
        cells = [_number(segment.profile["numbers"].get(meaning.name), meaning) for segment in shown.segments]
        of_all = html.Td(written(everyone["numbers"][meaning.name]["median"], meaning), className="k-quiet")
        return [html.Tr([html.Th(label, scope="row"), *cells, of_all, strength])]
    parts = everyone["categories"].get(meaning.name, [])[:MOST_VALUES]
    return [
        html.Tr([
            html.Th([label, f": {part['value']}"], scope="row"),
            *(_part(segment.profile["categories"].get(meaning.name, []), part) for segment in shown.segments),
            html.Td(share(part["share"]), className="k-quiet"), strength,
        ])
        for part in parts
    ]  # fmt: skip


def _label(shown: Shown, meaning: Meaning) -> Component:
    """What the segments were made of stands out."""
    return html.B(meaning.name) if meaning.name in shown.chosen else html.Span(meaning.name)


def _number(figures: Mapping[str, Any] | None, meaning: Meaning) -> Component:
    if figures is None:
        return html.Td(values.MISSING, title="Nobody here has a value")
    said = f"Mean {written(figures['mean'], meaning)}"
    return html.Td(
        written(figures["median"], meaning), title=said, style={"backgroundColor": heat(figures["difference"], FAR)}
    )


def _part(parts: list[Mapping[str, Any]], of_all: Mapping[str, Any]) -> Component:
    own = next((part["share"] for part in parts if part["value"] == of_all["value"]), 0.0)
    return html.Td(share(own), style={"backgroundColor": heat(own - of_all["share"], 0.5)})


def _strength(strength: float) -> Component:
    bar = html.Span(
        html.I(className="k-strength", style={"width": f"{strength:.0%}"}),
        className="k-share",
        **{"aria-hidden": "true"},
    )
    return html.Td([bar, html.Span(f"{strength:.2f}", className="k-unseen")], className="k-wide k-separates")
