"""Did the customers move, or did the line? Every flow split by hand, and what holds for all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clustering import NOBODY
from core.comparing import ABSENT, PARTS, Move, Movement, find_likeness, match, match_by_hand, trace
from core.errors import BadInput
from tests.core.comparing.runs import joined_of, run_of

MARKS = "012."
people = st.lists(
    st.tuples(st.sampled_from(MARKS + "-"), st.sampled_from(MARKS), st.sampled_from(MARKS + "-")).filter(
        lambda one: one[0] != "-" or one[2] != "-"
    ),
    min_size=1,
    max_size=50,
)


def traced(was: str, scored: str, now: str) -> Movement:
    """`scored` has a mark for everyone; those of customers who are not in the new version say nothing."""
    was, scored, now = (text.replace(" ", "") for text in (was, scored, now))
    joined = joined_of(was, now)
    kept = "".join(mark if there != "-" else "-" for mark, there in zip(scored, now, strict=True))
    return trace(joined, run_of(kept, 3).labels, match(find_likeness(joined)))


def find(moved: Movement, origin: int, target: int) -> Move:
    return next(move for move in moved.moves if (move.origin, move.target) == (origin, target))


def test_the_parts_by_hand() -> None:
    moved = traced(
        #  stay    leave 0 for 1: three by themselves, two by the line; one who stayed; gone; new
        was="000000 00000 11111 1 0 -",
        scored="000000 11100 11111 1 0 1",
        now="000000 11111 11111 1 - 1",
    )
    assert find(moved, 0, 1) == Move(0, 1, 5, stayed=0, behaviour=3, border=2, newcomers=0, gone=0, elsewhere=0)
    assert find(moved, 0, 0).stayed == 6
    assert find(moved, 0, ABSENT).gone == 1
    assert find(moved, ABSENT, 1).newcomers == 1
    assert moved.totals == {"stayed": 12, "behaviour": 3, "border": 2, "newcomers": 1, "gone": 1}
    assert moved.moved == 5


def test_who_would_have_gone_elsewhere_by_the_old_line_moved_by_themselves_all_the_same() -> None:
    # c0 left 0 for 2 by the old line; the new line makes it 1
    moved = traced(was="000 111 222 0", scored="000 111 222 2", now="000 111 222 1")
    assert find(moved, 0, 1) == Move(0, 1, 1, stayed=0, behaviour=1, border=0, newcomers=0, gone=0, elsewhere=1)


def test_a_line_that_follows_a_customer_leaves_them_where_they_were() -> None:
    moved = traced(was="000 111 0", scored="000 111 1", now="000 111 0")
    assert moved.totals["stayed"] == 7


def test_new_numbers_for_the_same_segments_move_nobody() -> None:
    assert traced(was="000 111", scored="000 111", now="111 000").moved == 0


def test_a_segment_that_is_only_in_the_new_run_has_a_place_of_its_own() -> None:
    # Of old 0 four make new 1; the line did that
    moved = traced(was="0000000000", scored="0000000000", now="0000001111")
    assert [(place.number, place.old, place.new) for place in moved.places] == [(0, 0, 0), (1, None, 1)]
    assert (moved.retired, moved.fresh) == (frozenset(), {1})
    assert find(moved, 0, 1).border == 4


def test_no_segment_is_a_place_like_any_other() -> None:
    # c6 fell out of all segments by themselves, c7 came into 0 by the line
    moved = traced(was="000 111 0 .", scored="000 111 . .", now="000 111 . 0")
    assert find(moved, 0, NOBODY).behaviour == 1
    assert find(moved, NOBODY, 0).border == 1
    assert moved.balances[-1].place == NOBODY


def test_a_balance_by_hand() -> None:
    moved = traced(
        was="0000 1111 0 0 1 0 -",
        scored="0000 1111 1 0 0 0 0",
        now="0000 1111 1 1 0 - 0",
    )
    nought, one = moved.balances
    assert (nought.before, nought.gone, nought.left_by_behaviour, nought.left_by_border) == (7, 1, 1, 1)
    assert (nought.came_by_behaviour, nought.came_by_border, nought.newcomers, nought.after) == (1, 0, 1, 6)
    assert (one.before, one.after) == (5, 6)


def test_a_part_can_be_opened() -> None:
    moved = traced(was="0000 0000 111", scored="0000 1100 111", now="0000 1111 111")
    move = find(moved, 0, 1)
    assert moved.cell(move, "behaviour").ids.to_pylist() == ["c004", "c005"]
    assert moved.cell(move, "border", offset=1, limit=5).ids.to_pylist() == ["c007"]
    assert moved.cell(move, "border").customers == 2


def test_labels_of_another_model_are_refused() -> None:
    joined = joined_of("0011", "0011")
    matching = match(find_likeness(joined))
    for scored in ([0, 0, 1], [0, 0, 1, 2]):
        with pytest.raises(BadInput, match="Score them again"):
            trace(joined, np.array(scored), matching)


def columns(everyone: list[tuple[str, str, str]]) -> tuple[str, str, str]:
    was, scored, now = ("".join(marks) for marks in zip(*everyone, strict=True))
    return "012" + was, "012" + scored, "012" + now


@given(people)
def test_the_parts_add_up_to_every_flow_and_the_flows_to_everyone(everyone: list[tuple[str, str, str]]) -> None:
    moved = traced(*columns(everyone))
    for move in moved.moves:
        assert sum(getattr(move, part) for part in PARTS) == move.customers
        assert move.elsewhere <= move.behaviour
        assert sum(moved.cell(move, part).customers for part in PARTS) == move.customers
    assert sum(move.customers for move in moved.moves) == sum(moved.totals.values()) == len(everyone) + 3


@given(people)
def test_every_balance_leads_from_before_to_after(everyone: list[tuple[str, str, str]]) -> None:
    for balance in traced(*columns(everyone)).balances:
        left = balance.gone + balance.left_by_behaviour + balance.left_by_border
        came = balance.came_by_behaviour + balance.came_by_border + balance.newcomers
        assert balance.before - left + came == balance.after


@given(people)
def test_the_same_model_on_both_versions_moves_no_line(everyone: list[tuple[str, str, str]]) -> None:
    was, _, now = columns(everyone)
    joined = joined_of(was, now)
    # The new labels are those of the old model: each segment is itself, whatever the customers did.
    alike = find_likeness(joined)
    moved = trace(joined, run_of(now, 3).labels, match_by_hand(alike, [(0, 0), (1, 1), (2, 2)]))
    assert moved.totals["border"] == 0


@given(people)
def test_the_same_version_under_two_models_moves_no_customer(everyone: list[tuple[str, str, str]]) -> None:
    was, _, now = columns([(old, old, new) for old, _, new in everyone if "-" not in (old, new)] or [("0", "0", "0")])
    assert traced(was, was, now).totals["behaviour"] == 0
