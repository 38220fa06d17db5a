"""Which segment continues which, by customers in common, and what became of the others."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.comparing import Likeness, Matching, Membership, find_likeness, join, match, match_by_hand
from core.errors import BadInput
from tests.core.comparing.runs import joined_of, matched, run_of

people = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=60)


def states(matching: Matching) -> tuple[list[str], list[str]]:
    return [fate.state for fate in matching.old], [fate.state for fate in matching.new]


def test_a_segment_continues_in_the_one_that_shares_most_with_it() -> None:
    #                  old 0: six customers, four of them in new 1; old 1: four, three of them in new 0
    matching = matched("000000 1111", "111100 0001")
    assert [(pair.old, pair.new) for pair in matching.pairs] == [(0, 1), (1, 0)]
    first = matching.pairs[0]
    # 4 in common, 6 + 5 - 4 = 7 in either, 4 of 6 kept, 4 of 5 brought
    assert first.customers == 4
    assert (first.jaccard, first.kept, first.brought) == pytest.approx((4 / 7, 4 / 6, 4 / 5))
    assert states(matching) == (["continues"] * 2, ["continues"] * 2)
    assert matching.reason == "Matched by the 10 customers who are in both runs."


def test_a_split_by_hand() -> None:
    # Old 0 has ten customers: six go to new 0, four to new 2. Old 1 is new 1.
    matching = matched("0000000000 11111", "0000002222 11111")
    assert states(matching) == (["split", "continues"], ["split", "continues", "split"])
    old = matching.old[0]
    assert old.partner == 0  # 6 of 10 in common against 4 of 10
    assert [(pair.new, pair.kept, pair.brought) for pair in old.because] == [(0, 0.6, 1), (2, 0.4, 1)]
    assert matching.new[2].partner is None
    assert [(pair.old, pair.kept) for pair in matching.new[2].because] == [(0, 0.4)]


def test_a_merger_by_hand() -> None:
    # Old 0 with six and old 1 with four become new 0. Old 2 is new 1.
    matching = matched("000000 1111 22222", "000000 0000 11111")
    assert states(matching) == (["merged", "merged", "continues"], ["merged", "continues"])
    assert [(pair.old, pair.brought, pair.kept) for pair in matching.new[0].because] == [(0, 0.6, 1), (1, 0.4, 1)]
    assert matching.new[0].partner == 0
    assert matching.old[1].partner is None


def test_a_few_who_leave_make_no_split_and_a_few_who_come_no_merger() -> None:
    # One of ten of old 0 makes new 2 on their own: less than a fifth.
    assert states(matched("0000000000 11111", "0000000002 11111"))[1] == ["continues", "continues", "new"]
    # One customer of old 2 joins nine of old 0: a tenth of new 0.
    assert states(matched("000000000 11111 2", "000000000 11111 0"))[0] == ["continues", "continues", "retired"]


def test_segments_that_share_too_little_are_retired_and_new() -> None:
    # Each old one goes to both new ones by halves: 2 in common of 6 in either is a third, 2 of 7 is less.
    assert states(matched("0000 1111", "0011 0011")) == (["continues"] * 2, ["continues"] * 2)
    # Five and five, of which each new one takes two or three: 2 / (5 + 5 - 2) and 3 / 7 against 2 / 8.
    nobody = matched("00000 11111 22222", "00112 11220 22001")
    assert states(nobody) == (["retired"] * 3, ["new"] * 3)
    assert nobody.old[0].because[0].customers == 2
    assert nobody.pairs == ()
    assert nobody.places == (3, 4, 5)


def test_newcomers_and_those_who_left_do_not_count_against_a_segment() -> None:
    matching = matched("000000 11 -----", "00---- 11 00000")
    assert states(matching) == (["continues"] * 2, ["continues"] * 2)
    assert (matching.pairs[0].jaccard, matching.pairs[0].kept) == (1, 1)


def test_split_and_merged_at_once_is_a_split_of_the_old_and_a_merger_of_the_new() -> None:
    # Old 0 (ten) gives six to new 0 and four to new 1; old 1 (five) goes into new 0.
    matching = matched("0000000000 11111", "0000001111 00000")
    assert states(matching) == (["split", "merged"], ["merged", "split"])


def test_places_are_those_of_the_old_run_and_what_is_new_comes_after() -> None:
    assert matched("0000000000 11111", "2222220000 11111").places == (2, 1, 0)


def test_a_segment_that_everyone_left_is_retired() -> None:
    matching = matched("000 11", "--- 00")
    assert states(matching) == (["retired", "continues"], ["continues"])
    assert matching.old[0].because == ()


def test_a_person_may_say_otherwise_and_the_facts_stay() -> None:
    alike = find_likeness(joined_of("0000000000 11111", "0000002222 11111"))
    # The person carries the name on to the smaller part, and says that new 1 is not old 1.
    matching = match_by_hand(alike, [(0, 2)])
    assert matching.by == "person"
    assert states(matching) == (["split", "retired"], ["split", "new", "split"])
    assert matching.old[0].partner == 2
    assert matching.pairs[0].jaccard == 0.4
    assert matching.places == (2, 3, 0)


def test_what_a_person_leaves_as_it_was_tells_the_same() -> None:
    for old, new in (("000000 1111", "111100 0001"), ("0000000000 11111", "0000002222 11111")):
        alike = find_likeness(joined_of(old, new))
        found = match(alike)
        again = match_by_hand(alike, [(pair.old, pair.new) for pair in found.pairs])
        assert (again.old, again.new, again.pairs) == (found.old, found.new, found.pairs)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [([(0, 0), (0, 1)], "0 of the old run"), ([(0, 1), (1, 1)], "1 of the new run"), ([(2, 0)], "exist"), ([(-1, 0)], "exist")],
)  # fmt: skip
def test_pairs_that_cannot_be_are_refused(pairs: list[tuple[int, int]], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        match_by_hand(find_likeness(joined_of("0011", "0011")), pairs)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60))
def test_a_run_with_itself_continues_in_every_segment_with_everyone(labels: list[int]) -> None:
    text = "".join(map(str, np.unique(labels, return_inverse=True)[1]))
    matching = matched(text, text)
    assert {fate.state for fate in (*matching.old, *matching.new)} == {"continues"}
    assert all((pair.old, pair.jaccard, pair.kept, pair.brought) == (pair.new, 1, 1, 1) for pair in matching.pairs)


def best_pairs(alike: Likeness) -> set[frozenset[tuple[int, int]]]:
    """Every choice of pairs that may stand with the largest sum of Jaccard indices, by trying them all."""
    size = max(alike.jaccard.shape)
    table = np.zeros((size, size))
    table[: alike.jaccard.shape[0], : alike.jaccard.shape[1]] = alike.jaccard * alike.may_pair
    totals = {order: table[range(size), list(order)].sum() for order in permutations(range(size))}
    best = max(totals.values())
    return {
        frozenset(pair for pair in enumerate(order) if table[pair] > 0)
        for order, total in totals.items()
        if total > best - 1e-9
    }


@given(people, st.permutations(range(4)), st.permutations(range(4)))
def test_other_numbers_change_nothing_but_numbers(
    pairs: list[tuple[int, int]], old_names: list[int], new_names: list[int]
) -> None:
    old, new = np.array(pairs).T
    ids = [f"c{place}" for place in range(len(pairs))]

    def found(old_labels: np.ndarray, new_labels: np.ndarray) -> Matching:
        return match(find_likeness(join(member(ids, old_labels), member(ids, new_labels))))

    # Where two choices are equally good numbers decide.
    assume(len(best_pairs(find_likeness(join(member(ids, old), member(ids, new))))) == 1)
    plain, renamed = found(old, new), found(np.array(old_names)[old], np.array(new_names)[new])
    assert {(old_names[pair.old], new_names[pair.new], pair.jaccard) for pair in plain.pairs} == {
        (pair.old, pair.new, pair.jaccard) for pair in renamed.pairs
    }
    for segment in range(4):
        assert plain.old[segment].state == renamed.old[old_names[segment]].state
        assert plain.new[segment].state == renamed.new[new_names[segment]].state


def member(ids: list[str], labels: np.ndarray) -> Membership:
    return Membership(ids, labels, 4)


@given(people)
def test_no_other_choice_of_pairs_shares_more(pairs: list[tuple[int, int]]) -> None:
    alike = find_likeness(joined_of("".join(str(old) for old, _ in pairs), "".join(str(new) for _, new in pairs)))
    assert frozenset((pair.old, pair.new) for pair in match(alike).pairs) in best_pairs(alike)


def test_empty_runs_match_nothing() -> None:
    assert match(find_likeness(join(run_of("", 2), run_of("", 3)))).places == (2, 3, 4)
