"""How dates, sums and statuses of plans are written."""

from datetime import date

from core.planning import CHANNELS, KPIS, Plan
from webapp.components import values

STATUSES = {
    "idea": "Idea", "planned": "Planned", "approved": "Approved", "running": "Running", "done": "Done", "cancelled": "Cancelled",
}  # fmt: skip


def when(plan: Plan) -> str:
    """7–20 Dec 2026, 30 Nov – 13 Dec 2026, from 7 Dec 2026."""
    start, end = plan.start, plan.end
    if start is None:
        return "no date"
    if end is None:
        return f"from {day(start)}"
    if (start.year, start.month) == (end.year, end.month):
        return day(start) if start == end else f"{start.day}–{day(end)}"
    first = f"{start.day} {start:%b}" if start.year == end.year else day(start)
    return f"{first} – {day(end)}"


def day(at: date) -> str:
    return f"{at.day} {at:%b %Y}"


def channels(plan: Plan) -> str:
    return ", ".join(CHANNELS[one] for one in plan.channels)


def cost(plan: Plan) -> str:
    """What was spent, else what is expected, else the budget; empty where nothing is known."""
    known = next((one for one in (plan.actual_cost, plan.expected_cost, plan.budget) if one is not None), None)
    return "" if known is None else values.money(float(known), plan.currency)


def kpi(plan: Plan, value: float | None) -> str:
    """A value of the plan's KPI: a share, orders or money per customer."""
    if value is None:
        return values.MISSING
    if plan.kpi == "conversion":
        return values.percent(value)
    return values.money(value, plan.currency) if plan.kpi == "money" else f"{value:.2f}"


def judged(plan: Plan) -> str:
    """What the plan is judged by, from where to where."""
    goal = "" if plan.target is None else f", goal {kpi(plan, plan.target)}"
    start = "" if plan.baseline is None else f"; baseline {kpi(plan, plan.baseline)}"
    return f"{KPIS[plan.kpi]} within {values.count(plan.window_days, 'day')}{start}{goal}".capitalize()
