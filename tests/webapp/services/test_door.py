"""What passes the door, and what is said to the rest."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import BadInput
from webapp.errors import NotFound
from webapp.rights import Role
from webapp.services import door

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mara Lind", "Mara Lind"),
        ("  Mara \t\n Lind ", "Mara Lind"),
        ("‮Mara⁦ Lind", "Mara Lind"),  # overrides of direction
        ("Ma​ra﻿ Li­nd", "Mara Lind"),  # zero widths and a soft hyphen
        ("Mara\x00 Lind\x1b", "Mara Lind"),
        ("Mara\ud800", "Mara"),  # half a character
        ("Zoë", "Zoë"),  # e and a diaeresis become one letter
        ("客户", "客户"),
        ("x" * 120, "x" * 120),
        ("<b>Mara</b>", "<b>Mara</b>"),  # shown as typed
        ("'; DROP TABLE person; --", "'; DROP TABLE person; --"),
    ],
)  # fmt: skip
def test_a_name_is_one_line_of_what_can_be_seen(typed: str, kept: str) -> None:
    assert door.name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "​", "‮⁦", "\ud800", "\x00", "x" * 121, "x" * 1_000_000, None, 7, True, [], {}, b"Mara"], ids=lambda typed: repr(typed)[:20])  # fmt: skip
def test_what_is_no_name_is_told_how_long_one_is(typed: object) -> None:
    with pytest.raises(BadInput, match=r"^Give a name of 1 to 120 characters\.$"):
        door.name(typed)


@given(st.text(max_size=1500))
def test_a_name_that_passed_passes_unchanged(text: str) -> None:
    try:
        kept = door.name(text)
    except BadInput:
        return
    assert door.name(kept) == kept
    assert kept.isprintable() and not any(unicodedata.category(letter) in INVISIBLE for letter in kept)
    kept.encode()


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text())))  # fmt: skip
@example(float("nan"))
@example(float("inf"))
@example(10**30)
@example("\x00")
@example("a@b.de\x00")
def test_whatever_comes_is_taken_or_told_in_a_sentence(value: object) -> None:
    doors = (
        door.name, door.email, door.new_password, door.password, door.zone, door.role, door.id_, door.version, door.key,
        lambda each: door.whole(each, 1, 50, "The number of segments"),
        lambda each: door.one_of(each, ["EUR", 1, True], "Choose one from the list."),
    )  # fmt: skip
    sentences: list[str] = []
    for check in doors:
        try:
            check(value)
        except (BadInput, NotFound) as problem:
            sentences.append(problem.sentence)
    assert all(sentence.endswith(".") and len(sentence) <= 240 for sentence in sentences)
    assert len(sentences) >= 4  # no value is a name, an address, a zone and a role at once


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("mara@example.org", "mara@example.org"), ("  Mara.Lind+shop@Example.ORG ", "mara.lind+shop@example.org"), ("jörg@exämple.org", "jörg@exämple.org")],
)  # fmt: skip
def test_an_address_is_kept_in_small_letters(typed: str, kept: str) -> None:
    assert door.email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "mara", "mara@", "@example.org", "mara@example", "a b@example.org", "a@b@example.org", "mara@example.org\nBcc: x@y.zz", "‮mara@example.org", "mara\x00@example.org", "<mara@example.org>", "x" * 65 + "@example.org", "m@" + "x" * 250 + ".org", None, 7],
    ids=lambda typed: repr(typed)[:24],
)  # fmt: skip
def test_what_is_no_address_is_told_how_one_looks(typed: object) -> None:
    with pytest.raises(BadInput, match=r"Write it like name@example\.org\.$"):
        door.email(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("fourteen chars", "The password has 14 characters. Use at least 15"),
        ("", "Give a password of up to 200 characters"),
        ("x" * 201, "Give a password of up to 200 characters"),
        (None, "Give a password of up to 200 characters"),
        ("aaaaaaaaaaaaaaaaaaaa", "easy to guess"),
        ("ababababcdcdcdcdabab", "easy to guess"),
        ("marasmaramaramara lind", "easy to guess"),
        ("my nordhaus password", "easy to guess"),
        ("half a character \ud800", "cannot be kept"),
    ],
)  # fmt: skip
def test_a_new_password_that_is_weak_is_told_why(typed: object, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        door.new_password(typed, "Mara Lind", "mara.lind@nordhaus.example")


def test_a_password_means_the_same_on_every_keyboard() -> None:
    composed, decomposed = "fünf große Bären nicken", unicodedata.normalize("NFD", "fünf große Bären nicken")
    assert composed != decomposed
    assert door.new_password(composed) == door.password(decomposed)


@pytest.mark.parametrize("value", [0, 51, 1.5, float("nan"), float("inf"), 1e308, 10**30, "3", "", None, True, [3], {}])
def test_a_number_out_of_range_is_told_the_range(value: object) -> None:
    with pytest.raises(BadInput, match=r"^The number of segments is a whole number from 1 to 50\.$"):
        door.whole(value, 1, 50, "The number of segments")


@pytest.mark.parametrize("value", [3, 3.0])
def test_a_whole_number_is_taken_however_json_wrote_it(value: object) -> None:
    assert door.whole(value, 1, 50, "The number of segments") == 3


def test_true_is_not_one_of_a_list_with_one() -> None:
    with pytest.raises(BadInput):
        door.one_of(True, [1, 2], "Choose one.")
    assert door.role("editor") is Role.EDITOR
    with pytest.raises(BadInput, match=r"^Choose viewer, editor or admin\.$"):
        door.role("owner")


@pytest.mark.parametrize("typed", ["", "Mars/Phobos", "../etc/passwd", "Europe/berlin\x00", None, 7])
def test_a_zone_that_does_not_exist_is_refused(typed: object) -> None:
    with pytest.raises(BadInput, match=r"^This time zone is not known\. Choose one from the list\.$"):
        door.zone(typed)


@pytest.mark.parametrize("value", ["../1", "1", 10**30, -1, 1.5, float("nan"), None, True, [1], {}])
def test_what_cannot_name_a_thing_is_not_found_like_what_is_not_there(value: object) -> None:
    with pytest.raises(NotFound, match=r"Not found, or you do not have access\."):
        door.id_(value)
