from pathlib import Path

import pytest

from core.reading import Choices, ColumnChoice
from tests.core.reading.reading_of import column, read


def test_ids_keep_their_leading_zeros(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "shelf", ["00123", "04711", "123"])
    assert values == ["00123", "04711", "123"]
    assert "'shelf' is kept as text, so that zeros in front stay." in reading.notes


def test_one_leading_zero_far_down_keeps_them_all(tmp_path: Path) -> None:
    _, values = column(tmp_path, "shelf", ["4711"] * 30_000 + ["0815"])
    assert values[0] == "4711"
    assert values[-1] == "0815"


def test_ids_lose_the_point_and_zero_of_other_programs(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "customer id", ["17850.0", "", "12346.0"])
    assert values == ["17850", None, "12346"]
    assert "'.0' at the end of ids in 'customer id' was removed (17850.0 is 17850)." in reading.notes


@pytest.mark.parametrize("cell", ["9007199254740993", "12345678901234567890", "1e+23"])
def test_ids_beyond_what_a_number_keeps_stay_as_they_are(cell: str, tmp_path: Path) -> None:
    assert column(tmp_path, "customer no", [cell, "1"])[1] == [cell, "1"]


def test_long_numbers_without_a_telling_name_are_ids_too(tmp_path: Path) -> None:
    assert column(tmp_path, "thing", ["9007199254740993", "9007199254740992"])[1][0] == "9007199254740993"


def test_telephone_numbers_keep_their_plus(tmp_path: Path) -> None:
    assert column(tmp_path, "reached at", ["+491701234567", "+441632960961"])[1][0] == "+491701234567"


def test_blanks_around_a_text_go_and_those_inside_stay(tmp_path: Path) -> None:
    assert column(tmp_path, "city", ["  New  York ", "Paris", " Rome"])[1] == ["New  York", "Paris", "Rome"]


def test_na_is_namibia_in_text_and_missing_among_numbers(tmp_path: Path) -> None:
    reading, table = read(tmp_path, "id,country,age\nK1,NA,NA\nK2,DE,31\nK3,?,n/a\n")
    assert table["country"] == ["NA", "DE", None]
    assert table["age"] == [None, 31, None]
    assert [(c.missing, c.not_understood) for c in reading.columns] == [(0, 0), (1, 0), (2, 0)]
    assert "'NA' counts as missing in 'age' (2 cells, first: row 2)." in reading.notes


def test_a_text_column_may_be_chosen_as_number(tmp_path: Path) -> None:
    """31 of 1,000 cells are words, the first in row 14."""
    cells = ["40"] * 1_000
    for place in range(12, 12 + 31):
        cells[place] = "forty"
    choices = Choices(columns=(ColumnChoice("age", type="number"),))
    reading, _ = column(tmp_path, "age", cells, choices)
    assert (
        "31 of 1,000 values in 'age' are not numbers (for example 'forty' in row 14). They count as missing."
        in reading.notes
    )
    assert (reading.columns[1].missing, reading.columns[1].not_understood, reading.columns[1].total) == (
        31,
        31,
        969 * 40,
    )


def test_formula_errors_written_as_text_are_counted(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "spend", ["1", "#REF!", "#DIV/0!", *"2345678"])
    assert values[:3] == [1, None, None]
    assert "Column 'spend' has 2 formula errors (first: row 3). They count as missing values." in reading.notes


def test_marks_are_counted_together_from_the_first_on(tmp_path: Path) -> None:
    cells = ["1", "n/a", "?", "?", *"234567890123456789"]
    reading, _ = column(tmp_path, "spend", cells)
    assert "'?' counts as missing in 'spend' (3 cells, first: row 3)." in reading.notes
