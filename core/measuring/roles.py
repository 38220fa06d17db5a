"""The columns of an orders table by what they are for."""

from dataclasses import dataclass

from core.errors import BadInput
from core.exploring.table import Column, Table


@dataclass(frozen=True)
class Roles:
    """Who and when must be there; everything else is measured where it is."""

    customer: Column
    date: Column
    order: Column | None
    product: Column | None
    group: Column | None
    quantity: Column | None
    returned: Column | None
    price: Column | None
    amount: Column | None
    discount: Column | None
    currency: Column | None

    @classmethod
    def of(cls, table: Table) -> "Roles":
        if table.kind != "orders":
            raise BadInput("Measures are made from order lines, and this table has a row per customer.")
        customer, day = table.with_role("customer"), table.with_role("date")
        if customer is None:
            raise BadInput("No column says who bought. Give one column the role customer.")
        if day is None or not day.is_date:
            raise BadInput("No column says when it was bought. Give a column of dates the role date.")
        return cls(
            customer,
            day,
            order=table.with_role("order"),
            product=table.with_role("product"),
            group=table.with_role("product group"),
            currency=table.with_role("currency"),
            quantity=_number(table, "quantity"),
            returned=_number(table, "returned quantity"),
            price=_number(table, "price"),
            amount=_number(table, "amount"),
            discount=_number(table, "discount"),
        )

    @property
    def has_money(self) -> bool:
        return self.amount is not None or self.price is not None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in vars(self).values() if column is not None)


def _number(table: Table, role: str) -> Column | None:
    column = table.with_role(role)
    return table.number(column.name) if column else None
