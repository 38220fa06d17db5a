"""What differs between a version and the next: columns, rows, customers, and how the values of each column moved."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from core.versioning.agreeing import check_kinds
from core.versioning.counting import Counted
from core.versioning.engine import Room, as_id, one, opened, stream
from core.versioning.shifts import CategoryShift, DateShift, NumberShift, OtherShift, Shift
from core.versioning.table import Column, Table

CATEGORY_ROLES = ("category", "country", "currency", "product", "product group")
ID_ROLES = ("customer", "order", "e-mail", "phone", "name", "postcode")
NOBODY = (
    "Not every version has a column that says who the customer is, so nobody can be followed from one to the next: "
    "which customers are new, gone or kept is not known."
)


@dataclass(frozen=True)
class ChangedColumn:
    """A column of the same name whose type or role is another now."""

    before: Column
    after: Column


@dataclass(frozen=True)
class Columns:
    added: tuple[Column, ...]
    gone: tuple[Column, ...]
    changed: tuple[ChangedColumn, ...]


@dataclass(frozen=True)
class Customers:
    before: int
    after: int
    new: int
    gone: int
    kept: int


@dataclass(frozen=True)
class Difference:
    """Columns are compared by name where their type is the same; those to be ignored are not."""

    columns: Columns
    rows_before: int
    rows_after: int
    customers: Customers | None
    numbers: tuple[NumberShift, ...]
    categories: tuple[CategoryShift, ...]
    dates: tuple[DateShift, ...]
    others: tuple[OtherShift, ...]
    notes: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs, as far as it was compared."""
        columns, customers = self.columns, self.customers
        shifts: tuple[Shift, ...] = (*self.numbers, *self.categories, *self.dates, *self.others)
        return (
            self.rows_before == self.rows_after
            and not (columns.added or columns.gone or columns.changed)
            and not (customers and (customers.new or customers.gone))
            and all(shift.same for shift in shifts)
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def difference(old: Table, new: Table, room: Room) -> Difference:
    """Each table is read once; the columns that are compared lie in the folder while they are counted."""
    check_kinds(old, new)
    shared = tuple(column for column in new.columns if _is_compared(old.column(column.name), column))
    who = old.with_role("customer"), new.with_role("customer")
    with opened(room, old=stream(old, _read(shared, who[0])), new=stream(new, _read(shared, who[1]))) as connection:
        _lay_out(connection, "before", "old", shared, who[0])
        _lay_out(connection, "after", "new", shared, who[1])
        shifts = [_shift(Counted(connection, f"c{place}"), column) for place, column in enumerate(shared)]
        customers = _customers(connection) if all(who) else None
    return Difference(
        columns=_columns(old, new),
        rows_before=old.rows,
        rows_after=new.rows,
        customers=customers,
        numbers=tuple(shift for shift in shifts if isinstance(shift, NumberShift)),
        categories=tuple(shift for shift in shifts if isinstance(shift, CategoryShift)),
        dates=tuple(shift for shift in shifts if isinstance(shift, DateShift)),
        others=tuple(shift for shift in shifts if isinstance(shift, OtherShift)),
        notes=() if customers else (NOBODY,),
    )


def _is_compared(known: Column | None, column: Column) -> bool:
    return known is not None and known.type == column.type and column.role != "ignore"


def _read(shared: Sequence[Column], customer: Column | None) -> tuple[Column, ...]:
    """Each column once, the customer among them."""
    names = {column.name for column in shared}
    return (*shared, customer) if customer and customer.name not in names else tuple(shared)


def _lay_out(
    connection: duckdb.DuckDBPyConnection, name: str, stream: str, shared: Sequence[Column], customer: Column | None
) -> None:
    cells = [f"{_cell(f'c{place}', column)} AS c{place}" for place, column in enumerate(shared)]
    who = "NULL"
    if customer:
        place = [column.name for column in _read(shared, customer)].index(customer.name)
        who = as_id(f"c{place}", customer)
    connection.execute(f"CREATE TABLE {name} AS SELECT {', '.join([*cells, f'{who} AS who'])} FROM {stream}")


def _cell(name: str, column: Column) -> str:
    """What is compared of a cell; of those that are only counted, whether there is something in it."""
    match _compared_as(column):
        case "date":
            return name
        case "number":
            return f"CASE WHEN isfinite({name}) THEN {name} END"
        case "category":
            return as_id(name, column)
        case _:
            return f"CASE WHEN {as_id(name, column)} IS NOT NULL THEN true END"


def _shift(counted: Counted, column: Column) -> Shift:
    match _compared_as(column):
        case "date":
            return counted.dates(column.name)
        case "number":
            return counted.number(column.name)
        case "category":
            return counted.category(column.name)
        case _:
            return counted.other(column.name)


def _compared_as(column: Column) -> str:
    if column.type == "date":
        return "date"
    if column.role in CATEGORY_ROLES:
        return "category"
    return "number" if column.type == "number" and column.role not in ID_ROLES else "other"


def _customers(connection: duckdb.DuckDBPyConnection) -> Customers:
    before, after, kept = one(
        connection,
        "SELECT count(old.who), count(new.who), count(*) FILTER (old.who = new.who) "
        "FROM (SELECT DISTINCT who FROM before WHERE who IS NOT NULL) AS old "
        "FULL JOIN (SELECT DISTINCT who FROM after WHERE who IS NOT NULL) AS new USING (who)",
    )
    return Customers(before, after, after - kept, before - kept, kept)


def _columns(old: Table, new: Table) -> Columns:
    pairs = ((known, column) for column in new.columns if (known := old.column(column.name)))
    return Columns(
        added=tuple(column for column in new.columns if not old.column(column.name)),
        gone=tuple(column for column in old.columns if not new.column(column.name)),
        changed=tuple(ChangedColumn(known, column) for known, column in pairs if known != column),
    )
