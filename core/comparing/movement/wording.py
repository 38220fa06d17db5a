"""What people say when a measure of theirs rises or falls."""

from dataclasses import dataclass

from core.comparing.figures import percent, shown


@dataclass(frozen=True)
class Words:
    measure: str
    more: str
    less: str
    is_share: bool = False

    def shown(self, value: float) -> str:
        return percent(value) if self.is_share else shown(value)


KNOWN = {
    "recency": Words("days since the last order", "stayed away longer", "ordered more recently"),
    "days between orders": Words(
        "days between orders", "left more time between orders", "left less time between orders"
    ),
    "orders": Words("orders", "ordered more often", "ordered less often"),
    "units": Words("units bought", "bought more", "bought less"),
    "products": Words("different products", "bought a wider choice", "bought a narrower choice"),
    "money": Words("money spent", "spent more", "spent less"),
    "money per order": Words("money per order", "spent more on each order", "spent less on each order"),
    "discount": Words("average discount", "bought at higher discounts", "bought at lower discounts", is_share=True),
    "return rate": Words("return rate", "sent more back", "sent less back", is_share=True),
    "returned share": Words("returned share", "sent more back", "sent less back", is_share=True),
}


def words_for(measure: str) -> Words:
    """Measures that orders give are known; any other column rises or falls."""
    return KNOWN.get(measure) or Words(measure, f"rose in {measure}", f"fell in {measure}")
