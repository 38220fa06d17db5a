"""Faces are initials; roles say what they mean."""

import pytest

from tests.webapp.components.tree import with_class, words
from webapp.components import people
from webapp.records import Person
from webapp.rights import Role


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Mara Lind", "ML"), ("Cher", "C"), ("Anna Maria van der Berg", "AB"), ("öz ünlü", "ÖÜ"), ("李 小龙", "李小")],
)
def test_a_face_is_the_first_letters_of_first_and_last_name(name: str, initials: str) -> None:
    assert words(people.face(name)) == initials


def test_a_face_is_not_read_aloud_because_the_name_stands_beside_it() -> None:
    assert people.face("Mara Lind").to_plotly_json()["props"]["aria-hidden"] == "true"


def test_two_people_of_one_name_are_told_apart_by_their_address() -> None:
    person = Person(1, "Mara Lind", "mara@example.org", "UTC", 1)
    assert words(people.person(person)) == "ML Mara Lind mara@example.org"


def test_only_oneself_is_marked_as_you() -> None:
    person = Person(1, "Mara Lind", "mara@example.org", "UTC", 1)
    assert with_class(people.person(person, you=True), "k-chip")
    assert not with_class(people.person(person), "k-chip")


def test_every_role_is_offered_with_its_meaning() -> None:
    options = people.role_options()
    assert [option["value"] for option in options] == [role.value for role in Role]
    assert all(people.MEANINGS[Role(str(option["value"]))] in words(option["label"]) for option in options)
