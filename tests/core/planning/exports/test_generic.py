"""The plain list: the treated only, ids to the letter."""

import csv
import io

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from core.planning import Arms, draw
from core.planning.exports import write_generic


def rows_of(arms: Arms, names: dict[int, str], run: str = "May", plan: str = "Spring") -> list[list[str]]:
    pieces: list[bytes] = []
    write_generic(arms, names, run, plan, pieces.append)
    return list(csv.reader(io.StringIO(b"".join(pieces).decode(), newline="")))


def test_ids_leave_as_they_are_and_names_disarmed() -> None:
    arms = Arms(pa.array(["00123", "+491701234567", "x"]), np.array([0, 1, 0]), np.array([False, False, True]))
    assert rows_of(arms, {0: "=Loyal"}, plan="@home") == [
        ["customer_id", "segment", "run", "plan", "arm"],
        ["00123", "'=Loyal", "May", "'@home", "treated"],
        ["+491701234567", "Segment 1", "May", "'@home", "treated"],
    ]


@settings(deadline=None)
@given(st.sets(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=5), min_size=1, max_size=60))
def test_nobody_who_is_held_out_is_in_the_file(ids: set[str]) -> None:
    arms = draw(pa.array(sorted(ids)), np.zeros(len(ids)), "7", 0.3)
    assert [row[0] for row in rows_of(arms, {})[1:]] == arms.treated.to_pylist()


def test_half_a_character_in_a_name_does_no_harm() -> None:
    arms = Arms(pa.array(["1"]), np.array([0]), np.array([False]))
    assert rows_of(arms, {0: "\ud800"})[1][1] == "\ufffd"
