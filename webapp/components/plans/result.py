"""The result of a plan: in a sentence, in figures, and segment by segment as far as that goes."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from core.planning import KPIS, Plan
from core.planning.results import Difference, Result, told
from webapp.components import blocks, values
from webapp.records import KeptPlan

MOODS = {"collecting": "Collecting", "undecided": "Undecided", "separated": "Separated"}
HEADS = ("", "Treated", "Held out", "Difference, 95 % interval")


def sentence(plan: Plan, result: Result) -> str:
    return told(result, lambda value: values.money(value, plan.currency))


def result(kept: KeptPlan, found: Result) -> list[Component]:
    said = html.P(sentence(kept.plan, found))
    tables = html.Div([_figures(kept.plan, found), *_segments(kept, found)], className="k-result")
    return [
        html.Section(said, className="card k-verdict", **{"aria-label": MOODS[found.state]}),
        blocks.card("What the arms did", tables, note=_note(found)),
    ]


def _figures(plan: Plan, found: Result) -> Component:
    arms = [
        html.Tr(
            [
                html.Th("Customers", scope="row"),
                *_cells(f"{found.treated.customers:,}", f"{found.held_out.customers:,}", ""),
            ]
        ),
        *(_row(plan, _capital(KPIS[one.kpi]), one) for one in found.differences),
    ]
    return _table("The arms of the plan", arms)


def _segments(kept: KeptPlan, found: Result) -> list[Component]:
    """Single segments are small, and many: with no verdict of their own."""
    if len(found.by_segment) < 2:
        return []
    names: Mapping[int, str] = {one.number: one.name for one in kept.segments}
    rows = [_row(kept.plan, names.get(number, f"Segment {number}"), one) for number, one in found.by_segment]
    told_ = html.P("Exploratory: single segments are small, so no verdict is made of them.", className="k-hint")
    return [html.H3("By segment"), told_, _table("The arms within each segment", rows)]


def _row(plan: Plan, name: str, one: Difference) -> Component:
    treated, held_out, low, high = (
        _figure(plan, one.kpi, value) for value in (one.treated, one.held_out, one.low, one.high)
    )
    return html.Tr([html.Th(name, scope="row"), *_cells(treated, held_out, f"{low} to {high}")])


def _cells(*texts: str) -> list[Component]:
    return [html.Td(text, className="k-end") for text in texts]


def _table(caption: str, rows: list[Component]) -> Component:
    head = html.Thead(html.Tr([html.Th(words, scope="col", className="k-end" if words else "") for words in HEADS]))
    return html.Div(
        html.Table([html.Caption(caption), head, html.Tbody(rows)], className="k-table"), className="k-scroll"
    )


def _figure(plan: Plan, kpi: str, value: float) -> str:
    if kpi == "money":
        return values.money(value, plan.currency)
    return (
        f"{100 * value:.1f}{values.THIN}%".replace("-", "−")
        if kpi == "conversion"
        else f"{value:.2f}".replace("-", "−")
    )


def _note(found: Result) -> str:
    methods = dict.fromkeys(one.method for one in found.differences)
    return f"Intervals: {'; '.join(methods)}" if methods else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
