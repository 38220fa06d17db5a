"""Settings, criteria and sizes of the runs next to each other; the base stands first among equals."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from core.comparing import Criterion
from webapp.components import values
from webapp.components.marks import segment
from webapp.services import comparisons
from webapp.services.comparisons import Compared, Side

VERDICTS = {"better": "k-ok", "worse": "k-bad"}


def settings(compared: Compared, every: bool, turn: str) -> Component:
    """Only what differs, unless asked for all; `turn` is the address of the other."""
    rows = comparisons.settings(compared)
    differing = [row for row in rows if row.differs]
    equal = [row.name for row in rows if not row.differs]
    shown = rows if every else differing
    body = [html.Tr([html.Th(row.name, scope="row"), *(html.Td(value) for value in row.values)]) for row in shown]
    words = "Differences only" if every else f"Show all {len(rows)} settings"
    told = f"{values.count(len(equal), 'setting')} equal" if differing else "All settings are equal"
    named = ", ".join(equal[:6]) + (" and others" if len(equal) > 6 else "")
    note = f"{told}: {named}." if equal else "No setting is equal."
    table = _table("Settings", _heads(compared), body)
    foot = html.P([note, " ", dcc.Link(words, href=turn)], className="k-note k-card-foot")
    return _card("Settings", "What the runs were asked to do", table, foot)


def criteria(compared: Compared) -> Component:
    """Each beside the base; a difference within the stated errors counts as none."""
    found = comparisons.criteria(compared)
    body = [
        html.Tr([html.Th(one.label, scope="row"), *(_value(one, place) for place in range(len(compared.sides)))]) for one in found
    ]  # fmt: skip
    reasons = list(dict.fromkeys(one.why_not for one in found if one.why_not))
    foot = html.P(" ".join(reasons), className="k-note k-card-foot") if reasons else None
    return _card(
        "Criteria", f"Differences are to {compared.base.run.name}", _table("Criteria", _heads(compared), body), foot
    )


def sizes(compared: Compared) -> Component:
    most = max(len(side.segments) for side in compared.sides)
    body = [
        html.Tr([html.Th(str(number), scope="row"), *(_size(side, number) for side in compared.sides)]) for number in range(most)
    ]  # fmt: skip
    return _card(
        "Sizes", "Segments by rank; the matching below says which is which", _table("Sizes", _heads(compared), body)
    )


def _heads(compared: Compared) -> list[Component]:
    return [
        html.Th(html.Span("Of each run", className="k-unseen"), scope="col"),
        *(_head(compared, side) for side in compared.sides),
    ]


def _head(compared: Compared, side: Side) -> Component:
    base = [html.Span("Base", className="k-chip")] if side is compared.base else []
    return html.Th([dcc.Link(side.run.name, href=f"/runs/{side.run.id}"), " ", *base], scope="col")


def _value(one: Criterion, place: int) -> Component:
    value, delta, verdict = one.values[place], one.deltas[place], one.verdicts[place]
    if value is None:
        return html.Td(values.MISSING)
    said = [] if delta is None else [" ", html.Small(_signed(delta), className=VERDICTS.get(verdict or "", "k-quiet"))]
    return html.Td([_written(value), *said])


def _size(side: Side, number: int) -> Component:
    if number >= len(side.segments):
        return html.Td(values.MISSING)
    one = side.segments[number]
    share = values.share(one.customers, side.run.customers or 0)
    href = f"/runs/{side.run.id}/segments/{number}"
    return html.Td(
        [
            dcc.Link(segment(one.number, one.name, one.colour), href=href),
            html.Div(f"{one.customers:,}, {share}", className="k-quiet"),
        ]
    )


def _written(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}".replace("-", "−")


def _signed(delta: float) -> str:
    written = _written(abs(delta))
    return "±0" if delta == 0 else f"+{written}" if delta > 0 else f"−{written}"


def _table(caption: str, heads: Sequence[Component], body: Sequence[Component]) -> Component:
    made = html.Table(
        [html.Caption(caption), html.Thead(html.Tr(list(heads))), html.Tbody(list(body))], className="k-table"
    )
    return html.Div(made, className="k-scroll", tabIndex="0", role="region", **{"aria-label": caption})


def _card(title: str, note: str, table: Component, foot: Component | None = None) -> Component:
    head = html.Div(html.Div([html.H2(title), html.P(note)]), className="k-card-head")
    return html.Section([head, table, *([foot] if foot else [])], className="card card-flush", **{"aria-label": title})
