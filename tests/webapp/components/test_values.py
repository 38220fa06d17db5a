"""Values are written for people."""

import pytest

from webapp.components import values


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "0 rows"), (1, "1 row"), (541_909, "541,909 rows"), (999_999, "999,999 rows"), (1_234_567, "1.2 M rows")],
)
def test_a_count_has_its_noun(number: int, written: str) -> None:
    assert values.count(number, "row").replace(values.THIN, " ") == written


def test_an_odd_plural_is_given() -> None:
    assert values.count(2, "category", "categories") == "2 categories"


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (0, 10, "0 %"),
        (0, 0, "0 %"),
        (1, 100_000, "0.1 %"),  # not 0 % of something
        (4, 1_000, "0.4 %"),
        (412, 12_343, "3 %"),
        (64_936, 64_960, "99.9 %"),  # 99.963: not 100 % of less than all
        (10, 10, "100 %"),
    ],
)
def test_a_share_is_never_nothing_of_something_or_all_of_less(part: int, whole: int, written: str) -> None:
    assert values.share(part, whole).replace(values.THIN, " ") == written


@pytest.mark.parametrize(
    ("size", "written"), [(14, "14 bytes"), (2_200, "2.2 kB"), (1_600_000, "1.6 MB"), (5_000_000_000, "5.0 GB")]
)
def test_a_size_is_short(size: int, written: str) -> None:
    assert values.size(size).replace(values.THIN, " ") == written


@pytest.mark.parametrize(
    ("value", "type_", "written"),
    [
        (None, "text", "·"),
        ("00123", "text", "00123"),
        (1957.0, "number", "1957"),  # a year
        (10_000.0, "number", "10,000"),
        (-1234567.5, "number", "−1,234,567.5"),
        (0.1, "number", "0.1"),
        ("2011-12-09T00:00:00", "date", "9 Dec 2011"),
        ("2011-12-09T08:26:00", "date", "9 Dec 2011, 08:26"),
        ("2011-12-09T08:26:30", "date", "9 Dec 2011, 08:26:30"),
    ],
)
def test_a_cell_is_what_it_holds(value: object, type_: str, written: str) -> None:
    assert values.cell(value, type_) == written
