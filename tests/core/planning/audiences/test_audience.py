"""Who is in an audience, and who was left out at which step."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.planning import Audience, Choice, Filter, Members, Step, audience, ids_from_text

# Eight customers, three segments; standing 0 is core, 1 usual, 2 border.
MEMBERS = Members(
    ids=pa.array(["h", "g", "f", "e", "d", "c", "b", "a"]),
    segments=np.array([0, 0, 0, 1, 1, 1, 2, 2], np.uint8),
    standing=np.array([0, 1, 2, 0, 1, 2, 0, 0], np.uint8),
    measures={"money": pa.array([10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, None]), "country": pa.array(["F", "D"] * 4)},
)


def taken(*segments: int, sure: str = "all", filters: tuple[Filter, ...] = (), **rest: Any) -> Audience:
    return audience(MEMBERS, Choice(segments, sure, filters), **rest)


def test_segments_are_chosen_and_ids_come_in_their_own_order() -> None:
    found = taken(0, 2)
    assert found.ids.to_pylist() == ["a", "b", "f", "g", "h"]
    assert found.segments.tolist() == [2, 2, 0, 0, 0]
    assert len(found) == 5


def test_core_only_usual_too_or_with_the_border() -> None:
    assert taken(0, sure="core").ids.to_pylist() == ["h"]
    assert taken(0, sure="usual").ids.to_pylist() == ["g", "h"]
    assert taken(0, sure="all").ids.to_pylist() == ["f", "g", "h"]


def test_every_step_says_what_it_left_out() -> None:
    found = taken(
        0,
        1,
        sure="usual",
        filters=(Filter("money", "above", 10.0),),
        suppressed=ids_from_text("d\nnobody\nz"),
        minus=[("Spring", pa.array(["g", "a"]))],
        names={0: "Loyal"},
    )
    # Of eight, a and b are in segment 2; c and f are at the border; h spent 10; d is suppressed; g is in the other plan.
    assert found.steps == (
        Step("customers in the run", 0, 8),
        Step("in Loyal, segment 1", 2, 6),
        Step("not at the border of their segment", 2, 4),
        Step("money above 10", 1, 3),
        Step("not on the suppression list", 1, 2),
        Step("not in the plan 'Spring'", 1, 1),
    )
    assert found.ids.to_pylist() == ["e"]
    assert found.unknown == 2


def test_an_audience_may_be_empty() -> None:
    found = taken(0, filters=(Filter("money", "above", 100.0),))
    assert len(found) == 0
    assert found.steps[-1] == Step("money above 100", 3, 0)


def test_customers_in_no_segment_are_in_no_audience() -> None:
    noise = Members(pa.array(["a", "b"]), np.array([255, 0], np.uint8), None, {})
    assert audience(noise, Choice((0,))).ids.to_pylist() == ["b"]


def test_what_is_not_known_is_asked_for() -> None:
    with pytest.raises(BadInput, match="no measure 'age'"):
        taken(0, filters=(Filter("age", "above", 1.0),))
    with pytest.raises(BadInput, match="Ask for its stability"):
        audience(Members(MEMBERS.ids, MEMBERS.segments, None, {}), Choice((0,), "core"))
    with pytest.raises(BadInput, match="how sure"):
        Choice((0,), "certain")
    with pytest.raises(BadInput, match="at least one segment"):
        Choice(())


def test_customers_are_in_the_table_once() -> None:
    with pytest.raises(BadInput, match="twice or has no id"):
        Members(pa.array(["a", "a"]), np.zeros(2), None, {})
    with pytest.raises(BadInput, match="twice or has no id"):
        Members(pa.array(["a", None]), np.zeros(2), None, {})
    with pytest.raises(BadInput, match="equally long"):
        Members(pa.array(["a"]), np.zeros(2), None, {})


@settings(deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    shuffled = Members(
        MEMBERS.ids.take(pa.array(order)),
        MEMBERS.segments[order],
        MEMBERS.standing[order] if MEMBERS.standing is not None else None,
        {name: cells.take(pa.array(order)) for name, cells in MEMBERS.measures.items()},
    )
    choice = Choice((0, 1), "usual", (Filter("country", "one of", ("F",)),))
    found, same = audience(shuffled, choice), audience(MEMBERS, choice)
    assert (found.ids.to_pylist(), found.segments.tolist(), found.steps) == (
        same.ids.to_pylist(),
        same.segments.tolist(),
        same.steps,
    )
