"""Splitting a picture by a category: its most common values, each by itself, and the rest together."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import BadInput
from core.exploring.engine import opened
from core.exploring.table import Table

MOST_VALUES = 200
MOST_GROUPS = 8


@dataclass(frozen=True)
class Group:
    """Some values of a category; a group without values is everyone whose value is missing."""

    name: str
    values: tuple[str, ...]


def groups_of(table: Table, by: str | None, most: int = MOST_GROUPS) -> tuple[Group, ...]:
    """The groups of a category, largest first; then the others and the missing, where there are any."""
    if by is None:
        return (Group("Everyone", ()),)
    with opened(table, [by]) as lines:
        counts = lines.counts(by).order("n desc, value").limit(MOST_VALUES + 1).fetchall()
    if len(counts) > MOST_VALUES:
        raise BadInput(
            f"Column '{by}' has more than {MOST_VALUES} different values. Split by a column with fewer, such as a country."
        )
    values = [value for value, _ in counts]
    groups = [Group(value, (value,)) for value in values[:most]]
    if values[most:]:
        groups.append(Group(f"{len(values) - most} others", tuple(values[most:])))
    if sum(n for _, n in counts) < table.rows:
        groups.append(Group("Missing", ()))
    return tuple(groups)


def places(groups: Sequence[Group]) -> dict[str | None, int]:
    """The place of the group to which each value belongs."""
    found: dict[str | None, int] = {}
    for place, group in enumerate(groups):
        found.update(dict.fromkeys(group.values or (None,), place))
    return found
