"""Which spellings seem to mean the same, and which only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.exploring.findings.spellings import spellings


def test_capitals_spaces_signs_slips_and_initials_go_to_the_common_spelling() -> None:
    counts = {"Female": 300, "female ": 20, "FEMALE": 5, "Femal": 3, "F": 11, "Male": 280, "male": 9, "m": 4}
    assert spellings(counts) == {
        "female ": "Female", "FEMALE": "Female", "Femal": "Female", "F": "Female", "male": "Male", "m": "Male",
    }  # fmt: skip


def test_exchanged_doubled_and_wrong_letters_are_slips() -> None:
    assert spellings({"Germany": 100, "Gemrany": 1, "Germanny": 1, "Gernany": 1}) == dict.fromkeys(
        ("Gemrany", "Germanny", "Gernany"), "Germany"
    )


@pytest.mark.parametrize(
    "counts",
    [
        {"Product A": 100, "Product B": 3},
        {"Region 10": 100, "Region 11": 2},
        {"Level10000": 100, "Level10001": 2},
        {"Iran": 100, "Iraq": 2},
        {"Austria": 100, "Australia": 2},
        {"Slovakia": 100, "Slovenia": 2},
        {"Marie": 100, "Maria": 60},
        {"M": 10, "Male": 50, "Married": 40},
        {"1": 10, "12": 50},
        {"+": 10, "-": 50},
        {"男": 10, "女": 50},
    ],
)
def test_different_things_that_look_alike_are_left_alone(counts: dict[str, int]) -> None:
    assert spellings(counts) == {}


def test_the_spelling_to_keep_has_no_spaces_around_it() -> None:
    assert spellings({"female ": 50, "female": 1}) == {"female ": "female"}


@given(st.dictionaries(st.text("abAB .1é", min_size=1, max_size=8), st.integers(1, 1000), max_size=12))
def test_what_is_kept_is_never_merged_itself(counts: dict[str, int]) -> None:
    merged = spellings(counts)
    assert set(merged) <= set(counts)
    assert all(kept != found for found, kept in merged.items())
    again = dict(counts)
    for found, kept in merged.items():
        again[kept] = again.get(kept, 0) + again.pop(found)
    assert not set(merged.values()) & set(merged) or spellings(again) == {}
