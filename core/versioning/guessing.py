"""Does a new file replace the last version or add to it? Guessed from dates and ids, and said in words; a person decides.

Adding is the guess wherever replacing would lose rows without a sign that they are meant to go. What is already there is not
counted twice, so that adding too much costs nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import duckdb

from core.versioning.agreeing import check_kinds
from core.versioning.engine import Room, as_id, one, opened, stream
from core.versioning.table import Column, Table

MOST = 0.5  # of the orders so far; some are corrected or deleted from one export to the next
NEARLY_ALL = 0.9  # of the customers so far; some leave


@dataclass(frozen=True)
class Guess:
    mode: Literal["replace", "add"]
    reason: str


@dataclass(frozen=True)
class _Side:
    """How many different ids a table holds, and its first and last date."""

    ids: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True)
class _Facts:
    old: _Side
    new: _Side
    known: int  # ids that are in both

    @property
    def found_again(self) -> float | None:
        """The share of the ids so far that the new file holds too; None without ids to compare."""
        return self.known / self.old.ids if self.old.ids and self.new.ids else None


def guess_mode(old: Table, new: Table, room: Room) -> Guess:
    """Each table is read once, in the columns of dates and ids."""
    check_kinds(old, new)
    if old.kind == "customers":
        return _guess_customers(_facts(old, new, "customer", room))
    return _guess_orders(_facts(old, new, "order", room))


def _guess_customers(facts: _Facts) -> Guess:
    if facts.found_again is None:
        return Guess("replace", "No column says who the customer is, so known customers cannot be told from new ones.")
    known = _known(facts, "customers")
    if facts.found_again >= NEARLY_ALL:
        return Guess("replace", f"Nearly all customers so far are in the new file: {known}.")
    others = facts.old.ids - facts.known
    return Guess("add", f"{known}. If it replaced the version, the {others:,} others would be gone.")


def _guess_orders(facts: _Facts) -> Guess:
    period, covered = _period(facts.old, facts.new)
    known = _known(facts, "orders")
    if not (period or known):
        return Guess("replace", "Neither dates nor order ids say whether the new file goes on from the last version.")
    told = f"{'; '.join(part for part in (period, known) if part)}."
    if (covered or not period) and (facts.found_again is None or facts.found_again >= MOST):
        return Guess("replace", told)
    return Guess("add", f"{told} Lines that are already there are not counted twice.")


def _period(old: _Side, new: _Side) -> tuple[str, bool]:
    """How the dates of the two lie to each other, and whether the new ones cover all those so far."""
    if not (old.first and old.last and new.first and new.last):
        return "", False
    so_far, in_file = f"{_day(old.first)} to {_day(old.last)}", f"{_day(new.first)} to {_day(new.last)}"
    if new.first > old.last:
        return f"The new file ({in_file}) begins after the last date so far ({so_far})", False
    if new.last < old.first:
        return f"The new file ({in_file}) ends before the first date so far ({so_far})", False
    if new.first <= old.first and new.last >= old.last:
        return f"The new file ({in_file}) covers the whole period so far ({so_far})", True
    return f"The new file ({in_file}) overlaps with the period so far ({so_far})", False


def _known(facts: _Facts, what: str) -> str:
    if facts.found_again is None:
        return ""
    return f"{facts.known:,} of the {facts.new.ids:,} {what} in the new file are among the {facts.old.ids:,} so far"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"


def _facts(old: Table, new: Table, id_role: str, room: Room) -> _Facts:
    old_columns, new_columns = _columns(old, id_role), _columns(new, id_role)
    with opened(room, old=stream(old, old_columns), new=stream(new, new_columns)) as connection:
        sides = _side(connection, "old", old_columns), _side(connection, "new", new_columns)
        (known,) = one(connection, "SELECT count(*) FROM old_ids SEMI JOIN new_ids USING (id)")
    return _Facts(*sides, known)


def _columns(table: Table, id_role: str) -> list[Column]:
    """At most two: of ids, and of dates where order lines have them."""
    dates = table.with_role("date") if table.kind == "orders" else None
    return [
        column for column in (table.with_role(id_role), dates if dates and dates.type == "date" else None) if column
    ]


def _side(connection: duckdb.DuckDBPyConnection, name: str, columns: list[Column]) -> _Side:
    ids, dates = "NULL::VARCHAR", "NULL::TIMESTAMP"
    for place, column in enumerate(columns):
        if column.role == "date":
            dates = f"c{place}"
        else:
            ids = as_id(f"c{place}", column)
    connection.execute(
        f"CREATE TABLE {name}_ids AS SELECT {ids} AS id, min({dates}) AS first, max({dates}) AS last FROM {name} GROUP BY ALL"
    )
    return _Side(*one(connection, f"SELECT count(id), min(first), max(last) FROM {name}_ids"))
