import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reading.columns.names import name_columns


def test_a_name_that_comes_twice_gets_a_number() -> None:
    names, notes = name_columns(["id", "e-mail", "age", "e-mail"])
    assert names == ("id", "e-mail", "age", "e-mail (2)")
    assert notes == (
        "Two columns are called 'e-mail' (2 and 4). The second is named 'e-mail (2)' here; rename it if needed.",
    )


@pytest.mark.parametrize("twin", ["name", "Name ", "NAME", "Na\u200bme", "Ｎame"])
def test_names_that_look_the_same_are_told_apart(twin: str) -> None:
    names, notes = name_columns(["Name", twin])
    assert names[0] == "Name"
    assert names[1].endswith(" (2)")
    assert len(notes) == 1


def test_a_letter_and_its_accent_are_one_letter() -> None:
    assert name_columns(["caf\u00e9", "cafe\u0301"])[0] == ("café", "café (2)")


@pytest.mark.parametrize("blank", ["", "   ", "\u200b", "\n"])
def test_a_column_without_a_name_is_called_by_its_place(blank: str) -> None:
    assert name_columns(["id", blank])[0] == ("id", "Column 2")


@pytest.mark.parametrize(
    "hostile", ["__proto__", "constructor", "]", '"; DROP TABLE x', "<img onerror=x>", "=1+1", "%s", "x" * 10_000]
)
def test_hostile_names_are_names(hostile: str) -> None:
    assert name_columns([hostile])[0] == (hostile,)


@given(st.lists(st.text(max_size=8), max_size=12))
def test_no_two_names_look_the_same(written: list[str]) -> None:
    names, _ = name_columns(written)
    assert len({name.casefold() for name in names}) == len(written)
    assert all(name.strip() for name in names)
