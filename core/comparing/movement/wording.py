"""What people say when a measure of theirs rises or falls."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    measure: str
    more: str
    less: str


KNOWN = {
    "recency": Words("days since the last order", "stayed away longer", "ordered again sooner"),
    "days between orders": Words(
        "days between orders", "left more time between orders", "left less time between orders"
    ),
    "orders": Words("orders", "ordered more often", "ordered less often"),
    "units": Words("units bought", "bought more", "bought less"),
    "products": Words("different products", "bought a wider choice", "bought a narrower choice"),
    "money": Words("money spent", "spent more", "spent less"),
    "money per order": Words("money per order", "spent more on each order", "spent less on each order"),
    "discount": Words("average discount", "bought at higher discounts", "bought at lower discounts"),
    "return rate": Words("return rate", "sent more back", "sent less back"),
    "returned share": Words("returned share", "sent more back", "sent less back"),
}


def words_for(measure: str) -> Words:
    return KNOWN.get(measure) or Words(measure, f"rose in {measure}", f"fell in {measure}")
