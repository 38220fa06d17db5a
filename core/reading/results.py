"""What reading finds out about a file. Frozen facts: they leave this folder and go into pages, the store and JSON."""

from dataclasses import dataclass, fields
from typing import Any

from core.reading.choices import Choices


@dataclass(frozen=True)
class Question:
    """Something the file alone cannot answer. What was taken meanwhile is said, so nothing waits for the answer."""

    about: str  # "date order", "decimal sign", "header row", "sheets"
    column: str | None
    sentence: str
    options: tuple[str, ...]
    taken: str


@dataclass(frozen=True)
class Odd:
    """A value that could not be understood: how it is written, how often, and where it stands first."""

    value: str
    count: int
    place: str


@dataclass(frozen=True)
class Column:
    name: str
    name_in_file: str
    type: str
    role: str
    reason: str  # why this type and role, in words
    missing: int  # cells without a value in the table that comes out, those not understood included
    not_understood: int
    odd: tuple[Odd, ...]
    total: float | None = None  # of numbers
    first: str | None = None  # of dates, the earliest and latest
    last: str | None = None


@dataclass(frozen=True)
class Reading:
    format: str
    encoding: str | None
    separator: str | None
    kind: str
    rows: int
    columns: tuple[Column, ...]
    first_rows: tuple[tuple[str | float | None, ...], ...]
    notes: tuple[str, ...]
    questions: tuple[Question, ...]
    choices: Choices  # everything settled
    sheets: tuple[str, ...] = ()  # of a workbook, those with anything in them, whether they are read or not

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "Reading":
        parts: dict[str, Any] = {
            "columns": tuple(_column(column) for column in written["columns"]),
            "questions": tuple(
                Question(**{**each, "options": tuple(each["options"])}) for each in written["questions"]
            ),
            "first_rows": tuple(tuple(row) for row in written["first_rows"]),
            "notes": tuple(written["notes"]),
            "choices": Choices.from_json(written["choices"]),
            "sheets": tuple(written["sheets"]),
        }
        return cls(**{each.name: parts.get(each.name, written[each.name]) for each in fields(cls)})

    def column(self, role: str) -> Column | None:
        """The first column in a role."""
        return next((column for column in self.columns if column.role == role), None)


def counted(count: int, noun: str) -> str:
    """'1 cell', '2,300 cells'."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def facts(reading: Reading) -> dict[str, Any]:
    """A reading as the command line prints it."""
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "separator": reading.separator,
        "kind": reading.kind,
        "rows": reading.rows,
        "columns": [_column_facts(column) for column in reading.columns],
        "notes": [*reading.notes, *(question.sentence for question in reading.questions)],
    }


def _column_facts(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "role": column.role,
        "missing": column.missing,
        "not_understood": column.not_understood,
    }
    if column.type == "number":
        told["sum"] = column.total
    if column.type == "date":
        told |= {"first": column.first, "last": column.last}
    return told


def _column(written: dict[str, Any]) -> Column:
    return Column(**{**written, "odd": tuple(Odd(**odd) for odd in written["odd"])})
