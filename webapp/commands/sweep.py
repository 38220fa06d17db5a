"""`./kindred sweep FILE`: every number of segments at once, what the criteria say of each, and the verdict."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import pyarrow as pa
from pyarrow import csv

from core.clustering import CRITERIA, Sweep, judge, sweep, tell, warm
from core.errors import BadInput
from core.preparing import Points, prepare, suggest
from core.recipe import read_json
from webapp.commands.files import in_limited_process, whole
from webapp.settings import Settings

QUICK = tuple(name for name in CRITERIA if name not in ("gap", "stability"))


@dataclass(frozen=True)
class Asked:
    measures: tuple[str, ...] | None
    recipe: str | None  # the text of a recipe file
    ks: tuple[int, ...] | None
    criteria: tuple[str, ...]
    labels: Path | None

    @classmethod
    def of(
        cls, measures: str | None, recipe: Path | None, ks: str | None, criteria: str | None, labels: Path | None
    ) -> Self:
        """From the words on the command line."""
        if recipe is not None and not recipe.is_file():
            raise BadInput(f"{recipe} is not a file. Name the file of the recipe.")
        return cls(
            measures=_names(measures) if measures else None,
            recipe=recipe.read_text(encoding="utf-8") if recipe else None,
            ks=_numbers(ks) if ks else None,
            criteria=_names(criteria) if criteria else QUICK,
            labels=labels.absolute() if labels else None,
        )


def run(settings: Settings, file: Path, asked: Asked, as_json: bool) -> None:
    told = in_limited_process(settings, file, _swept, asked)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(told, asked.criteria)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _numbers(text: str) -> tuple[int, ...]:
    """1-12, or 2,3,5."""
    first, dash, last = text.partition("-")
    try:
        return tuple(range(int(first), int(last) + 1)) if dash else tuple(int(part) for part in text.split(","))
    except ValueError:
        raise BadInput(f"“{text}” is no range of numbers. Write it as 1-12 or 2,3,5.") from None


def _swept(file: Path, asked: Asked) -> dict[str, Any]:
    reading, rows = whole(file)
    given = read_json(asked.recipe) if asked.recipe is not None else None
    names = asked.measures or (None if given and given.get("measures") else _measures(reading.columns))
    recipe = suggest(rows, given, names).recipe
    preparation, points = prepare(rows, recipe)
    warm()
    begun = time.perf_counter()
    swept = sweep(points.values, recipe, asked.ks)
    seconds = time.perf_counter() - begun
    if asked.labels is not None:
        _write_labels(asked.labels, reading.column("customer"), rows, points, swept)
    return tell(swept, judge(points.values, swept, asked.criteria), preparation, seconds)


def _measures(columns: Sequence[Any]) -> tuple[str, ...]:
    """Columns that say something of a customer: numbers, and none that name or date things."""
    chosen = tuple(column.name for column in columns if column.type == "number" and column.role != "ignore")
    if not chosen:
        raise BadInput("No column of this file is a number that could be a measure. Name some with --measures.")
    return chosen


def _write_labels(target: Path, customer: Any, rows: pa.Table, points: Points, swept: Sweep) -> None:
    """A row per customer, a column per number of segments; empty for those whom the recipe leaves out."""
    names = rows.column(customer.name) if customer is not None else pa.array(range(1, len(rows) + 1))
    columns = {"customer": names}
    for k, solution in swept.solutions.items():
        labels = np.full(len(rows), -1)
        labels[points.rows] = solution.labels
        columns[f"segments_{k}"] = pa.array(labels, mask=labels < 0)
    csv.write_csv(pa.table(columns), target)


def _print(told: dict[str, Any], criteria: Sequence[str]) -> None:
    shown = [name for name in criteria if name not in ("inertia", "smallest")]
    print("   k " + "".join(f"{name.replace('_', ' '):>20}" for name in ("inertia", *shown)) + "  sizes")
    for one in told["sweep"]:
        cells = (one["inertia"], *(one.get(name) for name in shown))
        written = "".join(
            f"{'·' if cell is None else f'{cell:,.4g}' if abs(cell) < 1000 else f'{cell:,.0f}':>20}" for cell in cells
        )
        print(f"{one['k']:>4} {written}  {' '.join(f'{size:,}' for size in one['sizes'])}")
    print(told["verdict"])
