"""Each number of the customers at a glance: from the least to the most, and how many have none of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.exploring.engine import opened
from core.exploring.table import Table

AT_ONCE = 4  # medians hold all values of their columns


@dataclass(frozen=True)
class Summary:
    """None where no customer has a value; `zeros` is the share of those who have one and whose value is zero."""

    name: str
    missing: int
    least: float | None
    median: float | None
    mean: float | None
    most: float | None
    zeros: float | None


def summaries(table: Table, names: Sequence[str]) -> tuple[Summary, ...]:
    found: list[Summary] = []
    for first in range(0, len(names), AT_ONCE):
        found += _some(table, names[first : first + AT_ONCE])
    return tuple(found)


def _some(table: Table, names: Sequence[str]) -> list[Summary]:
    with opened(table, names) as lines:
        numbers = [lines.number(table.number(name).name) for name in names]
        asked = [
            f"count(*) - count({x}), min({x}), quantile_cont({x}, 0.5), avg({x}), max({x}), "
            f"(count(*) filter ({x} = 0))::double / nullif(count({x}), 0)"
            for x in numbers
        ]
        figures = lines.one(", ".join(asked))
    each = [figures[place : place + 6] for place in range(0, len(figures), 6)]
    return [Summary(name, *some) for name, some in zip(names, each, strict=True)]
