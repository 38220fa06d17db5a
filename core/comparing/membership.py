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
    ours, theirs = _last_rows(old.ids), _last_rows(new.ids)
    known, others = old.ids.take(ours), new.ids.take(theirs)
    met = pc.index_in(known, value_set=others).fill_null(-1).to_numpy().astype(np.int64)
    unmet = np.ones(len(theirs), bool)
    unmet[met[met >= 0]] = False
    rows = theirs.to_numpy()
    old_rows = np.concatenate([ours.to_numpy(), np.full(unmet.sum(), -1)])
    new_rows = np.concatenate([np.where(met >= 0, rows[met] if len(rows) else -1, -1), rows[unmet]])
    return Joined(
        ids=pa.concat_arrays([known, others.filter(pa.array(unmet))]),
        old=at_rows(old.labels, old_rows, ABSENT),
        new=at_rows(new.labels, new_rows, ABSENT),
        old_rows=old_rows,
        new_rows=new_rows,
        old_segments=old.segments,
        new_segments=new.segments,
        old_money=None if old.money is None else at_rows(old.money, old_rows, 0.0),
        new_money=None if new.money is None else at_rows(new.money, new_rows, 0.0),
        left_out=len(old.ids) + len(new.ids) - len(known) - len(others),
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


def _last_rows(ids: pa.Array) -> pa.Array:
    """The row of every id, in order; of one that repeats, the last."""
    rows = pa.array(np.arange(len(ids)))
    if ids.null_count == 0 and pc.count_distinct(ids).as_py() == len(ids):
        return rows
    last = pa.table({"id": ids, "row": rows}).filter(pc.is_valid(ids)).group_by("id").aggregate([("row", "max")])
    return pc.array_take(last["row_max"].combine_chunks(), pc.sort_indices(last["row_max"]))
