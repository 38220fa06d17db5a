"""Addresses and names, made plain: the cases that Google's own library publishes among its tests are among these."""

import pytest

from core.planning.exports.reach.people import Name, email, name_of, whole_name, without_punctuation


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("QuinnY@EXAMPLE.com", "quinny@example.com"),
        ("  alexz@example.com ", "alexz@example.com"),
        ("alex z@example .com", "alexz@example.com"),
        ("Anna.Lee+shop@gmail.com", "anna.lee+shop@gmail.com"),
        ("@example.com", None),
        ("quinn", None),
        ("quinn@example", None),
        ("a@b@example.com", None),
        ("a@example..com", None),
        ("", None),
    ],
)
def test_an_address_is_lower_case_without_spaces(written: str, plain: str | None) -> None:
    assert email(written) == plain


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (" Mr. Alex ", "Quinn-Alex", Name("alex", "quinn-alex")),
        ("Mrs. Alex", "Quinn, Jr.", Name("alex", "quinn")),
        ("Mralex", "Boardds", Name("mralex", "boardds")),
        ("Dr.  Anna   Maria", "van der  Berg", Name("anna maria", "van der berg")),
        ("Alex", "Quinn,Jr.", Name("alex", "quinn")),
        ("Alex", "quinn, jr., dds", Name("alex", "quinn")),
        ("Mr.", "Quinn", None),
        ("Alex", ", Jr.", None),
        ("", "Quinn", None),
        ("Alex", " ", None),
    ],
)
def test_names_lose_titles_and_endings(first: str, last: str, expected: Name | None) -> None:
    assert name_of(first, last) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jürgen Voß", Name("jürgen", "voß")),
        ("Anna Maria Lohse", Name("anna maria", "lohse")),
        ("Lohse, Anna Maria", Name("anna maria", "lohse")),
        ("Dr. Anna Lohse", Name("anna", "lohse")),
        ("Alex Quinn, Jr.", Name("alex", "quinn")),
        ("Alex Quinn III", Name("alex", "quinn")),
        ("Cher", None),
        ("Frau Lohse", None),
        ("", None),
        (",", None),
    ],
)
def test_a_whole_name_ends_with_the_family_or_begins_with_it_before_a_comma(
    written: str, expected: Name | None
) -> None:
    assert whole_name(written) == expected


def test_letters_with_marks_are_the_same_however_they_are_put_together() -> None:
    assert name_of("Zoe\u0301", "Pe\u0301rez") == name_of("Zo\u00e9", "P\u00e9rez")


def test_punctuation_goes_and_letters_of_every_alphabet_stay() -> None:
    assert without_punctuation("o'brien-smith jr. 정 valéry_x") == "obriensmith jr 정 valéryx"
