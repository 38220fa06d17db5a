"""How plans are written and laid out."""

from datetime import date

import pytest

from core.planning import Plan
from webapp.components.plans.calendar import Span
from webapp.components.plans.words import when
from webapp.services.plan_views import Wanted


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, "no date"),
        (date(2026, 12, 7), None, "from 7 Dec 2026"),
        (date(2026, 12, 7), date(2026, 12, 7), "7 Dec 2026"),
        (date(2026, 12, 7), date(2026, 12, 20), "7–20 Dec 2026"),
        (date(2026, 11, 30), date(2026, 12, 13), "30 Nov – 13 Dec 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 Dec 2026 – 3 Jan 2027"),
    ],
)
def test_dates_are_as_short_as_they_can_be(start: date | None, end: date | None, words: str) -> None:
    assert when(Plan("Plan", (0,), start=start, end=end)) == words


def test_weeks_begin_on_mondays_and_months_on_their_first() -> None:
    # 20 November 2026 is a Friday.
    weeks, months = Span.of("weeks", date(2026, 11, 20)), Span.of("months", date(2026, 11, 20))
    assert (weeks.days[0], weeks.days[-1], len(weeks.days)) == (date(2026, 11, 16), date(2027, 1, 11), 9)
    assert months.days[:3] == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))


def test_what_an_address_cannot_mean_is_passed_over() -> None:
    assert Wanted.of(view="pie", by="mood", sort="luck", since="soon", nonsense="x") == Wanted(since="soon")
    assert Wanted(since="soon").first_day(date(2026, 11, 20)) == date(2026, 11, 20)


def test_an_address_holds_only_what_is_not_usual() -> None:
    assert Wanted().address() == "/plans"
    assert Wanted(view="table").address(sort="cost") == "/plans?view=table&sort=cost"
