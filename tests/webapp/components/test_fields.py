"""Fields are labelled, and what is wrong is told under the field it is about."""

import pytest

from core.errors import BadInput
from tests.webapp.components.tree import parts, words
from webapp.components import fields, messages
from webapp.errors import Conflict

Told = dict[str, object]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What the page would be told, by the id of its place."""
    said: Told = {}

    def note(place: str, props: dict[str, object]) -> None:
        said[place] = next(iter(props.values()))

    monkeypatch.setattr(fields, "set_props", note)
    monkeypatch.setattr(messages, "set_props", note)
    return said


def test_a_field_has_a_label_a_hint_and_a_place_for_its_error() -> None:
    field = fields.text("me-name", "Name", "Mara", hint="As others see it")
    label, control, error, hint = list(parts(field))[1:]
    assert (label.htmlFor, control.id, control.value) == ("me-name", "me-name", "Mara")
    assert (error.id, error.role) == ("me-name-error", "alert")
    assert words(hint) == "As others see it"


def test_a_password_can_be_looked_at() -> None:
    (button,) = [
        part
        for part in parts(fields.password("new", "New password", "new-password"))
        if part.to_plotly_json()["type"] == "Button"
    ]
    props = button.to_plotly_json()["props"]
    assert (props["data-reveal"], props["aria-label"], props["type"]) == ("new", "Show new password", "button")


def test_bad_input_is_told_under_its_field_and_nowhere_else(told: Told) -> None:
    fields.told_under(["old", "new"], lambda sentence: "old" if "present" in sentence else "new")(
        BadInput("Too short.")
    )
    assert told == {"old-error": "", "new-error": "Too short."}


def test_any_other_problem_is_a_message(told: Told) -> None:
    fields.told_under(["old"], lambda _: "old")(Conflict("Somebody was faster."))
    assert told == {messages.SAID: {"text": "Somebody was faster.", "kind": "bad"}}


def test_what_is_right_again_is_cleared(told: Told) -> None:
    fields.clear(["old", "new"])
    assert told == {"old-error": "", "new-error": ""}


def test_a_bug_is_an_apology_with_a_reference_and_never_its_own_words(
    told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    messages.tell(KeyError("secret_column"))
    text = told[messages.SAID]["text"]  # type: ignore[index]
    assert "on our side" in text
    assert "secret_column" not in text
    assert text.rstrip(".").rsplit(" ", 1)[1] in caplog.text
