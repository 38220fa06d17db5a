import pytest

from core.reading.sources.headers import find_header

BODY = [["K1", "31", "Rome"], ["K2", "32", "Rome"], ["K3", "33", "Bonn"]]


@pytest.mark.parametrize(
    ("above", "row"),
    [
        ([["id", "age", "city"]], 1),
        ([["Customers"], [], ["id", "age", "city"]], 3),
        ([["Customers", "", ""], ["id", "age", "city"]], 2),
        ([["", "", ""], ["id", "age", "city"]], 2),
        ([["id", "age", ""]], 1),
        ([], 0),
    ],
)
def test_the_names_stand_above_the_first_full_row(above: list[list[str]], row: int) -> None:
    header = find_header([*above, *BODY], 3, None)
    assert (header.row, header.first_row) == (row, len(above) + 1)


def test_text_over_numbers_is_a_name_and_a_number_over_numbers_is_not() -> None:
    assert find_header([["id", "2024"], ["K1", "5"], ["K2", "6"]], 2, None).row == 0
    assert find_header([["id", "age", "2024"], ["K1", "5", "5"], ["K2", "6", "6"]], 3, None).row == 1


def test_texts_only_are_named_unless_the_first_row_comes_again() -> None:
    assert find_header([["name", "city"], ["Ann", "Rome"], ["Bob", "Rome"]], 2, None).row == 1
    assert find_header([["Ann", "Rome"], ["Bob", "Rome"], ["Cleo", "Bonn"]], 2, None).row == 0


def test_a_chosen_row_counts() -> None:
    header = find_header([["a", "b", "c"], ["id", "age", "city"], *BODY], 3, 2)
    assert (header.names, header.first_row, header.skipped) == (("id", "age", "city"), 3, 1)
    assert find_header([["id", "age", "city"], *BODY], 3, 0).first_row == 1
