"""Filters are data: read strictly, compared simply, and never passed by an empty cell."""

from typing import Any

import pyarrow as pa
import pytest

from core.errors import BadInput
from core.planning import Filter, filters_from_json

NUMBERS = pa.array([1.0, 2.0, 3.0, None, float("nan")])


def passed(is_: str, value: Any, cells: pa.Array = NUMBERS) -> list[bool]:
    found: list[bool] = Filter.from_json({"measure": "m", "is": is_, "value": value}).passed(cells).to_pylist()
    return found


def test_numbers_are_compared_and_gaps_never_pass() -> None:
    assert passed("at least", 2) == [False, True, True, False, False]
    assert passed("above", 2) == [False, False, True, False, False]
    assert passed("at most", 2) == [True, True, False, False, False]
    assert passed("below", 2) == [True, False, False, False, False]
    assert passed("between", [1, 2]) == [True, True, False, False, False]


def test_whole_numbers_are_compared_with_fractions() -> None:
    assert passed("at least", 1.5, pa.array([1, 2, None])) == [False, True, False]


@pytest.mark.parametrize("kind", [pa.string(), pa.dictionary(pa.int32(), pa.string())])
def test_texts_are_one_of_some_or_none_of_them_and_gaps_never_pass(kind: pa.DataType) -> None:
    cells = pa.array(["a", "b", None, ""]).cast(kind)
    assert passed("one of", ["a", "c"], cells) == [True, False, False, False]
    assert passed("none of", ["a", "c"], cells) == [False, True, False, False]


def test_yes_and_no_are_texts() -> None:
    assert passed("one of", ["yes"], pa.array([True, False, None])) == [True, False, False]


def test_a_filter_says_itself_in_words_and_survives_json() -> None:
    given = [
        {"measure": "orders", "is": "at least", "value": 3},
        {"measure": "money", "is": "between", "value": [1000, 2500.5]},
        {"measure": "country", "is": "none of", "value": ["France", "Germany"]},
    ]
    found = filters_from_json(given)
    assert [one.words for one in found] == [
        "orders at least 3",
        "money between 1,000 and 2,500.5",
        "country none of France, Germany",
    ]
    assert filters_from_json([one.to_json() for one in found]) == found


@pytest.mark.parametrize(
    "given",
    [
        None,
        "m > 1",
        {"measure": "m", "is": "at least"},
        {"measure": "m", "is": "at least", "value": 1, "or": 2},
        {"measure": 1, "is": "at least", "value": 1},
        {"measure": "m", "is": "eval", "value": 1},
        {"measure": "m", "is": ["at least"], "value": 1},
        {"measure": "m", "is": "at least", "value": "1"},
        {"measure": "m", "is": "at least", "value": True},
        {"measure": "m", "is": "at least", "value": float("inf")},
        {"measure": "m", "is": "between", "value": [2, 1]},
        {"measure": "m", "is": "between", "value": 1},
        {"measure": "m", "is": "one of", "value": []},
        {"measure": "m", "is": "one of", "value": "a"},
        {"measure": "m", "is": "one of", "value": [1]},
        {"measure": "m", "is": "one of", "value": ["a"] * 1_001},
    ],
)
def test_anything_else_is_no_filter(given: Any) -> None:
    with pytest.raises(BadInput):
        Filter.from_json(given)


def test_there_are_not_too_many_filters() -> None:
    with pytest.raises(BadInput, match="up to 20"):
        filters_from_json([{"measure": "m", "is": "above", "value": 1}] * 21)
    with pytest.raises(BadInput):
        filters_from_json({"measure": "m"})


def test_text_is_not_compared_as_numbers_nor_numbers_as_text() -> None:
    with pytest.raises(BadInput, match="holds text"):
        passed("above", 1, pa.array(["a"]))
    with pytest.raises(BadInput, match="holds numbers"):
        passed("one of", ["1"])
