"""Who belongs to which segment of a run, and two runs joined by customer.

Ids are compared as text without spaces around it; a whole number read as a fraction is the same id as the text of it.
Rows without an id cannot be followed and are left out. Of an id that repeats the last row speaks, as it does when
measures meet the customers file.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.errors import BadInput
from core.exploring.plain import as_text, trimmed

Array = NDArray[Any]

ABSENT = 254  # beside NOBODY, who is in the run but in no segment: not in the run at all


@dataclass(frozen=True)
class Membership:
    """A run's customers: their ids, the segment of each or NOBODY, and what each is worth where that is known.

    `ids` may be an Arrow array of any kind that holds ids, or a numpy array of text.
    """

    ids: Any
    labels: Array
    segments: int
    money: Array | None = None

    def __post_init__(self) -> None:
        labels = np.asarray(self.labels, np.uint8)
        object.__setattr__(self, "ids", _as_ids(self.ids))
        object.__setattr__(self, "labels", labels)
        fits = len(labels) == len(self.ids) and (self.money is None or len(self.money) == len(labels))
        if not fits or (labels[labels != NOBODY] >= self.segments).any():
            raise BadInput("The segments of this run do not fit its customers. Make the run again.")


@dataclass(frozen=True)
class Joined:
    """Everyone who is in either run, once: those of the old one in its order, then those who are only in the new one.

    `old` and `new` are labels, NOBODY or ABSENT; `old_rows` and `new_rows` say where in each run somebody stands, -1 for
    nowhere. `left_out` counts rows without an id and rows whose id comes again, of both runs.
    """

    ids: pa.Array
    old: Array
    new: Array
    old_rows: Array
    new_rows: Array
    old_segments: int
    new_segments: int
    old_money: Array | None
    new_money: Array | None
    left_out: int

    @property
    def everyone(self) -> int:
        return len(self.old)

    @property
    def in_both(self) -> Array:
        return np.asarray((self.old != ABSENT) & (self.new != ABSENT))

    @property
    def kept(self) -> int:
        return int(self.in_both.sum())

    @property
    def came(self) -> int:
        return int((self.old == ABSENT).sum())

    @property
    def gone(self) -> int:
        return int((self.new == ABSENT).sum())


def join(old: Membership, new: Membership) -> Joined:
    codes = _codes(pa.concat_arrays([old.ids, new.ids]))
    in_old, in_new = (_last_rows(part, len(codes)) for part in np.split(codes, [len(old.ids)]))
    ours = _in_order(in_old)
    theirs = _in_order(np.where(in_old < 0, in_new, -1))
    at = np.concatenate([codes[ours], codes[len(old.ids) + theirs]])
    old_rows, new_rows = in_old[at], in_new[at]
    return Joined(
        ids=pa.concat_arrays([old.ids.take(pa.array(ours)), new.ids.take(pa.array(theirs))]),
        old=at_rows(old.labels, old_rows, ABSENT),
        new=at_rows(new.labels, new_rows, ABSENT),
        old_rows=old_rows,
        new_rows=new_rows,
        old_segments=old.segments,
        new_segments=new.segments,
        old_money=None if old.money is None else at_rows(old.money, old_rows, 0.0),
        new_money=None if new.money is None else at_rows(new.money, new_rows, 0.0),
        left_out=len(codes) - int((in_old >= 0).sum() + (in_new >= 0).sum()),
    )


def at_rows(values: Array, rows: Array, nowhere: float) -> Array:
    """What a run knows of everyone who was joined; `nowhere` for those whom it does not know."""
    found = np.full(len(rows), nowhere, values.dtype)
    found[rows >= 0] = values[rows[rows >= 0]]
    return found


def _as_ids(ids: Any) -> pa.Array:
    cells = pa.array(ids, pa.string()) if isinstance(ids, np.ndarray | list | tuple) else ids
    cells = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    text = trimmed(as_text(cells))
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _codes(ids: pa.Array) -> Array:
    """A number for every different id, -1 for none."""
    return np.asarray(ids.dictionary_encode().indices.fill_null(-1).to_numpy(), np.int64)


def _last_rows(codes: Array, count: int) -> Array:
    """For every code the last row that has it, or -1."""
    rows = np.full(count, -1)
    named = np.flatnonzero(codes >= 0)
    rows[codes[named]] = named
    return rows


def _in_order(rows: Array) -> Array:
    return np.sort(rows[rows >= 0])
