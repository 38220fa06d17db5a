"""Notes: written once, changed by anybody of the team, never overwritten unseen, their trail kept."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp.ran import people, ran
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import About
from webapp.services import notes, segments
from webapp.services.notes import Overtaken
from webapp.store import events

KEY = "0123456789abcdef"


@pytest.fixture
def about(cast: Cast) -> About:
    return About("dataset", people(cast.editor).id)


def test_notes_stand_on_datasets_runs_and_segments(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    segment = segments.find(cast.viewer, run.id, 1)
    for kind, id_ in (("dataset", dataset.id), ("run", run.id), ("segment", segment.id)):
        note = notes.add(cast.editor, About(kind, id_), f"On the {kind}")
        assert notes.of(cast.viewer, About(kind, id_)) == [note]
        assert (note.author, note.body, note.edits) == ("Jonas Berg", f"On the {kind}", 0)
    told = [event.facts["about"] for event in events.latest(cast.editor.team.id, 3)]
    assert told == [f"{segment.name} of Autumn", "Autumn", "People"]


def test_pressed_twice_is_one_note(cast: Cast, about: About) -> None:
    once, twice = (notes.add(cast.editor, about, "Only once", key=KEY) for _ in range(2))
    assert once == twice and len(notes.of(cast.viewer, about)) == 1


def test_every_wording_is_kept(cast: Cast, about: About) -> None:
    note = notes.add(cast.editor, about, "First")
    second = notes.edit(cast.admin, note.id, "Second", note.edit)
    third = notes.edit(cast.editor, note.id, "Third", second.edit)
    assert (third.body, third.author, third.edits, third.edited_by) == ("Third", "Jonas Berg", 2, "Jonas Berg")
    assert [(edit.person, edit.body) for edit in notes.trail(cast.viewer, note.id)] == [
        ("Jonas Berg", "Second"), ("Mara Lind", "First"),
    ]  # fmt: skip
    assert notes.edit(cast.editor, note.id, "Third", third.edit).edits == 2  # the same again is no edit


def test_the_second_of_two_keeps_their_words_and_sees_the_others(cast: Cast, about: About) -> None:
    note = notes.add(cast.editor, about, "First")
    notes.edit(cast.admin, note.id, "Mara's", note.edit)
    with pytest.raises(Overtaken) as told:
        notes.edit(cast.editor, note.id, "Jonas's", note.edit)
    assert told.value.sentence == (
        "This note was changed by Mara Lind just now. Your text is kept below: compare and save again."
    )
    assert told.value.theirs.body == "Mara's"
    assert notes.edit(cast.editor, note.id, "Both", told.value.theirs.edit).body == "Both"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 1), st.booleans()), min_size=1, max_size=20))
def test_whatever_two_people_do_in_turn_no_saved_word_is_lost(
    cast: Cast, about: About, steps: list[tuple[int, bool]]
) -> None:
    """Two people look again or save in any order: every save that was accepted is in the trail or in the note."""
    note = notes.add(cast.editor, about, "0")
    people_, seen, accepted = (cast.editor, cast.admin), [note.edit, note.edit], ["0"]
    for number, (who, saves) in enumerate(steps, 1):
        if not saves:
            seen[who] = notes.find(people_[who], note.id).edit
            continue
        current = notes.find(people_[who], note.id).edit
        try:
            seen[who] = notes.edit(people_[who], note.id, str(number), seen[who]).edit
        except Overtaken:
            assert seen[who] != current
        else:
            accepted.append(str(number))
    kept = [edit.body for edit in reversed(notes.trail(cast.viewer, note.id))]
    assert [*kept, notes.find(cast.viewer, note.id).body] == accepted


def test_a_removed_note_is_out_of_sight_and_can_be_put_back(cast: Cast, about: About) -> None:
    note = notes.add(cast.editor, about, "Gone?")
    for _ in range(2):
        assert notes.remove(cast.admin, note.id).removed
    assert notes.of(cast.viewer, about) == []
    with pytest.raises(Conflict, match="removed meanwhile"):
        notes.edit(cast.editor, note.id, "Still here", note.edit)
    notes.put_back(cast.admin, note.id)
    assert [known.body for known in notes.of(cast.viewer, about)] == ["Gone?"]


def test_what_is_written_is_kept_without_what_cannot_be_seen(cast: Cast, about: About) -> None:
    note = notes.add(cast.editor, about, "  a\u202eb\0c\ud800d\r\n\r\n\te\u200df  ")
    assert note.body == "abcd\n\n\te\u200df"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [("x" * 50_001, "Notes can have up to 50,000 characters (yours: 50,001)."),
     (" \u200b ", "Write something first."), (None, "Write something first."),
     (["x"], "This page is out of date. Reload it and try again.")],
)  # fmt: skip
def test_what_comes_in_is_checked(cast: Cast, about: About, body: object, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        notes.add(cast.editor, about, body)
    assert refused.value.sentence == sentence


def test_who_may_not_and_who_sees_nothing(cast: Cast, about: About) -> None:
    note = notes.add(cast.editor, about, "Ours")
    assert notes.of(cast.viewer, about) == [note]
    for viewer, problem in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        for attempt in (
            lambda viewer: notes.add(viewer, about, "Mine"),
            lambda viewer: notes.edit(viewer, note.id, "Mine", note.edit),
            lambda viewer: notes.remove(viewer, note.id),
            lambda viewer: notes.put_back(viewer, note.id),
        ):
            with pytest.raises(problem):
                attempt(viewer)
    for look in (
        lambda: notes.of(cast.stranger, about),
        lambda: notes.find(cast.stranger, note.id),
        lambda: notes.trail(cast.stranger, note.id),
        lambda: notes.of(cast.viewer, About("comparison", 1)),
        lambda: notes.of(cast.viewer, About("segment", 10**30)),
    ):
        with pytest.raises(NotFound):
            look()
