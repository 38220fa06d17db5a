"""Everyone's measures: numbers, categories, and what is neither."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from core.errors import BadInput
from core.explaining import Customers, Meaning


def test_numbers_texts_and_yes_or_no_are_read_and_dates_left_aside() -> None:
    table = pa.table(
        {
            "age": pa.array([30, None, 50]),
            "gender": pa.array(["f", "", None]).dictionary_encode(),
            "member": pa.array([True, False, None]),
            "born": pa.array([date(1990, 1, 1)] * 3),
        }
    )
    found = Customers.of(table)
    assert found.size == 3 and found.names == ("age", "gender", "member")
    assert np.isnan(found.numbers["age"]).tolist() == [False, True, False]
    gender, member = found.categories["gender"], found.categories["member"]
    assert [gender.values[code] for code in gender.codes] == ["f", "unknown", "unknown"]
    assert [member.values[code] for code in member.codes] == ["yes", "no", "unknown"]


def test_a_value_that_is_called_unknown_and_a_gap_are_one_value() -> None:
    found = Customers.of(pa.table({"country": ["unknown", None, "DE"]})).categories["country"]
    assert found.values == ("DE", "unknown") and found.codes.tolist() == [1, 1, 0]


def test_numbers_out_of_all_bounds_count_as_missing() -> None:
    found = Customers.of({"x": np.array([1.0, np.inf, 1e200])})
    assert np.isnan(found.numbers["x"]).tolist() == [False, True, True]


def test_a_column_with_hundreds_of_values_such_as_names_is_left_aside() -> None:
    assert Customers.of({"name": np.array([f"n{i}" for i in range(201)])}).names == ()


def test_codes_become_a_category_where_their_meaning_says_so() -> None:
    found = Customers.of({"channel": np.array([1.0, 2.0, np.nan])}, [Meaning("channel", "category")])
    assert found.categories["channel"].values == ("1", "2", "unknown")


def test_pieces_of_a_table_may_be_coded_each_in_its_own_way() -> None:
    pieces = [pa.array(["f", "m"]).dictionary_encode(), pa.array(["m", None, "f"]).dictionary_encode()]
    found = Customers.of(pa.table({"gender": pa.chunked_array(pieces)})).categories["gender"]
    assert [found.values[code] for code in found.codes] == ["f", "m", "m", "unknown", "f"]


def test_some_of_the_customers_keep_their_values() -> None:
    found = Customers.of({"age": np.array([1, 2, 3]), "g": np.array(["a", "b", "a"])}).take(np.array([2, 1]))
    assert found.size == 2
    assert found.numbers["age"].tolist() == [3, 2] and found.categories["g"].codes.tolist() == [0, 1]


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match="no column 'age'"):
        Customers.of({"x": np.array([1])}, names=["age"])
