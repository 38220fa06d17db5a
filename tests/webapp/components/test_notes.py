"""Notes on a page: written, changed, removed; and what the second of two people is shown."""

import json
from typing import Any

import pytest

from tests.conftest import Cast
from tests.webapp.pages.conftest import Answer, Visitor
from tests.webapp.ran import people, ran
from webapp.records import About, Note
from webapp.services import notes


@pytest.fixture
def about(cast: Cast) -> About:
    return About("run", ran(cast.editor, people(cast.editor)).id)


def name(block: str, part: str, **of: Any) -> str:
    """An id as Dash writes it."""
    return json.dumps(dict(sorted({"block": block, "part": part, **of}.items())), separators=(",", ":"))


def test_a_thread_shows_notes_and_the_place_for_another(cast: Cast, about: About) -> None:
    visitor = Visitor(cast, "admin")
    assert "Nobody has written anything yet." in visitor.draws(f"/runs/{about.id}")
    note = notes.add(cast.editor, about, "**Ask** the shop")
    notes.edit(cast.admin, note.id, "**Call** the shop", note.edit)
    page = visitor.draws(f"/runs/{about.id}")
    assert "**Call** the shop" in page and "Changed once, last by Mara Lind" in page and "**Ask** the shop" in page
    assert '"dangerously_allow_html":true' not in page.replace(" ", "")


def test_viewers_read_and_are_offered_nothing(cast: Cast, about: About) -> None:
    notes.add(cast.editor, about, "For everyone")
    page = Visitor(cast, "viewer").draws(f"/runs/{about.id}")
    assert "For everyone" in page and "Save note" not in page and "Add note" not in page


def submit(visitor: Visitor, note: Note, body: str, edit: int) -> Answer:
    """Saving a note, as the page would send it."""
    form = name("note", "form", note=note.id)
    return visitor.submits(
        "components.notes.save",
        {"id": name("note", "whole", note=note.id), "property": "children"},
        f"{form}.n_submit",
        {
            f"{form}.n_submit": 1,
            f"{name('note', 'body', note=note.id)}.value": body,
            f"{name('note', 'edit', note=note.id)}.data": edit,
        },
    )


def test_the_second_of_two_keeps_their_words_and_sees_the_others(cast: Cast, about: About) -> None:
    visitor = Visitor(cast, "editor")
    note = notes.add(cast.editor, about, "First")
    theirs = notes.edit(cast.admin, note.id, "Mara's words", note.edit)
    told = submit(visitor, note, "My words", note.edit).told
    shown = {json.loads(place)["part"]: values for place, values in told.items() if place.startswith("{")}
    assert "Mara's words" in str(shown["theirs"]["children"]) and shown["edit"] == {"data": theirs.edit}
    assert shown["problem"]["children"].startswith("This note was changed by Mara Lind just now.")
    assert "body" not in shown  # what was typed stays as it is
    assert submit(visitor, note, "Both", theirs.edit).status == 200
    assert notes.find(cast.viewer, note.id).body == "Both"


def test_what_is_wrong_is_said_under_the_words(cast: Cast, about: About) -> None:
    note = notes.add(cast.editor, about, "First")
    told = submit(Visitor(cast, "editor"), note, " ", note.edit).told
    assert told[name("note", "problem", note=note.id)] == {"children": "Write something first."}
