"""The sentences about movement, as people read them."""

import numpy as np
import pytest

from core.clustering import NOBODY
from core.comparing import (
    ABSENT,
    Border,
    Explained,
    Move,
    Movement,
    Place,
    Reason,
    find_likeness,
    headline,
    large_moves,
    match,
    tell,
    tell_leaving,
    trace,
)
from tests.core.comparing.runs import joined_of, run_of

NAMES = {0: "Champions", 1: "Loyal", 2: "Lost"}
BOTH = tuple(Place(number, number, number) for number in range(3))
SPENT_LESS = Reason("money", 900, 400)
ORDERED_MORE = Reason("orders", 1, 6)
MOVED_LINE = Border("orders", 5, 6)


def move_of(origin: int, target: int, **parts: int) -> Move:
    every = dict.fromkeys(("stayed", "behaviour", "border", "newcomers", "gone", "elsewhere"), 0) | parts
    return Move(origin, target, sum(parts.values()), **every)


def movement_of(*moves: Move, places: tuple[Place, ...] = BOTH) -> Movement:
    nobody = np.array([], np.uint8)
    return Movement(places, moves, None, nobody, nobody, nobody)


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (
            Explained(move_of(0, 1, behaviour=260, border=152), SPENT_LESS, MOVED_LINE),
            "Of 412 who went from Champions to Loyal, 260 spent less (median money spent 900, now 400); 152 only changed the "
            "label, because the line between Champions and Loyal moved from 5 to 6 (orders).",
        ),
        (
            Explained(move_of(1, 0, behaviour=1260), ORDERED_MORE),
            "1,260 went from Loyal to Champions: they ordered more often (median orders 1, now 6).",
        ),
        (
            Explained(move_of(0, 1, border=3), None, Border("discount", 0.08, 0.123)),
            "3 only changed the label from Champions to Loyal, because the line between Champions and Loyal moved from 8 % to "
            "12 % (average discount).",
        ),
        (
            Explained(move_of(0, 1, border=3), None, Border("recency", 30.1, 30.2)),
            "3 only changed the label from Champions to Loyal, because the line between Champions and Loyal was drawn anew.",
        ),
        (
            Explained(move_of(2, NOBODY, behaviour=4), Reason("visits", 2, 0.5)),
            "4 went from Lost to no segment: they fell in visits (median visits 2, now 0.5).",
        ),
        (Explained(move_of(0, 7, behaviour=2)), "2 went from Champions to segment 7: they behaved differently."),
        (Explained(move_of(ABSENT, 1, newcomers=1)), "1 customer is new, in Loyal."),
        (Explained(move_of(2, ABSENT, gone=12)), "12 customers of Lost are gone."),
        (Explained(move_of(2, 2, stayed=1200)), "1,200 customers stayed in Lost."),
    ],
)  # fmt: skip
def test_a_flow_in_a_sentence(known: Explained, sentence: str) -> None:
    assert tell(movement_of(known.move), known, NAMES) == sentence


def test_a_segment_that_came_or_went_is_the_reason_of_the_line() -> None:
    places = (Place(0, 0, None), Place(1, 1, 0), Place(2, None, 1))
    came, went = Explained(move_of(1, 2, border=5)), Explained(move_of(0, 1, border=5))
    moved = movement_of(came.move, went.move, places=places)
    assert tell(moved, came, NAMES) == "5 only changed the label from Loyal to Lost, because Lost is a new segment."
    assert tell(moved, went, NAMES) == (
        "5 only changed the label from Champions to Loyal, because Champions is no longer a segment."
    )


def test_everybody_who_left_a_segment_in_a_sentence() -> None:
    flows = [
        Explained(move_of(0, 1, behaviour=200, border=100), SPENT_LESS, MOVED_LINE),
        Explained(move_of(0, 2, behaviour=50, border=10), Reason("recency", 10, 90)),
    ]
    small = move_of(0, NOBODY, behaviour=3, border=1)
    moved = movement_of(*(known.move for known in flows), small, move_of(1, 0, behaviour=9))
    assert tell_leaving(moved, flows, 0, NAMES) == (
        "Of 364 who left Champions, 200 spent less; 50 stayed away longer; 3 behaved differently in other ways; 111 only lost "
        "the label, mostly because the line between Champions and Loyal moved from 5 to 6 (orders)."
    )
    # The largest border part is not among the flows that were explained: nothing is known of its line.
    assert tell_leaving(moved, flows[1:], 0, NAMES).endswith(
        "111 only lost the label, mostly because the line between Champions and Loyal was drawn anew."
    )
    assert tell_leaving(moved, [], 1, NAMES) == "Of 9 who left Loyal, 9 behaved differently."
    assert tell_leaving(moved, flows, 2, NAMES) == "Nobody left Lost for another segment."


def test_the_headline_of_a_whole_movement() -> None:
    moved = movement_of(
        move_of(0, 0, stayed=80), move_of(ABSENT, 0, newcomers=30), move_of(0, 1, behaviour=15, border=5),
        move_of(1, 2, gone=4),
    )  # fmt: skip
    assert headline(moved, NAMES) == (
        "The same 3 segments; 80 % of 100 customers stayed in theirs. Of 20 who moved, 15 behaved differently and 5 only "
        "crossed a border that moved. The largest flow: 20 from Champions to Loyal."
    )


def test_the_headline_says_which_segments_came_and_went() -> None:
    places = (Place(0, 0, None), Place(1, 1, 0), Place(2, None, 1))
    moved = movement_of(move_of(1, 1, stayed=8), move_of(0, 1, border=2), places=places)
    assert headline(moved, NAMES) == (
        "1 of 2 segments lives on, 1 is new; 80 % of 10 customers stayed in theirs. Of 2 who moved, all only crossed a border "
        "that moved. The largest flow: 2 from Champions to Loyal."
    )


def test_versions_without_a_customer_in_common_have_nothing_to_tell() -> None:
    assert headline(movement_of(move_of(0, ABSENT, gone=4)), NAMES) == "No customer is in both versions."


def test_large_moves_are_those_between_segments() -> None:
    joined = joined_of("000000 111 0 -".replace(" ", ""), "000011 111 - 0".replace(" ", ""))
    moved = trace(joined, run_of("000011111-0").labels, match(find_likeness(joined)))
    assert [(move.origin, move.target) for move in large_moves(moved)] == [(0, 1)]
    assert large_moves(moved, least=3) == ()
