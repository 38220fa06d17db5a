"""Notes in Markdown on datasets, runs, segments and plans. Whoever may work changes them; every wording is kept."""

from core.errors import BadInput
from webapp.errors import Conflict, NotFound
from webapp.records import About, Note, NoteEdit, Viewer
from webapp.rights import Right
from webapp.services import datasets, door, plans, runs
from webapp.store import events, notes, segments
from webapp.store.engine import writing

MOST_LETTERS = 50_000
KINDS = ("dataset", "run", "segment", "plan")


class Overtaken(Conflict):
    """Somebody else saved another wording first; `theirs` is what the note says now."""

    def __init__(self, sentence: str, theirs: Note) -> None:
        super().__init__(sentence)
        self.theirs = theirs


def of(viewer: Viewer, about: About) -> list[Note]:
    """Oldest first."""
    _subject(viewer, about)
    return notes.of(viewer.team.id, about)


def add(viewer: Viewer, about: About, body: object, *, key: object = None) -> Note:
    """The same key again is the same note."""
    viewer.must(Right.WORK)
    subject, words = _subject(viewer, about), _body(body)
    with writing():
        known = notes.count(viewer.team.id, about)
        note_id = notes.add(viewer.team.id, about, viewer.person, words, None if key is None else door.key(key))
        if notes.count(viewer.team.id, about) > known:
            events.add(viewer.team.id, viewer.person, "wrote a note", about=subject)
    return find(viewer, note_id)


def find(viewer: Viewer, note_id: object) -> Note:
    viewer.must(Right.LOOK)
    note = notes.find(viewer.team.id, door.id_(note_id))
    if note is None:
        raise NotFound
    return note


def edit(viewer: Viewer, note_id: object, body: object, seen_edit: object) -> Note:
    """The same words again change nothing. Who comes second is told so, and keeps what they typed."""
    viewer.must(Right.WORK)
    note, words, seen = _there(viewer, note_id), _body(body), door.version(seen_edit)
    if words != note.body:
        try:
            with writing():
                notes.change(note.id, words, seen, viewer.person)
        except Conflict as overtaken:
            raise Overtaken(overtaken.sentence, find(viewer, note.id)) from overtaken
    return find(viewer, note.id)


def trail(viewer: Viewer, note_id: object) -> list[NoteEdit]:
    """What it said before, newest first."""
    return notes.trail(find(viewer, note_id).id)


def remove(viewer: Viewer, note_id: object) -> Note:
    """Out of sight; it can be put back."""
    return _set_removed(viewer, note_id, removed=True)


def put_back(viewer: Viewer, note_id: object) -> Note:
    return _set_removed(viewer, note_id, removed=False)


def _set_removed(viewer: Viewer, note_id: object, removed: bool) -> Note:
    viewer.must(Right.WORK)
    note = find(viewer, note_id)
    if note.removed is not removed:
        with writing():
            notes.set_removed(note.id, removed, viewer.person)
            if removed:
                events.add(viewer.team.id, viewer.person, "removed a note", about=_subject(viewer, note.about))
    return find(viewer, note.id)


def _there(viewer: Viewer, note_id: object) -> Note:
    note = find(viewer, note_id)
    if note.removed:
        raise Conflict("This note was removed meanwhile. Put it back, or write a new one.")
    return note


def _subject(viewer: Viewer, about: About) -> str:
    """What the note is about, as the viewer may see it."""
    if about.kind == "dataset":
        return datasets.find(viewer, about.id).name
    if about.kind == "run":
        return runs.find(viewer, about.id).name
    if about.kind == "plan":
        return plans.find(viewer, about.id).plan.name
    segment = segments.by_id(door.id_(about.id)) if about.kind == "segment" else None
    if segment is None:
        raise NotFound
    return f"{segment.name} of {runs.find(viewer, segment.run_id).name}"


def _body(value: object) -> str:
    words = door.text(value or "", MOST_LETTERS, "Notes")
    if not words:
        raise BadInput("Write something first.")
    return words
