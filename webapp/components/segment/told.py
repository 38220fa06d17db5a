"""What a segment is like: its numbers beside everyone's, and the sentences that set it apart."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from core.explaining import Meaning
from core.explaining.wording import capital, written
from webapp.components import values
from webapp.components.figure import Behind, Cell, save_table, table
from webapp.components.run.words import cut, spent
from webapp.components.segment import editing
from webapp.components.segment.opened import Opened

MOST_MEASURES = 2


def metrics(opened: Opened) -> Component:
    """Customers and money with their shares, the two measures farthest from everyone, how firm it is."""
    told = [_customers(opened), *_money(opened)]
    told += [_measure(opened, one) for one in opened.apart if one != opened.run.money][:MOST_MEASURES]
    firm = opened.firmness
    told += [("Stability", cut(firm["stability"]), firm["band"])] if firm else []
    parts = [
        html.Div([html.Div(label), html.B(value), html.Span(context)], className="k-metric")
        for label, value, context in told
    ]
    return html.Div(parts, className="k-metrics")


def sentences(opened: Opened) -> Component:
    said = html.Ul([html.Li(one["text"]) for one in opened.profile["sentences"]], className="k-segment-said")
    return html.Section([said, *editing.persona(opened)], className="card k-stack")


def every_measure(opened: Opened) -> Component:
    """Means, medians and spread in the measures' own units, against everyone; to be saved with all digits."""
    heads = ("Measure", "Median", "Median of everyone", "Mean", "Mean of everyone", "Half lie from", "to", "Deviation", "Without a value")  # fmt: skip
    rows = [_figures(opened, meaning) for meaning in opened.apart]
    title = f"Every measure of {opened.segment.name}"
    note = "The farthest from everyone first, each in its own unit"
    head = html.Div(
        [html.Div([html.H2("Every measure in figures"), html.P(note)]), save_table()], className="k-card-head"
    )
    return html.Section(
        [head, html.Div(table(title, Behind(heads, rows)))],
        className="card card-flush k-figure",
        **{"data-name": title},
    )


def _customers(opened: Opened) -> tuple[str, str, str]:
    part = values.share(opened.segment.customers, opened.run.facts["placed"])
    return "Customers", values.number_of(opened.segment.customers), f"{part} of those with a segment"


def _money(opened: Opened) -> list[tuple[str, str, str]]:
    meaning, money, part = opened.run.money, opened.profile["money"], opened.profile["money_share"]
    if meaning is None or money is None or part is None:
        return []
    return [(capital(meaning.label), spent(money, meaning), f"{values.percent(part)} of everyone's")]


def _measure(opened: Opened, meaning: Meaning) -> tuple[str, str, str]:
    own, everyone = opened.profile["numbers"][meaning.name], opened.run.everyone["numbers"][meaning.name]
    return (
        f"{capital(meaning.label)}, median",
        written(own["median"], meaning),
        f"everyone {written(everyone['median'], meaning)}",
    )


def _figures(opened: Opened, meaning: Meaning) -> Sequence[Cell]:
    own, everyone = opened.profile["numbers"][meaning.name], opened.run.everyone["numbers"][meaning.name]
    missing = opened.segment.customers - own["present"]
    return (
        meaning.name, own["median"], everyone["median"], own["mean"], everyone["mean"], own["quarter"], own["three_quarters"],
        own["deviation"], missing,
    )  # fmt: skip
