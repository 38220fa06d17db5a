"""What the columns of a table with a row per customer are: the same words for what was measured and for what was brought."""

from dataclasses import dataclass

from core.exploring.table import Column
from core.measuring.measures import Measure

CUSTOMER, NUMBER, CATEGORY, OTHER = "customer id", "number", "category", "other"
# They tell who somebody is, or when something was, and are no ground to group people by.
PERSONAL = ("e-mail", "phone", "name", "postcode", "date")


@dataclass(frozen=True)
class CustomerColumn:
    """`kind` is customer id, number, category or other. `unit` is one of Measure's, or number, category, date or a role.

    `source` says where it follows from: orders, or the customers' own columns.
    """

    name: str
    kind: str
    unit: str
    meaning: str
    source: str

    @classmethod
    def of_measure(cls, measure: Measure) -> "CustomerColumn":
        return cls(measure.name, KINDS.get(measure.unit, NUMBER), measure.unit, measure.meaning, "orders")

    @classmethod
    def of_column(cls, column: Column) -> "CustomerColumn":
        kind = _kind(column)
        unit = column.role if kind == OTHER else "customer" if kind == CUSTOMER else kind
        meaning = "Who" if kind == CUSTOMER else "As it was brought"
        return cls(column.name, kind, unit, meaning, "customers")


KINDS = {"customer": CUSTOMER, "date": OTHER, "yes or no": CATEGORY}


def _kind(column: Column) -> str:
    if column.role == "customer":
        return CUSTOMER
    if column.role in PERSONAL or column.is_date:
        return OTHER
    return NUMBER if column.is_number and column.role != "category" else CATEGORY
