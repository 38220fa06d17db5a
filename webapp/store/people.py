"""People, whichever teams they are in."""

from sqlalchemy import func, select

from webapp.clock import now
from webapp.errors import Conflict
from webapp.records import Person
from webapp.store.engine import db
from webapp.store.tables import PersonRow


def add(name: str, email: str, zone: str, password_hash: str | None) -> Person:
    row = PersonRow(name=name, email=email, zone=zone, password_hash=password_hash, made_at=now())
    db.session.add(row)
    db.session.flush()
    return person_of(row)


def anyone() -> bool:
    return bool(db.session.scalar(select(func.count()).select_from(select(PersonRow.id).limit(1).subquery())))


def by_id(person_id: int) -> Person | None:
    row = db.session.get(PersonRow, person_id)
    return None if row is None else person_of(row)


def by_email(email: str) -> Person | None:
    row = db.session.scalar(select(PersonRow).where(PersonRow.email == email))
    return None if row is None else person_of(row)


def password_hash(person_id: int) -> str | None:
    return db.session.scalar(select(PersonRow.password_hash).where(PersonRow.id == person_id))


def set_password(person_id: int, hashed: str) -> None:
    db.session.get_one(PersonRow, person_id, with_for_update=True).password_hash = hashed
    db.session.flush()


def change(person_id: int, name: str, zone: str, seen_version: int) -> Person:
    row = db.session.get_one(PersonRow, person_id, with_for_update=True)
    if row.version != seen_version:
        raise Conflict("Your details were changed in another tab meanwhile. Look at them again, then save.")
    row.name, row.zone = name, zone
    db.session.flush()
    return person_of(row)


def person_of(row: PersonRow) -> Person:
    return Person(row.id, row.name, row.email, row.zone, row.version)
