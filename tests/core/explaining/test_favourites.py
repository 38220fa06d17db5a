"""Favourites: lifts worked out by hand, and no favourite by accident."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from core.errors import BadInput
from core.explaining import favourites
from core.explaining.favourites import careful_share
from core.exploring import Table
from core.measuring import Measuring

ROLES = {
    "who": "customer", "order": "order", "day": "date", "what": "product", "kind": "product group", "n": "quantity",
}  # fmt: skip


def _orders(lines: list[tuple[str, str, str, int]]) -> Table:
    """Lines of customer, product, group and quantity."""
    who, what, kind, n = zip(*lines, strict=True)
    columns = {"who": who, "order": [f"o{i}" for i in range(len(who))], "what": what, "kind": kind, "n": n}
    table = pa.table({**{name: list(cells) for name, cells in columns.items()}, "day": [date(2026, 1, 1)] * len(who)})
    return Table.of(table, ROLES, "orders")


CUSTOMERS = [f"c{i}" for i in range(100)]
LABELS = np.repeat([0, 1], [40, 60]).astype(np.uint8)
# Tea: 30 of the 40 in segment 0 and 6 of the others; milk: everyone; a rare thing: two of segment 0; c0 buys tea twice.
LINES = (
    [(f"c{i}", "tea", "drinks", 1) for i in [*range(30), *range(40, 46), 0]]
    + [(f"c{i}", "milk", "drinks", 2) for i in range(100)]
    + [("c0", "rare", "toys", 1), ("c1", "rare", "toys", 1)]
)


def test_lift_is_the_share_of_the_segment_over_that_of_everyone() -> None:
    first, second = favourites(_orders(LINES), Measuring(), CUSTOMERS, LABELS, 2)
    (tea,) = first
    # 30 / 40 against 36 / 100.
    assert (tea.name, tea.customers, tea.share, tea.everyone) == ("tea", 30, 0.75, 0.36)
    assert tea.lift == pytest.approx(0.75 / 0.36) and 1 < tea.careful < tea.lift
    assert second == ()


def test_two_customers_make_no_favourite_however_high_their_lift() -> None:
    # The rare thing has the lift 0.05 / 0.02 = 2.5, higher than tea.
    names = [one.name for found in favourites(_orders(LINES), Measuring(), CUSTOMERS, LABELS, 2) for one in found]
    assert "rare" not in names


def test_shares_of_choices_find_the_taste_of_those_who_buy_little() -> None:
    # Choices of segment 1: 6 tea and 60 milk, 91 % milk; of everyone 36 tea, 100 milk, 2 rare: 72 %.
    _, second = favourites(_orders(LINES), Measuring(), CUSTOMERS, LABELS, 2, among="choices")
    assert [one.name for one in second] == ["milk"]
    assert (second[0].share, second[0].everyone) == (pytest.approx(60 / 66), pytest.approx(100 / 138))


def test_groups_count_each_customer_once() -> None:
    lines = [
        *LINES,
        *[(f"c{i}", "yarn", "wool", 1) for i in range(20)],
        *[(f"c{i}", "felt", "wool", 1) for i in range(20)],
    ]
    first, _ = favourites(_orders(lines), Measuring(), CUSTOMERS, LABELS, 2, role="product group")
    assert [(one.name, one.customers, one.lift) for one in first] == [("wool", 20, pytest.approx(2.5))]


def test_what_was_cancelled_or_is_nobodys_does_not_count() -> None:
    lines = [
        *LINES,
        *[(f"c{i}", "late", "toys", -1) for i in range(40)],
        *[(f"x{i}", "tea", "drinks", 1) for i in range(500)],
    ]
    (tea,), _ = favourites(_orders(lines), Measuring(), CUSTOMERS, LABELS, 2)
    assert (tea.name, tea.everyone) == ("tea", 0.36)


def test_customers_in_no_segment_count_among_everyone() -> None:
    labels = np.where(LABELS == 1, 255, LABELS).astype(np.uint8)
    ((tea,),) = favourites(_orders(LINES), Measuring(), CUSTOMERS, labels, 1)
    assert tea.everyone == 0.36


def test_the_careful_share_is_the_lower_end_of_wilsons_interval() -> None:
    # 30 of 40 at 95 %: 0.5981 to 0.8581.
    assert careful_share(np.array([30]), 40)[0] == pytest.approx(0.5981, abs=1e-4)
    assert careful_share(np.array([0]), 40)[0] == pytest.approx(0, abs=1e-12)


def test_a_table_without_groups_says_so() -> None:
    table = _orders(LINES)
    plain = Table(
        table.kind, tuple(one for one in table.columns if one.role != "product group"), table.rows, table.read
    )
    with pytest.raises(BadInput, match="product group"):
        favourites(plain, Measuring(), CUSTOMERS, LABELS, 2, role="product group")
    with pytest.raises(BadInput, match="Shares are of"):
        favourites(table, Measuring(), CUSTOMERS, LABELS, 2, among="lines")
