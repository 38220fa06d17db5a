"""What speaks for a segment of one run being the same as one of another: shared customers, or where the centres lie.

Customers decide as soon as a tenth of the smaller run is in both; below that they are too few to speak for the rest,
and the centres decide where the runs share measures. Segments are compared by customers who are in both runs, so that
newcomers and those who left do not count against anybody.

By customers, a new segment *comes from* an old one that gives more than half of its customers, and an old one *goes into*
a new one that takes more than half of its own; a fifth of the other side is the least that counts as a part. Two are alike
enough to be the same from a Jaccard index of a third: two segments of one size that have half of their customers in common.
By centres, a centre comes from, or goes into, another that has it within its reach.

Some segments are stations that people pass through: first-time buyers are others every month, and first-time buyers all the
same. So where customers decide, a segment that they leave without a partner is asked for its centre too; it continues in
one that is left over as well if each lies within the reach of the other.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.comparing.matching.centres import Centres
from core.comparing.members import shared
from core.comparing.membership import Joined

Array = NDArray[Any]

ENOUGH = 0.1  # of the smaller run, in both
MAJORITY = 0.5
LEAST_PART = 0.2
SAME = 1 / 3


@dataclass(frozen=True)
class Likeness:
    """Tables with a row per old segment and a column per new one. Sizes are of customers who are in both runs."""

    by: str  # customers or centres
    reason: str
    customers: Array
    old_sizes: Array
    new_sizes: Array
    centres: Centres | None

    @property
    def jaccard(self) -> Array:
        either = self.old_sizes[:, None] + self.new_sizes[None] - self.customers
        return np.asarray(self.customers / np.maximum(either, 1))

    @property
    def kept(self) -> Array:
        """The share of the old segment that is in the new one."""
        return np.asarray(self.customers / np.maximum(self.old_sizes, 1)[:, None])

    @property
    def brought(self) -> Array:
        """The share of the new segment that was in the old one."""
        return np.asarray(self.customers / np.maximum(self.new_sizes, 1)[None])

    @property
    def distances(self) -> Array | None:
        return None if self.centres is None else self.centres.between

    @property
    def alike(self) -> Array:
        """What the assignment makes largest."""
        return self.jaccard if self._by is None else self._by.nearness

    @property
    def is_part(self) -> Array:
        """Where the new one comes from the old one."""
        if self._by is None:
            return np.asarray((self.brought > MAJORITY) & (self.kept >= LEAST_PART))
        return self._by.near_old

    @property
    def is_origin(self) -> Array:
        """Where the old one goes into the new one."""
        if self._by is None:
            return np.asarray((self.kept > MAJORITY) & (self.brought >= LEAST_PART))
        return self._by.near_new

    @property
    def is_same(self) -> Array:
        return np.asarray(self.jaccard >= SAME) if self._by is None else self.is_part | self.is_origin

    @property
    def is_split(self) -> Array:
        """Old and new segments that belong together because the old one was split."""
        return np.asarray(self.is_part & (self.is_part.sum(axis=1) > 1)[:, None])

    @property
    def is_merged(self) -> Array:
        return np.asarray(self.is_origin & (self.is_origin.sum(axis=0) > 1)[None])

    @property
    def may_pair(self) -> Array:
        return self.is_same | self.is_split | self.is_merged

    @property
    def _by(self) -> Centres | None:
        return self.centres if self.by == "centres" else None


def find_likeness(joined: Joined, centres: Centres | None = None) -> Likeness:
    """`centres` decide where too few customers are in both runs, and speak for segments whose customers moved on."""
    sizes = [
        np.bincount(labels[joined.in_both], minlength=NOBODY + 1)[:segments]
        for labels, segments in ((joined.old, joined.old_segments), (joined.new, joined.new_segments))
    ]
    common, smaller = joined.kept, joined.kept + min(joined.gone, joined.came)
    few = common < ENOUGH * smaller
    by = "centres" if few and centres else "customers"
    return Likeness(by, _reason(by, few, common, smaller), shared(joined), sizes[0], sizes[1], centres)


def _reason(by: str, few: bool, common: int, smaller: int) -> str:
    if not few:
        return f"Matched by the {common:,} customers who are in both runs."
    too_few = f"only {common:,} of the {smaller:,} customers of the smaller run are in both"
    if by == "centres":
        return (
            f"Matched by the centres of the segments, because {too_few}; from {ENOUGH * 100:.0f} % on customers decide."
        )
    return f"Matched by customers, although {too_few}: the runs share no measure. Check every pair."
