"""Whatever people do is told in a sentence."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.webapp.components.tree import words
from webapp.components import activity
from webapp.records import Event, TeamSettings

WEBAPP = Path(activity.__file__).parent.parent
AT = datetime(2026, 11, 20, 8, 14, tzinfo=UTC)


def kinds_in_use() -> set[str]:
    """Every text that the program hands to events.add as a kind."""
    found = set()
    for file in WEBAPP.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "events.add":
                found |= {part.value for part in ast.walk(node.args[2]) if isinstance(part, ast.Constant)}
    return found


def test_every_kind_of_event_has_a_sentence() -> None:
    assert kinds_in_use() >= {"signed in", "left the team", "removed"}, "the search no longer finds what is there"
    assert kinds_in_use() <= activity.SENTENCES.keys()


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        ("invited", {"email": "jonas@example.org", "role": "editor"}, "Mara Lind invited jonas@example.org as editor"),
        ("changed a role", {"person": "Jonas Berg", "before": "viewer", "role": "admin"}, "Mara Lind made Jonas Berg admin, viewer before"),
        ("removed", {"person": "Jonas Berg"}, "Mara Lind removed Jonas Berg from the team"),
        ("left the team", {"person": "Mara Lind"}, "Mara Lind left the team"),
    ],
)  # fmt: skip
def test_an_event_is_a_sentence_about_its_person(kind: str, facts: dict[str, str], sentence: str) -> None:
    assert activity.sentence(Event(1, AT, "Mara Lind", kind, facts)) == sentence


def test_changed_settings_say_what_changed_from_what_to_what() -> None:
    event = Event(1, AT, "Mara Lind", "changed the settings", {"currency": "EUR → USD", "most_segments": "12 → 9"})
    assert activity.detail(event) == "Currency: EUR → USD; Largest number of segments: 12 → 9"


def test_every_setting_has_a_name_to_be_told_by() -> None:
    assert activity.SETTINGS.keys() == {"name", *vars(TeamSettings())}


def test_a_row_has_the_initials_the_sentence_and_the_time() -> None:
    (row,) = activity.rows([Event(1, AT, "Mara Lind", "signed in")], "Europe/Berlin", AT)
    assert words(row).split("  ") == ["ML Mara Lind signed in 09:14"]
