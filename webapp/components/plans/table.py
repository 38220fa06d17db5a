"""Plans as a table; what it is sorted by stands in the address."""

from collections.abc import Callable, Sequence

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import marks, values
from webapp.components.plans.words import STATUSES, channels, cost, when
from webapp.records import KeptPlan

ORDER = tuple(STATUSES)
# Name in the address -> head, look, and what is compared.
SORTS: dict[str, tuple[str, str, Callable[[KeptPlan], object]]] = {
    "name": ("Plan", "", lambda kept: kept.plan.name.casefold()),
    "status": ("Status", "", lambda kept: ORDER.index(kept.plan.status)),
    "segment": ("Segments", "k-wide", lambda kept: [one.name.casefold() for one in kept.segments]),
    "start": ("When", "", lambda kept: (kept.plan.start is None, kept.plan.start)),
    "channel": ("Channels", "k-wide", lambda kept: channels(kept.plan)),
    "owner": ("Owner", "k-wide", lambda kept: (kept.owner is None, kept.owner)),
    "cost": ("Cost", "k-end", lambda kept: cost_of(kept)),
}


def table(plans: Sequence[KeptPlan], sort: str, address: Callable[[str], str]) -> Component:
    """`address` is that of the page sorted by a column."""
    heads = [_head(name, name == sort, address) for name in SORTS]
    rows = [_row(kept) for kept in sorted(plans, key=SORTS[sort][2])]  # type: ignore[arg-type]
    made = html.Table([html.Caption("Plans"), html.Thead(html.Tr(heads)), html.Tbody(rows)], className="k-table")
    return html.Section(html.Div(made, className="k-scroll"), className="card card-flush", **{"aria-label": "Plans"})


def cost_of(kept: KeptPlan) -> float:
    plan = kept.plan
    known = next((one for one in (plan.actual_cost, plan.expected_cost, plan.budget) if one is not None), None)
    return -1.0 if known is None else float(known)


def _head(name: str, shown: bool, address: Callable[[str], str]) -> Component:
    words, look, _ = SORTS[name]
    sorted_ = {"aria-sort": "ascending"} if shown else {}
    return html.Th(dcc.Link(words, href=address(name)), scope="col", className=look, **sorted_)


def _row(kept: KeptPlan) -> Component:
    plan = kept.plan
    return html.Tr(
        [
            html.Th(dcc.Link(plan.name, href=f"/plans/{kept.id}", className="k-name"), scope="row"),
            html.Td(html.Span(STATUSES[plan.status], className="k-chip")),
            html.Td([marks.segment(one.number, one.name, one.colour) for one in kept.segments], className="k-wide"),
            html.Td(when(plan)),
            html.Td(channels(plan) or values.MISSING, className="k-wide"),
            html.Td(kept.owner or values.MISSING, className="k-wide"),
            html.Td(cost(plan) or values.MISSING, className="k-end"),
        ]
    )
