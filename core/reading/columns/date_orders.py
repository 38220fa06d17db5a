"""Day or month first: told by the dates of a column that can be read one way only, or by those of another column."""

from collections.abc import Sequence
from dataclasses import replace

from core.reading.columns.dates import DateRule
from core.reading.columns.draft import Draft

DISAGREEING = 0.1  # of the telling dates may contradict the others before it is asked


def settle_orders(drafts: Sequence[Draft]) -> list[Draft]:
    told = [order for draft in drafts if (order := draft.choice.date_order or told_order(draft))]
    of_file = max(("day", "month"), key=told.count) if told else None
    return [_settled(draft, of_file) for draft in drafts]


def told_order(draft: Draft) -> str | None:
    """What the column itself says."""
    if not draft.order_asked or draft.found is None:
        return None
    day_only, month_only = telling(draft)
    if day_only == month_only:
        return None
    return "day" if day_only > month_only else "month"


def telling(draft: Draft) -> tuple[int, int]:
    """How many dates make sense only with the day first, and only with the month first."""
    found = draft.measured
    return found.year_last - found.month_first, found.year_last - found.day_first


def _settled(draft: Draft, of_file: str | None) -> Draft:
    if not draft.order_asked or draft.found is None or not isinstance(draft.rule, DateRule):
        return draft
    if draft.choice.date_order:
        return replace(draft, doubtful=False)
    order = told_order(draft) or of_file
    disagreeing = min(telling(draft)) > DISAGREEING * sum(telling(draft))
    return replace(draft.under(draft.rule.ordered(order or "day")), doubtful=order is None or disagreeing)
