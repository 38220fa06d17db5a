"""Rules held against their segments: how precise they are, how much they find, and who differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import BadInput
from core.explaining.customers import Customers
from core.explaining.rules.choosing import Aim, lots_of
from core.explaining.rules.rule import Rule
from core.explaining.rules.searching import best_rule
from core.explaining.rules.telling import as_sql, as_text

Array = NDArray[Any]

LOOKED_AT = 20_000  # customers among whom a rule is sought; it is measured on all of them
EACH = 500  # of every segment, at the least


@dataclass(frozen=True)
class Twin:
    """`customers` are those whom the rule names, `wrong` those of them who are in another segment or in none, `missed` those of
    the segment whom it does not name."""

    segment: int
    rule: Rule
    text: str
    sql: str
    customers: int
    precision: float
    recall: float
    wrong: int
    missed: int


@dataclass(frozen=True)
class Differing:
    """Marks by customer: named by the rule though not of the segment, and of the segment though not named."""

    wrong: Array
    missed: Array


def twins(
    customers: Customers, labels: Array, segments: int, names: Sequence[str] | None = None, seed: int = 1
) -> tuple[Twin, ...]:
    """One for each segment, made of the measures named, or of all."""
    unknown = [name for name in names or () if name not in customers.names]
    if unknown:
        raise BadInput(f"There is no measure '{unknown[0]}' in this table. Choose those that it has.")
    rows, weights = _drawn(labels, seed)
    looked_at, own = customers.take(rows), labels[rows]
    found = []
    for segment in range(segments):
        inside = own == segment
        every = lots_of(looked_at, inside, customers.names if names is None else names)
        found.append(held_against(best_rule(every, Aim.at(inside, weights)), customers, labels, segment))
    return tuple(found)


def held_against(rule: Rule, customers: Customers, labels: Array, segment: int) -> Twin:
    """Also for a rule that came from elsewhere, or is older than the labels."""
    differing = who_differs(rule, customers, labels, segment)
    size = int((labels == segment).sum())
    wrong, missed = int(differing.wrong.sum()), int(differing.missed.sum())
    hits = size - missed
    return Twin(
        segment=segment,
        rule=rule,
        text=as_text(rule, customers.meanings),
        sql=as_sql(rule),
        customers=hits + wrong,
        precision=hits / (hits + wrong) if hits + wrong else 0.0,
        recall=hits / size if size else 0.0,
        wrong=wrong,
        missed=missed,
    )


def who_differs(rule: Rule, customers: Customers, labels: Array, segment: int) -> Differing:
    named, inside = rule.fits(customers), labels == segment
    return Differing(named & ~inside, inside & ~named)


def _drawn(labels: Array, seed: int) -> tuple[Array, Array]:
    """Rows of a sample in which no segment is lost, and how many customers each of them stands for."""
    if len(labels) <= LOOKED_AT:
        return np.arange(len(labels)), np.ones(len(labels))
    chance = np.random.default_rng([seed, 9])
    rows, weights = [], []
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        size = min(len(members), max(EACH, round(LOOKED_AT * len(members) / len(labels))))
        rows.append(np.sort(chance.choice(members, size, replace=False)))
        weights.append(np.full(size, len(members) / size))
    return np.concatenate(rows), np.concatenate(weights)
