"""Who would get two plans in one week, and three."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa

from core.planning import Booking, pressure
from core.planning.pressure import Crowd, Overlap, Week, told_pressure


def booked(plan: int, ids: Sequence[str], start: str, end: str) -> Booking:
    return Booking(plan, f"Plan {plan}", date.fromisoformat(start), date.fromisoformat(end), pa.array(ids, pa.string()))


# Weeks begin on Monday 4 May and Monday 11 May 2026.
MINE = booked(1, "abcdef", "2026-05-05", "2026-05-12")
FIRST_WEEK = booked(2, "abxyz", "2026-05-01", "2026-05-10")
BOTH_WEEKS = booked(3, "acd", "2026-05-08", "2026-05-11")
LATER = booked(4, "abcdef", "2026-05-18", "2026-05-20")


def test_a_plan_touches_whole_weeks() -> None:
    assert MINE.weeks == (date(2026, 5, 4), date(2026, 5, 11))
    assert booked(9, "", "2026-05-11", "2026-05-17").weeks == (date(2026, 5, 11),)
    assert booked(9, "", "2026-05-10", "2026-05-11").weeks == (date(2026, 5, 4), date(2026, 5, 11))


def test_customers_are_counted_by_plans_week_by_week() -> None:
    found = pressure(MINE, [FIRST_WEEK, BOTH_WEEKS, LATER])
    # First week: a gets three, b, c and d two, e and f one. Second week: a, c and d two, the others one.
    assert found.weeks == (
        Week(date(2026, 5, 4), Crowd((0, 2, 3, 1))),
        Week(date(2026, 5, 11), Crowd((0, 3, 3))),
    )
    assert found.busiest == Crowd((0, 2, 3, 1))
    assert (found.busiest.crowded, found.customers) == (4, 6)


def test_overlap_is_told_plan_by_plan_largest_first() -> None:
    assert pressure(MINE, [FIRST_WEEK, BOTH_WEEKS, LATER]).overlaps == (
        Overlap(3, "Plan 3", 3, (date(2026, 5, 4), date(2026, 5, 11))),
        Overlap(2, "Plan 2", 2, (date(2026, 5, 4),)),
    )


def test_a_plan_does_not_press_upon_itself() -> None:
    assert pressure(MINE, [MINE]).overlaps == ()


def test_customers_of_another_dataset_are_the_same_where_their_ids_are() -> None:
    here, there = (
        booked(1, ["7", "8"], "2026-05-05", "2026-05-05"),
        booked(2, ["7.0", " 9"], "2026-05-05", "2026-05-05"),
    )
    assert pressure(here, [there]).busiest == Crowd((0, 1, 1))


def test_a_sentence_names_the_worst_week() -> None:
    assert told_pressure(pressure(MINE, [FIRST_WEEK, BOTH_WEEKS])) == (
        "Of 6 customers, 3 would get two plans and 1 would get three plans in the week of 2026-05-04."
    )
    assert told_pressure(pressure(MINE, [LATER])) == "None of the 6 customers gets another plan in the same weeks."
