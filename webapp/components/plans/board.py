"""Plans by status, side by side."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from webapp.components.plans.card import card
from webapp.components.plans.words import STATUSES
from webapp.records import KeptPlan

LIFTING = "Space lifts a card, the arrows choose where to, Space puts it down, Escape puts it back."


def board(plans: Sequence[KeptPlan], *, works: bool) -> Component:
    """What is cancelled has a column only when there is any."""
    by_status = {status: [kept for kept in plans if kept.plan.status == status] for status in STATUSES}
    shown = [status for status in STATUSES if status != "cancelled" or by_status[status]]
    columns = [_column(status, by_status[status], works) for status in shown]
    hint = [html.P(LIFTING, className="k-hint k-wide")] if works and plans else []
    return html.Div([html.Div(columns, className="k-board"), *hint])


def _column(status: str, plans: Sequence[KeptPlan], works: bool) -> Component:
    head = html.H2([STATUSES[status], html.Span(str(len(plans)))])
    cards = [card(kept, works=works) for kept in plans]
    return html.Section(
        [head, *cards], className="k-board-column", **{"data-status": status, "data-name": STATUSES[status]}
    )
