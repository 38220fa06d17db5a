from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.reading import Choices, ColumnChoice
from core.reading.columns.numbers import number_evidence
from tests.core.reading.reading_of import column, read


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "-2", "+3", "4.5", ".5", "1e3"], [1, -2, 3, 4.5, 0.5, 1_000]),
        (["1,5", "22,75", "-0,25"], [1.5, 22.75, -0.25]),
        (["1.234,50", "12,00", "1.234.567,89"], [1234.5, 12, 1234567.89]),
        (["1,234.50", "12.00", "1,234,567.89"], [1234.5, 12, 1234567.89]),
        (["1 234,50", "12,00", "1\u00a0234\u202f567,5"], [1234.5, 12, 1234567.5]),
        (["1'234.50", "12.00", "1’234’567"], [1234.5, 12, 1234567]),
        (["12,34,567.5", "1,234.25"], [1234567.5, 1234.25]),
        (["€ 12,50", "€1.000,00", "-€ 3,20"], [12.5, 1000, -3.2]),
        (["$12.50", "$1,000.00", "($3.20)"], [12.5, 1000, -3.2]),
        (["12,50 EUR", "7,25 €", "3,20- EUR"], [12.5, 7.25, None]),
        (["12.5%", "50 %", "7%"], [12.5, 50, 7]),
        (["12.50-", "3.25", "−4.75"], [-12.5, 3.25, -4.75]),
    ],
)
def test_numbers_are_read_in_every_way_people_write_them(cells: list[str], values: list[float], tmp_path: Path) -> None:
    choices = Choices(columns=(ColumnChoice("spend", type="number"),))
    _, read_values = column(tmp_path, "spend", cells, choices)
    assert read_values == values


def test_a_point_in_a_column_with_decimal_commas_is_not_taken_for_one(tmp_path: Path) -> None:
    cells = ["1,5", "2,25", "3,75"] * 20 + ["12.5"]
    reading, values = column(tmp_path, "spend", cells)
    assert values[-1] is None
    # The header is row 1, so the 61st value stands in row 62.
    assert (
        "1 of 61 values in 'spend' are not numbers (for example '12.5' in row 62). They count as missing."
        in reading.notes
    )


def test_what_the_first_rows_do_not_show_is_learned_from_the_rest(tmp_path: Path) -> None:
    """Whole numbers for longer than any sample, then thousands marks and a decimal comma."""
    cells = ["12"] * 20_000 + ["1.234,50", "€ 7,00"]
    reading, values = column(tmp_path, "spend", cells)
    assert values[-2:] == [1234.5, 7]
    assert reading.columns[1].total == 20_000 * 12 + 1234.5 + 7


def test_three_digits_behind_a_point_are_asked_about(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "spend", ["1.234", "2.500", "12.750"])
    assert [(q.about, q.column, q.taken) for q in reading.questions] == [("decimal sign", "spend", ".")]
    assert values == [1.234, 2.5, 12.75]
    choices = Choices(columns=(ColumnChoice("spend", decimal=","),))
    reading, values = column(tmp_path, "spend", ["1.234", "2.500", "12.750"], choices)
    assert values == [1234, 2500, 12750]
    assert reading.questions == ()


@pytest.mark.parametrize("telling", ["0.5", "1234", "7.25"])
def test_one_telling_value_far_down_answers_the_question(telling: str, tmp_path: Path) -> None:
    reading, values = column(tmp_path, "spend", ["1.234"] * 30_000 + [telling])
    assert reading.questions == ()
    assert values[0] == 1.234


def test_the_other_columns_answer_the_question(tmp_path: Path) -> None:
    content = "id;price;spend\n" + "".join(f"K{number};2,50;1.234\n" for number in range(9))
    reading, table = read(tmp_path, content)
    assert reading.questions == ()
    assert table["spend"][0] == 1234


def test_infinite_values_count_as_missing(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "spend", ["inf", "1", "-inf", "1e999", *"23456789"])
    assert values[:4] == [None, 1, None, None]
    assert "Column 'spend' contains 3 infinite values (first: row 2). They count as missing." in reading.notes
    assert reading.columns[1].not_understood == 0


def test_two_currencies_in_a_column_are_told(tmp_path: Path) -> None:
    reading, _ = column(tmp_path, "spend", ["€ 5.50", "$ 7.25", "€ 1.75"])
    assert "'spend' holds more than one currency ($, €). Nothing was converted." in reading.notes


def test_a_column_of_codes_stays_text_although_most_look_like_numbers(tmp_path: Path) -> None:
    _, values = column(tmp_path, "thing", ["21844"] * 95 + ["85123A", "84406B", "84029G", "84029E", "84030E"])
    assert values[0] == "21844"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(numbers=st.lists(st.floats(-1e12, 1e12).map(lambda number: round(number, 2)), min_size=3, max_size=30))
def test_floats_come_back_as_they_went_out(numbers: list[float], tmp_path: Path) -> None:
    cells = [f"{number!r}" for number in numbers] + ["0.25"]
    assert column(tmp_path, "spend", cells)[1] == [*numbers, 0.25]


def test_dates_are_no_numbers() -> None:
    assert number_evidence(["12.05.2019", "1.2.20", "2019-05-12"]).understood == 0
