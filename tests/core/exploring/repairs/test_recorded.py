"""The list of repairs: replayed in order, undone, moved, kept as JSON; what does not fit stops nothing."""

import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.exploring import Table
from core.exploring.repairs import (
    Blank,
    Clip,
    Drop,
    DropCopies,
    Fill,
    Ignore,
    KeepLast,
    Merge,
    Repair,
    Repairs,
    ToCategory,
    ToNumber,
    repaired,
    replay,
)  # fmt: skip

EVERY = (
    Merge("sex", (("F", "Female"), ("Femal", "Female"))),
    ToNumber("income"),
    Blank("age", above=120),
    Fill("age"),
    Fill("sex", "value", "unknown"),
    Clip("income", high=100.0),
    Drop("income", missing=True),
    KeepLast("id"),
    DropCopies(),
    ToCategory("channel"),
    Ignore("constant"),
)
DIRTY = pa.table(
    {
        "id": ["1", "2", "2", "3", "4", "5", "5"],
        "age": [20, 180, 30, None, 50, 60, 60],
        "sex": ["F", "Femal", "Female", None, "Male", "Male", "Male"],
        "income": ["10", "20", "?", "30", "400", "50", "50"],
        "channel": [1, 2, 1, 2, 1, 2, 2],
        "constant": ["x"] * 7,
    }
)
ROLES = {
    "id": "customer",
    "age": "number",
    "sex": "category",
    "income": "number",
    "channel": "number",
    "constant": "category",
}
TABLE = Table.of(DIRTY, ROLES)


def rows(table: Table) -> list[dict[str, Any]]:
    return list(table.read(table.names).read_all().to_pylist())


def test_repairs_are_made_one_after_the_other_with_counts_before_and_after() -> None:
    found = replay(TABLE, Repairs(EVERY))
    assert [(one.rows_before, one.rows_after, one.changed, one.why_not) for one in found.outcomes] == [
        (7, 7, 2, None),  # F and Femal
        (7, 7, 1, None),  # ? is no number
        (7, 7, 1, None),  # 180
        (7, 7, 2, None),  # two gaps, filled with the median 50 of 20, 30, 50, 60, 60
        (7, 7, 1, None),
        (7, 7, 1, None),  # 400
        (7, 6, 0, None),  # the row with ?
        (6, 5, 0, None),  # customer 5 twice; customer 2 lost its second row before
        (5, 5, 0, None),
        (5, 5, 0, None),
        (5, 5, 0, None),
    ]
    assert rows(found.table) == [
        {"id": "1", "age": 20, "sex": "Female", "income": 10.0, "channel": "1", "constant": "x"},
        {"id": "2", "age": 50, "sex": "Female", "income": 20.0, "channel": "2", "constant": "x"},
        {"id": "3", "age": 50, "sex": "unknown", "income": 30.0, "channel": "2", "constant": "x"},
        {"id": "4", "age": 50, "sex": "Male", "income": 100.0, "channel": "1", "constant": "x"},
        {"id": "5", "age": 60, "sex": "Male", "income": 50.0, "channel": "2", "constant": "x"},
    ]
    assert found.table.rows == 5


def test_a_repair_that_no_longer_fits_says_so_and_the_rest_goes_on() -> None:
    later = Table.of(DIRTY.drop_columns(["age"]), ROLES)
    found = replay(later, Repairs(EVERY))
    failed = [one for one in found.outcomes if one.why_not]
    assert [one.repair for one in failed] == [EVERY[2], EVERY[3]]
    assert all("There is no column 'age'" in (one.why_not or "") for one in failed)
    assert found.table.rows == 5


@settings(max_examples=8, deadline=None)
@given(st.permutations(EVERY), st.data())
def test_in_any_order_what_is_undone_leaves_no_trace(steps: list[Repair], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(steps) - 1))
    shorter = Repairs(tuple(steps)).undone(place)
    assert shorter.steps == tuple(steps[:place] + steps[place + 1 :])
    with_it, without = replay(TABLE, Repairs(tuple(steps))), replay(TABLE, shorter)
    assert with_it.outcomes[:place] == without.outcomes[:place]
    for found in (with_it, without):
        assert len(rows(found.table)) == found.table.rows
    assert rows(TABLE) == DIRTY.to_pylist()


