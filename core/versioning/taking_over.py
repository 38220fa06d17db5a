"""What a new file's columns are for: as in the last version, wherever the names are the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.versioning.agreeing import SINGLE_ROLES
from core.versioning.table import Column


@dataclass(frozen=True)
class TakenOver:
    """The columns as the new file is to be read (one may get another type than was guessed), and what a person should know."""

    columns: tuple[Column, ...]
    notes: tuple[str, ...]


def take_over(old: Sequence[Column], new: Sequence[Column], kind: str) -> TakenOver:
    """Types and roles of the last version for the columns of a new file; what it does not know keeps its guess."""
    known = {column.name: column for column in old}
    named = [known.get(column.name, column) for column in new]
    taken = {column.role: column.name for column in named if column.name in known and column.role in SINGLE_ROLES[kind]}
    columns = tuple(_without_second(column, taken) for column in named)
    return TakenOver(columns, tuple(_notes(old, new, named, columns)))


def _without_second(column: Column, taken: dict[str, str]) -> Column:
    """A new column does not compete with the one that has had its role so far."""
    if taken.get(column.role, column.name) == column.name:
        return column
    return replace(column, role="number" if column.type == "number" else "ignore")


def _notes(
    old: Sequence[Column], new: Sequence[Column], named: Sequence[Column], columns: Sequence[Column]
) -> Iterator[str]:
    for read, column in zip(new, columns, strict=True):
        if read.type != column.type:
            yield f"Column '{column.name}' looks like {read.type}; it is read as {column.type}, as before."
    for guessed, column in zip(named, columns, strict=True):
        if guessed.role != column.role:
            yield f"Column '{column.name}' could be the {guessed.role} too; another column has that role, as before."
    here, before = {column.name for column in new}, {column.name for column in old}
    if gone := [column.name for column in old if column.name not in here]:
        yield f"{_listed(gone)} not in the new file."
    if unknown := [column.name for column in new if column.name not in before]:
        yield f"{_listed(unknown)} new: check what {'it is' if len(unknown) == 1 else 'they are'} for."


def _listed(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"Column '{names[0]}' is"
    listed = ", ".join(f"'{name}'" for name in names[:5])
    return f"{len(names)} columns ({listed}{' and others' if len(names) > 5 else ''}) are"
