"""What is told of a run's segments and kept with it: profiles, names, sentences, strategies, rules, favourites. Plain JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.explaining import (
    Customers,
    Meaning,
    Profile,
    Profiles,
    meaning_of,
    names,
    profiles,
    sentences,
    separations,
    shapes,
    strategies,
    twins,
)
from core.explaining.favourites import favourites
from core.exploring import Table
from core.measuring import CUSTOMER, Measuring

Array = NDArray[Any]

SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "INR": "₹"}  # the others are written as their three letters
NARROW = "\u202f"
MOST_PARTS = 30  # of a category
MOST_STRATEGIES = 4
MOST_SHAPES = 24  # measures, those that separate best
FAVOURITE_ROLES = ("product", "product group")


@dataclass(frozen=True)
class Told:
    """`everyone` is what all segments are held against; `segments` is what each of them is like."""

    everyone: dict[str, Any]
    segments: list[dict[str, Any]]


def explained(
    told: Mapping[str, Any], table: pa.Table, labels: Array, segments: int, chosen: Sequence[str], own_names: Sequence[str] = ()
) -> Told:  # fmt: skip
    """`told` are the facts of the customer table, `chosen` the measures that the segments were made of."""
    measures = [
        one["name"] for one in told["columns"] if one["kind"] != CUSTOMER
    ]  # an id tells who, not what they are like
    customers = Customers.of(table, meanings_of(told), measures)
    found = profiles(customers, labels, segments)
    called = own_names or names(found, chosen)
    rules = twins(customers, labels, segments, [name for name in customers.names if not chosen or name in chosen])
    ranked = separations(found)
    drawn = [one.name for one in ranked if one.name in customers.numbers][:MOST_SHAPES]
    everyone = {
        **_profile(found.everyone),
        "meanings": [asdict(one) for one in found.meanings.values()],
        "separations": [asdict(one) for one in ranked],
        "shapes": [asdict(one) for one in shapes(customers, labels, segments, drawn)],
        "money_measure": found.named("money"),
    }
    each = [
        _profile(own)
        | _words(found, segment, called[segment], chosen)
        | {"rule": {**asdict(rule), "json": rule.rule.to_json()}}
        for segment, (own, rule) in enumerate(zip(found.segments, rules, strict=True))
    ]
    return Told(everyone, each)


def bought_more(
    orders: Table, measuring: Measuring, ids: pa.ChunkedArray, labels: Array, segments: int
) -> list[dict[str, Any]]:
    """For each segment what it buys more than everyone, by product and by group, as far as the orders tell."""
    known = [role for role in FAVOURITE_ROLES if orders.with_role(role) is not None]
    by_role = {role: favourites(orders, measuring, ids, labels, segments, role=role) for role in known}
    return [{role: [asdict(one) for one in every[s]] for role, every in by_role.items()} for s in range(segments)]


def meanings_of(told: Mapping[str, Any]) -> list[Meaning]:
    """What each column of a customer table is to the people who read about it."""
    currency = (told["measuring"] or {}).get("currency") or ""
    sign = SIGNS.get(currency, f"{currency}{NARROW}" if currency else "")
    return [
        meaning_of(one["name"], category=one["kind"] == "category", unit=one["unit"], currency=sign)
        for one in told["columns"]
    ]


def _words(found: Profiles, segment: int, name: str, chosen: Sequence[str]) -> dict[str, Any]:
    return {
        "name": name,
        "sentences": [asdict(one) for one in sentences(found, segment, chosen)],
        "strategies": [asdict(one) for one in strategies(found, segment)[:MOST_STRATEGIES]],
    }


def _profile(own: Profile) -> dict[str, Any]:
    return {
        "customers": own.customers,
        "share": own.share,
        "money": own.money,
        "money_share": own.money_share,
        "numbers": {name: asdict(one) for name, one in own.numbers.items()},
        "categories": {name: [asdict(one) for one in parts[:MOST_PARTS]] for name, parts in own.categories.items()},
    }


def plain(value: Any) -> Any:
    """What may be kept as JSON: no numbers of NumPy, and nothing that is no number."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not np.isfinite(value) else value
