"""Who is drawn: an even sample of all customers, and of small segments enough that nobody overlooks them."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import NOBODY

Array = NDArray[Any]

MOST = 10_000
EACH = 40  # of every segment at least, as far as it has them


def draw_fairly(labelings: Iterable[Array], size: int, seed: int, most: int = MOST) -> tuple[Array, int]:
    """Rows in no order of their own: first `even` ones drawn evenly from everyone, then more of the segments that are small."""
    chance = np.random.default_rng([seed, 11])
    if size <= most:
        return chance.permutation(size), size
    even = chance.choice(size, most, replace=False)
    chosen = np.zeros(size, bool)
    chosen[even] = True
    rows = [even]
    for labels in labelings:
        for segment in _scarce(labels, labels[chosen]):
            others = np.flatnonzero((labels == segment) & ~chosen)
            wanted = EACH - int((labels[chosen] == segment).sum())
            more = chance.choice(others, min(wanted, len(others)), replace=False)
            chosen[more] = True
            rows.append(more)
    return np.concatenate(rows), most


def show_fairly(labels: Array, most: int, each: int = EACH) -> Array:
    """Places of those to draw as dots: as many of each segment as its share of `most`, but `each` where it has them."""
    counts = np.bincount(labels, minlength=NOBODY + 1)
    quotas = np.minimum(np.maximum(np.ceil(counts * min(1.0, most / max(len(labels), 1))), each), counts).astype(
        np.int64
    )
    order = np.argsort(labels, kind="stable")
    firsts = np.cumsum(counts) - counts
    rank = np.empty(len(labels), np.int64)
    rank[order] = np.arange(len(labels)) - np.repeat(firsts, counts)
    return np.flatnonzero(rank < quotas[labels])


def _scarce(labels: Array, drawn: Array) -> Array:
    """Segments of which fewer were drawn than are to be seen."""
    everyone = np.bincount(labels, minlength=NOBODY + 1)[:NOBODY]
    seen = np.bincount(drawn, minlength=NOBODY + 1)[:NOBODY]
    return np.flatnonzero((everyone > 0) & (seen < np.minimum(EACH, everyone)))
