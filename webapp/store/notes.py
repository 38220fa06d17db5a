"""Notes: what people write about datasets, runs, segments and plans. Every wording is kept."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from webapp.clock import now
from webapp.errors import Conflict
from webapp.records import About, Note, NoteEdit, Person
from webapp.store import edits
from webapp.store.engine import db
from webapp.store.tables import NoteEditRow, NoteRow, PersonRow

PLACES = {
    "dataset": NoteRow.dataset_id, "run": NoteRow.run_id, "segment": NoteRow.segment_id, "plan": NoteRow.plan_id,
}  # fmt: skip


def add(team_id: int, about: About, person: Person, body: str, key: str | None) -> int:
    """Within a write. The same key again is the same note."""
    known = select(NoteRow.id).where(NoteRow.team_id == team_id, NoteRow.key == key)
    if key is not None and (note_id := db.session.scalar(known)) is not None:
        return note_id
    place = {PLACES[about.kind].key: about.id}
    row = NoteRow(team_id=team_id, author_id=person.id, key=key, body=body, made_at=now(), **place)
    db.session.add(row)
    db.session.flush()
    return row.id


def find(team_id: int, note_id: int) -> Note | None:
    """Also a removed one, so that removing can be taken back."""
    found = _records(_whole(team_id).where(NoteRow.id == note_id))
    return found[0] if found else None


def of(team_id: int, about: About) -> list[Note]:
    """Oldest first."""
    here = PLACES[about.kind] == about.id
    return _records(_whole(team_id).where(here, NoteRow.removed_at.is_(None)).order_by(NoteRow.id))


def count(team_id: int, about: About) -> int:
    here = (NoteRow.team_id == team_id, PLACES[about.kind] == about.id, NoteRow.removed_at.is_(None))
    return db.session.scalar(select(func.count(NoteRow.id)).where(*here)) or 0


def change(note_id: int, body: str, seen_edit: int, person: Person) -> None:
    """Within a write; the wording before goes into the trail."""
    row = db.session.get_one(NoteRow, note_id, with_for_update=True)
    if row.version != seen_edit:
        raise Conflict(
            f"This note was changed {edits.overtaken_by(row)}. Your text is kept below: compare and save again."
        )
    db.session.add(NoteEditRow(note_id=note_id, person_id=person.id, body=row.body, at=now()))
    row.body = body
    edits.sign(row, person)
    db.session.flush()


def set_removed(note_id: int, removed: bool, person: Person) -> None:
    row = db.session.get_one(NoteRow, note_id, with_for_update=True)
    if (row.removed_at is not None) is not removed:
        row.removed_at = now() if removed else None
        edits.sign(row, person)
        db.session.flush()


def trail(note_id: int) -> list[NoteEdit]:
    """What it said before, newest first."""
    rows = db.session.execute(
        select(NoteEditRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == NoteEditRow.person_id)
        .where(NoteEditRow.note_id == note_id)
        .order_by(NoteEditRow.id.desc())
    )
    return [NoteEdit(name or _SOMEBODY, row.body, row.at) for row, name in rows]


_SOMEBODY = "Somebody who is gone"
_EDITS = (
    select(func.count(NoteEditRow.id)).where(NoteEditRow.note_id == NoteRow.id).correlate(NoteRow).scalar_subquery()
)


def _whole(team_id: int) -> Select[NoteRow, str, str, int]:
    author, editor = aliased(PersonRow), aliased(PersonRow)
    return (
        select(NoteRow, author.name, editor.name, _EDITS)
        .outerjoin(author, author.id == NoteRow.author_id)
        .outerjoin(editor, editor.id == NoteRow.edited_by_id)
        .where(NoteRow.team_id == team_id)
    )


def _records(query: Select[NoteRow, str, str, int]) -> list[Note]:
    return [_record(row, author, editor, many) for row, author, editor, many in db.session.execute(query)]


def _record(row: NoteRow, author: str | None, editor: str | None, many: Any) -> Note:
    return Note(
        id=row.id, about=_about(row), author=author or _SOMEBODY, body=row.body, claim=row.claim, review_on=row.review_on,
        made=row.made_at, edits=many, edited_by=editor if many else None, edited=row.edited_at if many else None,
        removed=row.removed_at is not None, edit=row.version,
    )  # fmt: skip


def _about(row: NoteRow) -> About:
    places = {kind: getattr(row, place.key) for kind, place in PLACES.items()}
    return next(About(kind, id_) for kind, id_ in places.items() if id_ is not None)
