"""A preparation suggested from the data, with the reason for every choice that is not the plain one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy import stats

from core.errors import BadInput
from core.preparing.columns import Table, holds_numbers, names_of, read_numbers, read_texts
from core.preparing.fitting import MOST_VALUES
from core.recipe import Measure, Recipe, check_keys, quoted

SKEWED = 1.0
LONG_TAILED = 10.0  # excess kurtosis above which the farthest customers would decide alone
TAILS = (0.001, 0.999)
CATEGORY_WEIGHT = 0.5


@dataclass(frozen=True)
class Suggestion:
    recipe: Recipe
    reasons: tuple[str, ...]


def suggest(table: Table, given: Mapping[str, Any] | None = None, names: Sequence[str] | None = None) -> Suggestion:
    """A complete recipe for this table: what `given` leaves out is filled from the data.

    `names` chooses measures where `given` has none; without either every useful column of numbers is a measure.
    """
    given = dict(given or {})
    check_keys(given, Recipe, "recipe")
    reasons: list[str] = []
    entries = given.get("measures")
    if entries is None:
        entries = [{"name": name} for name in (useful_columns(table, reasons) if names is None else names)]
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        raise BadInput("A recipe needs a list of measures.")
    measures = []
    for entry in entries:
        check_keys(entry, Measure, "measure")
        measures.append(_complete(table, entry, reasons))
    return Suggestion(Recipe.from_dict(given | {"measures": measures}), tuple(reasons))


def useful_columns(table: Table, reasons: list[str]) -> list[str]:
    """Columns of numbers that differ between customers and are not their ids."""
    chosen = []
    for name in names_of(table):
        if not holds_numbers(table, name):
            continue
        numbers = read_numbers(table, name)
        known = numbers[~np.isnan(numbers)]
        if known.size == 0 or known.min() == known.max():
            reasons.append(f"{quoted(name)} is left out: it has the same value everywhere.")
        elif name.lower().endswith("id") and np.unique(known).size == known.size:
            reasons.append(f"{quoted(name)} is left out: it is different for every customer, like an id.")
        else:
            chosen.append(name)
    if not chosen:
        raise BadInput("The table has no column of numbers that differs between customers. Choose another file.")
    return chosen


def _complete(table: Table, entry: Mapping[str, Any], reasons: list[str]) -> dict[str, Any]:
    name = entry.get("name")
    if not isinstance(name, str) or not name:
        raise BadInput("Every measure of a recipe needs the name of a column.")
    kind = entry.get("kind", "number" if holds_numbers(table, name) else "category")
    measure = _number(table, name, entry, reasons) if kind == "number" else _category(table, name, entry, reasons)
    return asdict(measure) | dict(entry)


def _number(table: Table, name: str, entry: Mapping[str, Any], reasons: list[str]) -> Measure:
    numbers = read_numbers(table, name)
    known = numbers[~np.isnan(numbers)]
    if known.size == 0:
        raise BadInput(f"{quoted(name)} has no values. Choose another column.")
    if known.min() == known.max():
        raise BadInput(f"{quoted(name)} has the same value everywhere and cannot separate customers. Leave it out.")
    missing = numbers.size - known.size
    if missing and "gaps" not in entry:
        reasons.append(f"{quoted(name)} has {missing:,} gaps: they are filled with its median.")
    transform = "none"
    if "transform" not in entry:
        transform = _transform(known, name, reasons)
    return Measure(name, transform=transform, scaling="z-score")


def _transform(known: Any, name: str, reasons: list[str]) -> str:
    skew = float(stats.skew(known))
    if skew > SKEWED and known.min() >= 0:
        reasons.append(f"{quoted(name)} is skewed to the right ({skew:.1f}) and never negative: its logarithm is used.")
        return "log1p"
    if abs(skew) > SKEWED:
        side = "right" if skew > 0 else "left"
        reasons.append(f"{quoted(name)} is skewed to the {side} ({skew:.1f}): a Yeo-Johnson transform is used.")
        return "yeo-johnson"
    return "none"


def _category(table: Table, name: str, entry: Mapping[str, Any], reasons: list[str]) -> Measure:
    values = len({text for text in read_texts(table, name) if text is not None})
    if values > MOST_VALUES:
        raise BadInput(
            f"{quoted(name)} is text with {values:,} different values; a category may have {MOST_VALUES}. Leave it out."
        )
    if "weight" not in entry:
        reasons.append(
            f"{quoted(name)} is a category of {values} values: each counts with the weight {CATEGORY_WEIGHT:g}."
        )
    return Measure(name, kind="category", gaps="own", weight=CATEGORY_WEIGHT)
