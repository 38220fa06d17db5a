"""An audience: the customers behind a plan, taken step by step, with who was left out at each step.

Whatever the order of the rows, the same customers come out in the same order: that of their ids.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.errors import BadInput
from core.planning.audiences.filters import Filter
from core.planning.audiences.ids import among, plain_ids

Array = NDArray[Any]

CORE, USUAL, BORDER = 0, 1, 2
# How sure customers must be of their segment: the last standing that is taken, in words.
SURE = {
    "core": (CORE, "at the core of their segment"),
    "usual": (USUAL, "not at the border of their segment"),
    "all": (BORDER, ""),
}


@dataclass(frozen=True)
class Members:
    """The customers of a run: ids, each once; the segment of each; standing (None if nobody asked); measures by name."""

    ids: pa.Array
    segments: Array
    standing: Array | None
    measures: Mapping[str, pa.Array]

    def __post_init__(self) -> None:
        columns = [self.segments, *([] if self.standing is None else [self.standing]), *self.measures.values()]
        if any(len(column) != len(self.ids) for column in columns):
            raise BadInput("The columns of the customers are not equally long. Run the segmentation again.")
        if self.ids.null_count or len(pc.unique(self.ids)) < len(self.ids):
            raise BadInput("A customer is in the table twice or has no id. Repair the version and run again.")


@dataclass(frozen=True)
class Choice:
    """Which segments, how sure, and which filters."""

    segments: tuple[int, ...]
    sure: str = "all"
    filters: tuple[Filter, ...] = ()

    def __post_init__(self) -> None:
        if not self.segments:
            raise BadInput("Choose at least one segment.")
        if self.sure not in SURE:
            raise BadInput(f"Choose how sure customers must be of their segment: {', '.join(SURE)}.")


@dataclass(frozen=True)
class Step:
    """What was asked, in words; how many it left out; how many remained."""

    words: str
    left_out: int
    customers: int


@dataclass(frozen=True)
class Audience:
    """Ids in order, the segment of each, and how they came to be; `unknown` ids of the suppression list are nobody here."""

    ids: pa.Array
    segments: Array
    steps: tuple[Step, ...]
    unknown: int

    def __len__(self) -> int:
        return len(self.ids)


def audience(
    members: Members,
    choice: Choice,
    *,
    suppressed: pa.Array | None = None,
    minus: Sequence[tuple[str, pa.Array]] = (),
    names: Mapping[int, str] | None = None,
) -> Audience:
    """`minus` are other plans by name with their audiences; `names` are those of the segments."""
    tests = _tests(members, choice, suppressed, minus, names or {})
    kept = np.ones(len(members.ids), bool)
    steps = [Step("customers in the run", 0, len(kept))]
    for words, passed in tests:
        before = int(kept.sum())
        kept &= passed
        steps.append(Step(words, before - int(kept.sum()), int(kept.sum())))
    rows = np.flatnonzero(kept)
    ids = members.ids.take(pa.array(rows))
    order = np.asarray(pc.sort_indices(ids))
    return Audience(
        ids.take(pa.array(order)), members.segments[rows][order], tuple(steps), _unknown(members, suppressed)
    )


def _tests(
    members: Members,
    choice: Choice,
    suppressed: pa.Array | None,
    minus: Sequence[tuple[str, pa.Array]],
    names: Mapping[int, str],
) -> list[tuple[str, Array]]:
    called = ", ".join(names.get(one, f"segment {one}") for one in choice.segments)
    tests = [(f"in {called}", np.isin(members.segments, choice.segments))]
    last_standing, words = SURE[choice.sure]
    if last_standing < BORDER:
        tests.append((words, _sure(members, last_standing)))
    tests += [(one.words, np.asarray(one.passed(_measure(members, one.measure)))) for one in choice.filters]
    if suppressed is not None:
        tests.append(("not on the suppression list", ~np.asarray(among(members.ids, suppressed))))
    return tests + [(f"not in the plan '{name}'", ~np.asarray(among(members.ids, ids))) for name, ids in minus]


def _sure(members: Members, last_standing: int) -> Array:
    if members.standing is None:
        raise BadInput("How sure this run is of each customer is not known yet. Ask for its stability first.")
    return np.asarray(members.standing <= last_standing)


def _measure(members: Members, name: str) -> pa.Array:
    if name not in members.measures:
        raise BadInput(f"The run has no measure '{name}'. It has: {', '.join(members.measures)}.")
    return members.measures[name]


def _unknown(members: Members, suppressed: pa.Array | None) -> int:
    if suppressed is None:
        return 0
    listed = pc.unique(plain_ids(suppressed))
    return len(listed) - int(pc.sum(among(listed, members.ids)).as_py() or 0)
