from datetime import datetime
from pathlib import Path

import pytest

from core.reading import Choices, ColumnChoice
from tests.core.reading.reading_of import column, read

TWENTY_FOURTH = datetime(2019, 2, 24)


@pytest.mark.parametrize(
    "cell",
    [
        "2019-02-24", "2019/02/24", "2019.02.24", "24/02/2019", "24.2.2019", "24-02-19", "2/24/2019", "24 Feb 2019",
        "24-Feb-19", "February 24, 2019", "Sun, 24 Feb 2019", "24th February 2019", "24. Februar 2019", "24 février 2019",
        "24 de febrero de 2019", "2019-02-24T00:00:00Z", "24/02/2019 00:00", "02/24/2019 12:00 AM",
    ],
)  # fmt: skip
def test_a_date_is_read_in_every_way_people_write_it(cell: str, tmp_path: Path) -> None:
    reading, values = column(tmp_path, "bought", [cell] * 3)
    assert values == [TWENTY_FOURTH] * 3
    assert reading.columns[1].type == "date"
    assert (reading.columns[1].first, reading.columns[1].last) == ("2019-02-24", "2019-02-24")


def test_ways_may_be_mixed_in_a_column(tmp_path: Path) -> None:
    cells = ["2019-02-24", "24.02.2019", "24 Feb 2019", "24/02/2019 08:30", "2019-02-24 08:30:15"]
    _, values = column(tmp_path, "bought", cells)
    half_past = datetime(2019, 2, 24, 8, 30)
    assert values == [TWENTY_FOURTH, TWENTY_FOURTH, TWENTY_FOURTH, half_past, half_past.replace(second=15)]


def test_a_way_that_comes_late_is_learned(tmp_path: Path) -> None:
    _, values = column(tmp_path, "bought", ["2019-02-24"] * 20_000 + ["24 Feb 2019", "24.02.19"])
    assert values[-2:] == [TWENTY_FOURTH, TWENTY_FOURTH]


@pytest.mark.parametrize(("telling", "month"), [("13/01/2020", 2), ("01/13/2020", 1)])
def test_one_date_at_the_very_end_decides_the_order_of_all(telling: str, month: int, tmp_path: Path) -> None:
    reading, values = column(tmp_path, "bought", ["01/02/2020"] * 30_000 + [telling])
    assert values[0].month == month
    assert reading.questions == ()


def test_another_column_decides_where_one_cannot(tmp_path: Path) -> None:
    content = "id,born,bought\n" + "K1,12/25/1980,01/02/2020\n" * 5
    reading, table = read(tmp_path, content)
    assert table["bought"][0] == datetime(2020, 1, 2)
    assert reading.questions == ()


def test_the_order_is_asked_when_nothing_tells_it(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "last order", ["01/02/2020", "03/04/2020"])
    (question,) = reading.questions
    assert question.sentence == "Dates in 'last order' can be read as day/month or month/day. Which is right?"
    assert (question.column, question.options, question.taken) == ("last order", ("day", "month"), "day")
    assert values[0] == datetime(2020, 2, 1)
    choices = Choices(columns=(ColumnChoice("last order", date_order="month"),))
    reading, values = column(tmp_path, "last order", ["01/02/2020", "03/04/2020"], choices)
    assert values[0] == datetime(2020, 1, 2)
    assert reading.questions == ()


def test_a_date_that_fits_the_other_order_only_is_read_so_and_told(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "bought", ["25/12/2020"] * 40 + ["12/26/2020"])
    assert values[-1] == datetime(2020, 12, 26)
    assert "Dates in 'bought' that make sense only with the month first, and were read so: 1." in reading.notes


def test_orders_that_contradict_each_other_are_asked_about(tmp_path: Path) -> None:
    reading, _ = column(tmp_path, "bought", ["25/12/2020", "12/26/2020", "27/12/2020"] * 5)
    assert [question.about for question in reading.questions] == ["date order"]


def test_days_that_do_not_exist_are_not_understood(tmp_path: Path) -> None:
    reading, values = column(tmp_path, "bought", [*["28.02.2020"] * 30, "31.02.2020"])
    assert values[-1] is None
    assert (
        "1 of 31 values in 'bought' are not dates (for example '31.02.2020' in row 32). They count as missing."
        in reading.notes
    )


def test_zones_become_utc(tmp_path: Path) -> None:
    # 02:30 in Berlin on the night when the clocks go forward does not exist; with its offset it is plain.
    reading, values = column(tmp_path, "bought", ["2021-03-28T02:30:00+01:00", "2021-03-28T03:30:00+02:00"])
    assert values == [datetime(2021, 3, 28, 1, 30)] * 2
    assert "Times in 'bought' carry a time zone and were turned into UTC." in reading.notes


def test_two_digit_years_are_of_this_century_or_the_last(tmp_path: Path) -> None:
    _, values = column(tmp_path, "born", ["25.12.68", "25.12.69", "25.12.01"])
    assert [value.year for value in values] == [2068, 1969, 2001]


def test_eight_digits_are_a_date_where_the_name_says_so(tmp_path: Path) -> None:
    assert column(tmp_path, "order date", ["20190224"] * 3)[1] == [TWENTY_FOURTH] * 3
    assert column(tmp_path, "spend", ["20190224"] * 3)[1] == [20190224.0] * 3
