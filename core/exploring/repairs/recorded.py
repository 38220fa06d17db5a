"""The list of repairs: recorded, to and from JSON, undone and moved, and replayed on any version.

A repair that does not fit a version (its column is gone, or holds something else) says so and is passed over; the rest goes on.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import MISSING, asdict, dataclass, fields
from typing import Any, ClassVar, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import BadInput
from core.exploring.plain import LARGEST, comparable, missing
from core.exploring.repairs.columns import Ignore, ToCategory
from core.exploring.repairs.rows import Drop, DropCopies, KeepLast
from core.exploring.repairs.values import Blank, Clip, Fill, Merge, ToNumber
from core.exploring.table import Table


class Repair(Protocol):
    """One change: its `kind` in JSON, itself in `words`, and the table it makes of another."""

    kind: ClassVar[str]

    @property
    def words(self) -> str: ...

    def applied(self, table: Table) -> Table:
        """The changed table; raises BadInput when it does not fit."""
        ...


KINDS: dict[str, type[Any]] = {
    kind.kind: kind for kind in (Fill, Merge, Clip, Blank, ToNumber, Drop, DropCopies, KeepLast, ToCategory, Ignore)
}


@dataclass(frozen=True)
class Repairs:
    """Repairs in the order in which they are made."""

    steps: tuple[Repair, ...] = ()

    def added(self, repair: Repair) -> "Repairs":
        return Repairs((*self.steps, repair))

    def undone(self, place: int) -> "Repairs":
        """Without the repair at this place, wherever in the list it stands."""
        self._check(place)
        return Repairs(self.steps[:place] + self.steps[place + 1 :])

    def moved(self, place: int, to: int) -> "Repairs":
        self._check(place)
        self._check(to)
        rest = list(self.undone(place).steps)
        rest.insert(to, self.steps[place])
        return Repairs(tuple(rest))

    def to_json(self) -> list[dict[str, Any]]:
        return [{"kind": step.kind, **asdict(step)} for step in self.steps]  # type: ignore[call-overload]

    @classmethod
    def from_json(cls, steps: Iterable[Mapping[str, Any]]) -> "Repairs":
        return cls(tuple(_read(step) for step in steps))

    def _check(self, place: int) -> None:
        if not 0 <= place < len(self.steps):
            raise BadInput(f"There is no repair number {place + 1}; the list has {len(self.steps)}.")


@dataclass(frozen=True)
class Outcome:
    """What a repair did to a version: rows before and after, cells changed; or why it does not fit."""

    repair: Repair
    rows_before: int
    rows_after: int
    changed: int = 0
    why_not: str | None = None


@dataclass(frozen=True)
class Replayed:
    table: Table
    outcomes: tuple[Outcome, ...]


def replay(table: Table, repairs: Repairs) -> Replayed:
    """Make all repairs that fit, in order; nothing is written, the table made of them changes rows as they stream."""
    outcomes = []
    for repair in repairs.steps:
        before = table
        try:
            table = repair.applied(before)
        except BadInput as problem:
            outcomes.append(Outcome(repair, before.rows, before.rows, why_not=problem.sentence))
        else:
            outcomes.append(Outcome(repair, before.rows, table.rows, _changed(repair, before, table)))
    return Replayed(table, tuple(outcomes))


def repaired(table: Table, repairs: Repairs) -> Table:
    """The table that `replay` makes, without counting what each repair changes."""
    for repair in repairs.steps:
        with suppress(BadInput):
            table = repair.applied(table)
    return table


def _changed(repair: Repair, before: Table, after: Table) -> int:
    """Cells that are not what they were."""
    if not isinstance(repair, Fill | Merge | Clip | Blank | ToNumber):
        return 0
    pairs = zip(before.read([repair.column]), after.read([repair.column]), strict=True)
    return sum(_different(old.column(0), new.column(0)) for old, new in pairs)


def _different(old: pa.Array, new: pa.Array) -> int:
    gone, absent = missing(old), missing(new)
    old, new = comparable(old), comparable(new)
    # Text that became a number is the same cell as long as there is one.
    differ = pc.fill_null(pc.not_equal(old, new), False) if old.type == new.type else pa.array([False] * len(old))
    return int(pc.sum(pc.or_(differ, pc.xor(gone, absent))).as_py() or 0)


def _read(step: Mapping[str, Any]) -> Repair:
    name = step.get("kind") if isinstance(step, Mapping) else None
    if not isinstance(name, str) or name not in KINDS:
        raise BadInput(f"A repair must say its kind, one of: {', '.join(sorted(KINDS))}.")
    settings = {key: _frozen(value) for key, value in step.items() if key != "kind"}
    known = [field.name for field in fields(KINDS[name])]
    needed = {field.name for field in fields(KINDS[name]) if field.default is MISSING}
    fitting = all(key in known and SETTINGS[key](value) for key, value in settings.items())
    if not (fitting and needed <= set(settings)):
        raise BadInput(f"The repair '{name}' cannot be read. Check its settings: {', '.join(known) or 'it has none'}.")
    repair: Repair = KINDS[name](**settings)
    return repair


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST


def _is_value(value: Any) -> bool:
    return isinstance(value, str) or _is_number(value)


def _is_pair(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, str) for one in value)


# What a setting may be when it comes from JSON, by its name.
SETTINGS: dict[str, Callable[[Any], bool]] = {
    "column": lambda value: isinstance(value, str),
    "using": lambda value: isinstance(value, str),
    "missing": lambda value: isinstance(value, bool),
    "values": lambda value: isinstance(value, tuple) and all(map(_is_value, value)),
    "spellings": lambda value: isinstance(value, tuple) and all(map(_is_pair, value)),
    **dict.fromkeys(("low", "high"), lambda value: value is None or _is_number(value)),
    **dict.fromkeys(("value", "below", "above"), lambda value: value is None or _is_value(value)),
}


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list | tuple) else value