def test_order_matters_and_can_be_changed() -> None:
    drop_first = Repairs((Drop("age", above=120), Fill("age")))
    fill_first = drop_first.moved(0, 1)
    assert fill_first.steps == (Fill("age"), Drop("age", above=120))
    # The median of 20, 30, 50, 60, 60 is 50; with 180 among them it is 55.
    assert rows(replay(TABLE, drop_first).table)[2]["age"] == 50
    assert rows(replay(TABLE, fill_first).table)[2]["age"] == 55


def test_a_repair_repeated_changes_nothing_more() -> None:
    for repair in EVERY:
        once = replay(TABLE, Repairs((repair,)))
        twice = replay(TABLE, Repairs((repair, repair)))
        assert rows(twice.table) == rows(once.table)


def test_the_list_is_the_same_after_json() -> None:
    repairs = Repairs(EVERY)
    assert Repairs.from_json(json.loads(json.dumps(repairs.to_json()))) == repairs


def test_every_repair_says_in_words_what_it_does() -> None:
    assert len({repair.words for repair in EVERY}) == len(EVERY)
    assert Clip("age", 0, 100).words == "Clip 'age' to at least 0 and to at most 100"
    assert Drop("age", missing=True, above=120).words == "Leave out rows where 'age' is missing or is above 120"


@pytest.mark.parametrize(
    "step",
    [
        {"kind": "explode"}, {"kind": ["fill"]}, {}, "fill", None, 5,
        {"kind": "fill"}, {"kind": "fill", "column": 5}, {"kind": "fill", "column": "age", "using": "luck"},
        {"kind": "fill", "column": "age", "more": 1}, {"kind": "merge", "column": "sex", "spellings": ["ab", 5]},
        {"kind": "merge", "column": "sex", "spellings": None}, {"kind": "clip", "column": "age", "low": "x"},
        {"kind": "clip", "column": "age", "low": [1]}, {"kind": "blank", "column": "age", "values": 5},
        {"kind": "drop", "column": "age", "above": {}}, {"kind": "clip", "column": "age", "low": 5, "high": 1},
        {"kind": "fill", "column": "age", "using": "value", "value": [1]}, {"kind": "clip", "column": "age", "low": 10**400},
    ],
)  # fmt: skip
def test_json_that_is_no_repair_is_refused_with_a_sentence(step: Any) -> None:
    with pytest.raises(BadInput):
        Repairs.from_json([step])


def test_places_outside_the_list_are_refused() -> None:
    for wrong in (lambda: Repairs(EVERY).undone(11), lambda: Repairs(EVERY).moved(0, -1), lambda: Repairs().undone(0)):
        with pytest.raises(BadInput, match="no repair number"):
            wrong()


def test_the_dirty_mall_file_is_repaired_as_its_findings_offer(shared_data) -> None:  # type: ignore[no-untyped-def]
    from core.exploring import find

    frame = pd.read_csv(shared_data / "mall_customers_dirty.csv", dtype=str)
    roles = dict.fromkeys(frame, "number") | {"CustomerID": "customer", "Gender": "category"}
    table = Table.of(pa.Table.from_pandas(frame, preserve_index=False), roles)
    repairs = Repairs(tuple(one.repairs[0] for one in find(table)))
    found = replay(table, repairs)
    assert sum(one.changed for one in found.outcomes) == 100  # as many question marks
    assert found.table.rows == 812 - 12
    gaps = [one for one in find(found.table) if one.kind == "missing"]
    filled = replay(found.table, Repairs(tuple(one.repairs[0] for one in gaps)))
    assert not [one for one in find(filled.table) if one.kind in ("missing", "mixed", "repeated ids", "copies")]


def test_the_table_alone_is_the_one_that_replay_makes() -> None:
    whole = Table.of(pa.table({"age": [20, None, 180], "x": ["a", "b", "b"]}), {"age": "number", "x": "category"})
    steps = Repairs((Drop("age", above=120), Fill("nowhere"), Fill("age")))
    replayed = replay(whole, steps).table
    alone = repaired(whole, steps)
    assert alone.rows == replayed.rows == 2
    assert alone.read(["age"]).read_all() == replayed.read(["age"]).read_all()
    assert alone.read(["age"]).read_all()["age"].to_pylist() == [20, 20]
