"""Who is held out: drawn by hashing customer and plan, so that the same plan always draws the same people.

Within a segment the customers with the smallest hashes are held out, exactly as many as the share asks for. What happens in one
segment changes nothing in another, and a larger share holds out the same people and more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import blake2b
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from core.errors import BadInput

Array = NDArray[Any]
MOST = 0.5


@dataclass(frozen=True)
class Stratum:
    segment: int
    customers: int
    held_out: int


@dataclass(frozen=True)
class Arms:
    """Each customer once: id, segment, and whether they are held out; the others are treated."""

    ids: pa.Array
    segments: Array
    held_out: Array

    @property
    def treated(self) -> pa.Array:
        return self.ids.filter(pa.array(~self.held_out))

    @property
    def held_out_ids(self) -> pa.Array:
        return self.ids.filter(pa.array(self.held_out))

    @property
    def strata(self) -> tuple[Stratum, ...]:
        return tuple(
            Stratum(int(segment), int(within.sum()), int(self.held_out[within].sum()))
            for segment in np.unique(self.segments)
            for within in [self.segments == segment]
        )


def quota(customers: int, share: float) -> int:
    """The share of a segment in whole customers, to the nearest; a half is rounded up."""
    return int((Decimal(customers) * Decimal(str(share))).quantize(Decimal(1), ROUND_HALF_UP))


def draw(ids: pa.Array, segments: Array, plan: str, share: float) -> Arms:
    """`plan` is the lasting id of the plan; renaming it must not draw other people."""
    if not 0 <= share <= MOST:
        raise BadInput("Hold out between 0 % and 50 % of the customers.")
    if ids.null_count or len(pc.unique(ids)) < len(ids):
        raise BadInput("A customer is in the audience twice or has no id. Freeze the audience again.")
    segments = np.asarray(segments)
    first, second = _hashes(ids, plan)
    order = np.lexsort((second, first, segments))
    held_out = np.zeros(len(segments), bool)
    _, begins, sizes = np.unique(segments[order], return_index=True, return_counts=True)
    for begin, size in zip(begins, sizes, strict=True):
        held_out[order[begin : begin + quota(int(size), share)]] = True
    return Arms(ids, segments, held_out)


def _hashes(ids: pa.Array, plan: str) -> tuple[Array, Array]:
    """BLAKE2b of each id, keyed by the plan, as two numbers: together too long for two customers ever to meet."""
    key = blake2b(plan.encode(), digest_size=32).digest()
    digests = np.frombuffer(b"".join(_digests(ids, key)), ">u8").reshape(-1, 2)
    return digests[:, 0].astype(np.uint64), digests[:, 1].astype(np.uint64)


def _digests(ids: pa.Array, key: bytes) -> Iterator[bytes]:
    for one in pc.cast(ids, pa.binary()).to_pylist():
        yield blake2b(one, digest_size=16, key=key).digest()
