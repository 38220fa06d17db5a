"""What a person may decide about the reading of a file; next month's file is read by the same choices.

Nothing has to be chosen: None means "find out". A reading gives back its choices with everything settled, so that
a person changes some of them and the file is looked at again.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from core.errors import BadInput

KINDS = ("customers", "orders")
TYPES = ("text", "number", "date")
ROLES = (
    "customer", "order", "date", "product", "product group", "quantity", "returned quantity", "price", "amount",
    "discount", "currency", "e-mail", "phone", "name", "country", "postcode", "number", "category", "ignore",
)  # fmt: skip
ALIGNED = "aligned"


@dataclass(frozen=True)
class ColumnChoice:
    name: str  # as the file writes it
    type: str | None = None
    role: str | None = None
    date_order: str | None = None  # which comes first: "day" or "month"
    decimal: str | None = None  # "." or ","

    def __post_init__(self) -> None:
        what = f"column '{self.name}'"
        _among(self.type, TYPES, f"The type of {what}")
        _among(self.role, ROLES, f"The role of {what}")
        _among(self.date_order, ("day", "month"), f"The date order of {what}")
        _among(self.decimal, (".", ","), f"The decimal sign of {what}")


@dataclass(frozen=True)
class Choices:
    encoding: str | None = None
    separator: str | None = None  # one character, or ALIGNED
    quote: str | None = None
    header_row: int | None = None  # counted from 1; 0 says that there is none
    sheets: tuple[str, ...] | None = None  # more than one are stacked
    surplus: str = "refuse"  # rows with more values than columns: "refuse" the file, or "drop" the rows
    kind: str | None = None
    columns: tuple[ColumnChoice, ...] = ()

    def __post_init__(self) -> None:
        _among(self.kind, KINDS, "The kind of table")
        _among(self.surplus, ("refuse", "drop"), "What happens to rows with too many values")
        if self.separator != ALIGNED:
            _single(self.separator, "separator")
        _single(self.quote, "quotation mark")
        if self.header_row is not None and self.header_row < 0:
            raise BadInput(f"The header row cannot be {self.header_row}. Choose its number, or 0 if there is none.")

    def for_column(self, name: str) -> ColumnChoice:
        return next((column for column in self.columns if column.name == name), ColumnChoice(name))

    def with_columns(self, columns: Iterable[ColumnChoice]) -> "Choices":
        return replace(self, columns=tuple(columns))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "Choices":
        known = {field.name for field in fields(cls)}
        kept = {key: value for key, value in written.items() if key in known}
        kept["columns"] = tuple(ColumnChoice(**column) for column in written.get("columns", ()))
        if kept.get("sheets") is not None:
            kept["sheets"] = tuple(kept["sheets"])
        return cls(**kept)


def _single(value: str | None, what: str) -> None:
    if value is not None and (len(value) != 1 or not value.isascii() or value in "\r\n"):
        raise BadInput(f"The {what} '{value}' is not a single character. Choose one, such as a comma or a semicolon.")


def _among(value: str | None, allowed: tuple[str, ...], what: str) -> None:
    if value is not None and value not in allowed:
        raise BadInput(f"{what} cannot be '{value}'. Choose one of: {', '.join(allowed)}.")
