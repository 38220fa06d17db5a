import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput
from core.reading import Choices, ColumnChoice
from tests.core.reading.reading_of import read

MAY = "Kunde;Datum;Betrag\n" + "".join(f"{n:04};{n + 13}.05.2024;1.234,5{n}\n" for n in range(9))


def test_choices_survive_json(tmp_path: Path) -> None:
    choices = read(tmp_path, MAY)[0].choices
    assert Choices.from_json(json.loads(json.dumps(choices.to_json()))) == choices


def test_what_was_settled_reads_the_file_the_same_way_again(tmp_path: Path) -> None:
    reading, table = read(tmp_path, MAY)
    again, same = read(tmp_path, MAY, reading.choices)
    assert same == table
    assert again.choices == reading.choices


def test_next_months_file_is_read_by_the_choices_of_this_month(tmp_path: Path) -> None:
    """By itself the June file would be read with the other decimal sign, and its dates are in doubt."""
    reading, _ = read(tmp_path, MAY)
    june = "Kunde;Datum;Betrag\n0001;01.06.2024;1.234\n0002;02.06.2024;2.345\n"
    again, table = read(tmp_path, june, reading.choices)
    assert table["Betrag"] == [1234, 2345]
    assert table["Datum"][0].isoformat() == "2024-06-01T00:00:00"
    assert again.questions == ()


def test_a_column_that_is_gone_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    reading, _ = read(tmp_path, MAY)
    again, table = read(tmp_path, "Kunde;Betrag;Ort\n0001;5,00;Rom\n0002;6,00;Bonn\n", reading.choices)
    assert table == {"Kunde": ["0001", "0002"], "Betrag": [5, 6], "Ort": ["Rom", "Bonn"]}
    assert "Column 'Datum', for which choices were made, is not in this file." in again.notes


def test_a_type_may_be_changed_after_a_look(tmp_path: Path) -> None:
    choices = read(tmp_path, MAY)[0].choices
    columns = [replace(column, type="text") if column.name == "Betrag" else column for column in choices.columns]
    assert read(tmp_path, MAY, choices.with_columns(columns))[1]["Betrag"][0] == "1.234,50"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: ColumnChoice("age", type="integer"),
            "The type of column 'age' cannot be 'integer'. Choose one of: text",
        ),
        (lambda: ColumnChoice("age", role="hero"), "The role of column 'age' cannot be 'hero'"),
        (lambda: ColumnChoice("day", date_order="year"), "The date order of column 'day' cannot be 'year'"),
        (lambda: ColumnChoice("age", decimal=";"), "The decimal sign of column 'age' cannot be ';'"),
        (lambda: Choices(kind="suppliers"), "The kind of table cannot be 'suppliers'"),
        (lambda: Choices(separator=";;"), "The separator ';;' is not a single character"),
        (lambda: Choices(quote="''"), "The quotation mark '''' is not a single character"),
        (lambda: Choices(header_row=-1), "The header row cannot be -1"),
    ],
)
def test_a_choice_that_does_not_exist_is_refused(make: object, said: str) -> None:
    assert callable(make)
    with pytest.raises(BadInput) as caught:
        make()
    assert said in caught.value.sentence
