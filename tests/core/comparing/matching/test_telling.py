"""What became of segments, as people read it."""

import numpy as np
import pytest

from core.comparing import Centres, Matching, find_likeness, match, tell_new, tell_old
from tests.core.comparing.matching.test_centres import strangers
from tests.core.comparing.runs import matched

OLD, NEW = {0: "Champions", 1: "Loyal", 2: "Lost"}, {0: "Segment 0", 1: "Segment 1", 2: "Segment 2"}


def told(matching: Matching) -> list[str]:
    return [tell_old(fate, OLD, NEW) for fate in matching.old] + [tell_new(fate, OLD, NEW) for fate in matching.new]


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (
            "00000 11111", "00001 11111",
            ["Champions continues as Segment 0 (80 % of its customers).", "Loyal continues as Segment 1 (100 % of its customers).",
             "Segment 0 continues Champions (100 % of its customers).", "Segment 1 continues Loyal (83 % of its customers)."],
        ),
        (
            "0000000000", "0000001111",
            ["Champions was split into Segment 0 (60 % of its customers) and Segment 1 (40 % of its customers).",
             "Segment 0 was split off Champions (100 % of its customers).",
             "Segment 1 was split off Champions (100 % of its customers)."],
        ),
        (
            "0000011122", "0000000000",
            ["Champions was merged with others into Segment 0 (100 % of its customers).",
             "Loyal was merged with others into Segment 0 (100 % of its customers).",
             "Lost was merged with others into Segment 0 (100 % of its customers).",
             "Segment 0 was merged from Champions (50 % of its customers), Loyal (30 % of its customers) and Lost (20 % of its "
             "customers)."],
        ),
        (
            "000000000 1 -", "000000000 - 1",
            ["Champions continues as Segment 0 (100 % of its customers).",
             "No segment continues Loyal; none of its customers is in the other run.",
             "Segment 0 continues Champions (100 % of its customers).",
             "Segment 1 is new; none of its customers is in the other run."],
        ),
        (
            "0000000000 1", "0000000001 0",
            ["Champions continues as Segment 0 (90 % of its customers).",
             "No segment continues Loyal; the largest part is now in Segment 0 (100 % of its customers).",
             "Segment 0 continues Champions (90 % of its customers).",
             "Segment 1 is new; the largest part was in Champions (100 % of its customers)."],
        ),
    ],
)  # fmt: skip
def test_every_state_in_a_sentence(old: str, new: str, sentences: list[str]) -> None:
    assert told(matched(old, new)) == sentences


def test_where_customers_differ_the_centres_are_told() -> None:
    centres = Centres(("orders",), np.array([[0.0], [10]]), np.array([[10.5], [0]]))
    assert told(match(find_likeness(strangers(2, 2), centres)))[:2] == [
        "Champions continues as Segment 1 (centre 0 away).",
        "Loyal continues as Segment 0 (centre 0.5 away).",
    ]


def test_a_segment_without_a_name_is_told_by_its_number() -> None:
    assert tell_old(matched("00", "00").old[0], {}, {}) == "segment 0 continues as segment 0 (100 % of its customers)."
