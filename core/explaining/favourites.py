"""What a segment buys more than everyone: products or groups, with lift and customers.

Lift compares shares of customers: how many of the segment bought it, over how many of everyone. Where a segment buys more of
all things, or less, that says little of its taste; so it can compare shares of choices, too, a choice being one customer's
of one product. A handful of customers can have any lift, so favourites are ranked by a careful one: the lower end of the
95 % interval of the segment's share (Wilson) over the share in everyone. It has to lie above 1, and at least ten customers of the
segment must have bought.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.errors import BadInput
from core.exploring.plain import as_text, trimmed
from core.exploring.table import Table
from core.measuring.customers import opened_lines
from core.measuring.roles import Roles
from core.measuring.settings import Measuring
from core.measuring.settled import settled

Array = NDArray[Any]

LEAST_BUYERS = 10
DEVIATIONS = 1.96
AMONG = ("customers", "choices")
FAVOURITES_RULE = (
    f"Bought by at least {LEAST_BUYERS} customers of the segment, and by more of them than of everyone beyond chance; "
    "ranked by the lift that is left when chance is taken off."
)


@dataclass(frozen=True)
class Favourite:
    """`customers` of the segment who bought it; `share` of the segment's customers, or choices, and `everyone` likewise.

    `careful` is the lift with chance taken off.
    """

    name: str
    customers: int
    share: float
    everyone: float
    lift: float
    careful: float


def favourites(
    orders: Table,
    measuring: Measuring,
    customers: Sequence[str] | pa.Array | pa.ChunkedArray,
    labels: Array,
    segments: int,
    *,
    role: str = "product",
    among: str = "customers",
    most: int = 10,
    memory: str = "1GB",
) -> tuple[tuple[Favourite, ...], ...]:
    """For each segment the best ones; `customers` are the ids that belong to the labels.

    The lines that count are those that count for the measures; they stream by, and only who bought what is kept.
    """
    if among not in AMONG:
        raise BadInput(f"Shares are of {' or of '.join(AMONG)}.")
    counts, names = _buyers(orders, measuring, _ids(customers), labels, segments, role, memory)
    sizes = (
        counts.sum(axis=0) if among == "choices" else np.bincount(np.minimum(labels, segments), minlength=segments + 1)
    )
    everyone = counts.sum(axis=1) / max(sizes.sum(), 1)
    return tuple(
        _of_segment(names, counts[:, segment], int(sizes[segment]), everyone, most) for segment in range(segments)
    )


def careful_share(bought: Array, size: int) -> Array:
    """The lower end of Wilson's interval."""
    share, square = bought / size, DEVIATIONS**2
    middle = share + square / (2 * size)
    reach = DEVIATIONS * np.sqrt(share * (1 - share) / size + square / (4 * size**2))
    return np.asarray((middle - reach) / (1 + square / size))


def _of_segment(names: Sequence[str], bought: Array, size: int, everyone: Array, most: int) -> tuple[Favourite, ...]:
    if not size:
        return ()
    careful = careful_share(bought, size) / everyone
    chosen = np.flatnonzero((bought >= LEAST_BUYERS) & (careful > 1))
    best = sorted(chosen.tolist(), key=lambda place: (-careful[place], names[place]))[:most]
    return tuple(
        Favourite(
            names[place],
            int(bought[place]),
            float(bought[place] / size),
            float(everyone[place]),
            float(bought[place] / size / everyone[place]),
            float(careful[place]),
        )
        for place in best
    )


def _buyers(
    orders: Table, measuring: Measuring, ids: pa.Array, labels: Array, segments: int, role: str, memory: str
) -> tuple[Array, list[str]]:
    """How many customers bought each product: a row a product, a column for each segment, and one for who is in none."""
    roles = Roles.of(orders)
    named = {"product": roles.product, "product group": roles.group}.get(role)
    if named is None:
        raise BadInput(f"No column has the role {role}. Give it to the column that names what was bought.")
    roles = replace(roles, product=named)
    known = pa.table({"buyer": ids, "segment": pa.array(np.minimum(labels, segments), pa.uint8())})
    with opened_lines(orders, roles, settled(orders, roles, measuring), memory=memory) as (lines, rows):
        lines.connection.register("known", known)
        bought = rows.filter("fate = 0 and product is not null").aggregate("who, product", "who, product")
        joined = bought.join(lines.connection.table("known"), "who = buyer")
        found = joined.aggregate("product, segment, count(*) as buyers", "product, segment")
        met = found.order("product, segment").to_arrow_table()
    products = met["product"].combine_chunks().dictionary_encode()
    counts = np.zeros((len(products.dictionary), segments + 1))
    counts[products.indices.to_numpy(), met["segment"].to_numpy()] = met["buyers"].to_numpy()
    return counts, products.dictionary.to_pylist()


def _ids(customers: Sequence[str] | pa.Array | pa.ChunkedArray) -> pa.Array:
    """Written as the lines are read: text without spaces around it."""
    if isinstance(customers, pa.ChunkedArray):
        customers = customers.combine_chunks()
    return trimmed(as_text(customers if isinstance(customers, pa.Array) else pa.array(customers)))
