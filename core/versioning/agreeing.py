"""Whether a new file can be added to a version: the same kind of table, columns that mean the same, rows that can be recognised."""

from core.errors import BadInput
from core.versioning.table import Column, Table

IN_WORDS = {"customers": "a row per customer", "orders": "a row per order line"}
TYPES_IN_WORDS = {"text": "text", "number": "numbers", "date": "dates"}
# Only one column can be what these say.
SINGLE_ROLES = {
    "customers": ("customer",),
    "orders": (
        "customer", "order", "date", "product", "quantity", "returned quantity", "price", "amount", "discount",
    ),
}  # fmt: skip


def check_kinds(old: Table, new: Table) -> None:
    if old.kind != new.kind:
        raise BadInput(
            f"The dataset has {IN_WORDS[old.kind]}, the new file {IN_WORDS[new.kind]}. Bring it as a dataset of its own."
        )


def whole_columns(old: Table, new: Table) -> tuple[Column, ...]:
    """The columns of the whole, by name: those of the version as they are, then those that only the new file has."""
    check_kinds(old, new)
    for column in new.columns:
        _check_type(old.column(column.name), column)
    for role in SINGLE_ROLES[old.kind]:
        _check_place(role, old.with_role(role), new.with_role(role))
    return (*old.columns, *(column for column in new.columns if not old.column(column.name)))


def telling_columns(old: Table, new: Table) -> tuple[Column, ...]:
    """The columns by which a row is recognised.

    Order lines are compared by the columns that both tables have, so that a column which comes or goes does not make every
    line a new one; what is to be ignored, such as the moment of an export, tells nothing. A customer is recognised by the id,
    and compared in every column of the whole.
    """
    whole = whole_columns(old, new)
    if old.kind == "customers":
        if not _shared(old, new, "customer"):
            raise BadInput(
                "Without a column that says who the customer is, rows that are already there cannot be told from new ones. "
                "Give a column the role customer, or let the new file replace the version."
            )
        return whole
    if not (_shared(old, new, "order") or _shared(old, new, "date")):
        raise BadInput(
            "The new file shares no column with the version that says when or in which order something was bought, so lines "
            "that are already there cannot be told from new ones. Let the new file replace the version."
        )
    return tuple(column for column in old.columns if column.role != "ignore" and new.column(column.name))


def _check_type(known: Column | None, column: Column) -> None:
    if known and known.type != column.type:
        raise BadInput(
            f"Column '{column.name}' holds {TYPES_IN_WORDS[known.type]} so far, but {TYPES_IN_WORDS[column.type]} in the new "
            f"file. Read it as {known.type} there too, or let the new file replace the version."
        )


def _check_place(role: str, known: Column | None, column: Column | None) -> None:
    if known and column and known.name != column.name:
        raise BadInput(
            f"The {role} stands in column '{known.name}' so far, but in '{column.name}' in the new file. Call the column "
            f"'{known.name}' in the file too, or let the new file replace the version."
        )


def _shared(old: Table, new: Table, role: str) -> Column | None:
    column = old.with_role(role)
    return column if column and new.column(column.name) else None
