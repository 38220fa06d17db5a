"""The overlap of two runs, its flows, and who is in a cell."""

import numpy as np

from core.clustering import NOBODY
from core.comparing import ABSENT, cell, flows, overlap
from tests.core.comparing.runs import joined_of

#           0123456789
OLD, NEW = "00001111.-", "0001110-10"


def test_the_overlap_by_hand() -> None:
    crossed = overlap(joined_of(OLD, NEW))
    assert crossed.rows == (0, 1, NOBODY, ABSENT)
    assert crossed.columns == (0, 1, ABSENT)
    # old 0: c0 c1 c2 in new 0, c3 in 1; old 1: c6 in 0, c4 c5 in 1, c7 gone; c8 had no segment; c9 is new
    assert crossed.customers.tolist() == [[3, 1, 0], [1, 2, 1], [0, 1, 0], [1, 0, 0]]
    assert crossed.of_row[0].tolist() == [0.75, 0.25, 0]
    assert crossed.of_column[:, 1].tolist() == [0.25, 0.5, 0.25, 0]


def test_money_is_counted_as_each_run_knows_it() -> None:
    joined = joined_of(OLD, NEW, money=10)
    crossed = overlap(joined)
    assert crossed.old_money is not None and crossed.new_money is not None
    # customer n is worth 10 n in both; who is absent is worth nothing there
    assert crossed.old_money.tolist() == [[30, 30, 0], [60, 90, 70], [0, 80, 0], [0, 0, 0]]
    assert crossed.new_money.tolist() == [[30, 30, 0], [60, 90, 0], [0, 80, 0], [90, 0, 0]]
    assert crossed.old_money.sum() == sum(range(9)) * 10


def test_flows_are_the_cells_with_somebody_in_them_the_largest_first() -> None:
    found = flows(overlap(joined_of(OLD, NEW)))
    assert [(flow.origin, flow.target, flow.customers) for flow in found] == [
        (0, 0, 3), (1, 1, 2), (0, 1, 1), (1, 0, 1), (1, ABSENT, 1), (NOBODY, 1, 1), (ABSENT, 0, 1)
    ]  # fmt: skip
    assert found[0].old_money is None


def test_a_segment_without_customers_keeps_its_row() -> None:
    joined = joined_of("002", "000")
    assert overlap(joined).rows == (0, 1, 2)
    assert overlap(joined).customers.tolist() == [[2], [0], [1]]
    assert overlap(joined).of_row[1].tolist() == [0]


def test_a_cell_gives_its_customers_in_order_piece_by_piece() -> None:
    joined = joined_of(OLD, NEW)
    assert cell(joined, 0, 0).ids.to_pylist() == ["c000", "c001", "c002"]
    second = cell(joined, 0, 0, offset=1, limit=1)
    assert second.ids.to_pylist() == ["c001"]
    assert second.customers == 3
    assert cell(joined, 0, 0, offset=3, limit=5).ids.to_pylist() == []


def test_rows_and_columns_can_be_had_whole() -> None:
    joined = joined_of(OLD, NEW)
    assert cell(joined, 1, None).customers == 4
    assert cell(joined, None, ABSENT).ids.to_pylist() == ["c007"]
    assert cell(joined, ABSENT, None).ids.to_pylist() == ["c009"]


def test_every_customer_is_in_exactly_one_cell() -> None:
    joined, crossed = joined_of(OLD, NEW), overlap(joined_of(OLD, NEW))
    met = [
        one
        for (row, column), customers in np.ndenumerate(crossed.customers)
        if customers
        for one in cell(joined, crossed.rows[row], crossed.columns[column]).ids.to_pylist()
    ]
    assert sorted(met) == [f"c{place:03}" for place in range(10)]
