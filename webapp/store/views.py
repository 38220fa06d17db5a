"""Views of the history that people keep, for themselves or for the team."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from webapp.clock import now
from webapp.records import Person, SavedView
from webapp.store.engine import alone, db
from webapp.store.tables import SavedViewRow


def add(team_id: int, person: Person, name: str, shown: dict[str, Any], of_team: bool, key: str) -> int:
    """Within a write. The same key again is the same view."""
    alone(f"the views of team {team_id}")
    known = select(SavedViewRow.id).where(SavedViewRow.team_id == team_id, SavedViewRow.key == key)
    if (view_id := db.session.scalar(known)) is not None:
        return view_id
    row = SavedViewRow(
        team_id=team_id, person_id=person.id, of_team=of_team, key=key, name=name, shown=shown, made_at=now()
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def find(team_id: int, person_id: int, view_id: int, *, removed: bool = False) -> SavedView | None:
    """The person's own, or the team's."""
    there = SavedViewRow.removed_at.is_not(None) if removed else SavedViewRow.removed_at.is_(None)
    here = (SavedViewRow.id == view_id, _seen(team_id, person_id), there)
    row = db.session.scalar(select(SavedViewRow).where(*here))
    return None if row is None else _record(row, person_id)


def seen_by(team_id: int, person_id: int) -> list[SavedView]:
    """In the order in which they were made."""
    here = (_seen(team_id, person_id), SavedViewRow.removed_at.is_(None))
    rows = db.session.scalars(select(SavedViewRow).where(*here).order_by(SavedViewRow.id))
    return [_record(row, person_id) for row in rows]


def set_removed(view_id: int, removed: bool) -> None:
    """Within a write."""
    db.session.get_one(SavedViewRow, view_id, with_for_update=True).removed_at = now() if removed else None
    db.session.flush()


def _seen(team_id: int, person_id: int) -> ColumnElement[bool]:
    return (SavedViewRow.team_id == team_id) & or_(SavedViewRow.of_team, SavedViewRow.person_id == person_id)


def _record(row: SavedViewRow, person_id: int) -> SavedView:
    return SavedView(row.id, row.name, row.of_team, row.person_id == person_id, row.shown)
