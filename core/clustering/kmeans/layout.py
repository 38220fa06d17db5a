"""Points as the kernel wants them: in tiles, around zero, of size one; all rows, and importance samples of them."""

from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import TILE, compiled

Array = NDArray[Any]

SMALL, MIDDLE = 4_096, 16_384  # rows of the two samples
LARGE = 100_000  # from so many rows on samples are twice that: more hangs on telling close solutions apart
SPARED = 1.5  # a table this many times larger than a sample is still taken whole
CHUNKS = 64  # where all rows are cut for the threads: fixed, so that sums are the same on any number of them


@dataclass(frozen=True)
class Frame:
    """Where zero lies and how long one is: distances keep their proportions, single precision keeps its digits."""

    shift: Array
    scale: float

    def inwards(self, centres: Array) -> Array:
        return cast(Array, (centres - self.shift) * self.scale)

    def outwards(self, centres: Array) -> Array:
        return cast(Array, centres / self.scale + self.shift)


@dataclass(frozen=True)
class Layer:
    """Weighted rows in tiles. The last tile is filled up with rows of no weight."""

    tiles: Array  # (tiles, measures, TILE), single precision
    weights: Array  # (tiles, TILE)
    squares: float  # the weighted sum of the squares of all values


@dataclass(frozen=True)
class Layers:
    """The same table three times: a small sample, a larger one, all rows. A small table is its own sample."""

    frame: Frame
    small: Layer
    middle: Layer
    whole: Layer


def build_layers(points: Array, seed: int, pool: Executor) -> Layers:
    if len(points) <= SMALL * SPARED:
        rows, weights = distinct(points)
        frame, _ = frame_of(rows, weights)
        whole = lay_out(rows, weights, frame, pool)
        return Layers(frame, whole, whole, whole)
    frame, spread = frame_of(points, None)
    chance = np.random.default_rng([seed, 1])
    # Samples are drawn before the large copy is made, so that their working memory is gone by then.
    times = 2 if len(points) >= LARGE else 1
    small = sample(points, spread, SMALL * times, chance, frame, pool)
    middle = sample(points, spread, MIDDLE * times, chance, frame, pool) if len(points) > MIDDLE * SPARED else None
    del spread
    whole = lay_out(points, None, frame, pool)
    return Layers(frame, small, middle or whole, whole)


def distinct(points: Array) -> tuple[Array, Array]:
    """The different rows in a fixed order, and how often each comes: the order of the table no longer matters."""
    ordered = points[np.lexsort(points.T[::-1])]
    first = np.ones(len(ordered), bool)
    first[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    counts = np.diff(np.append(np.flatnonzero(first), len(ordered)))
    return ordered[first], counts.astype(np.float64)


def frame_of(points: Array, weights: Array | None) -> tuple[Frame, Array]:
    """The frame in which the mean is zero and the mean variance one; and each row's squared distance from the mean."""
    shift = np.average(points, axis=0, weights=weights) if weights is not None else points.mean(axis=0)
    spread = np.empty(len(points))
    measure_spread(points, shift, spread)
    variance = float(np.average(spread, weights=weights)) / points.shape[1]
    return Frame(shift, variance**-0.5 if variance > 0 else 1.0), spread


def sample(points: Array, spread: Array, size: int, chance: np.random.Generator, frame: Frame, pool: Executor) -> Layer:
    """A systematic importance sample: half uniform, half by squared distance from the mean.

    Far rows decide where centres go, and a uniform sample misses them: on raw money it loses 1 to 2 % of inertia.
    """
    share = spread * (0.5 * size / spread.sum())
    share += 0.5 * size / len(spread)
    rows, weights = draw_systematically(share, chance.random())
    return lay_out(points[rows], weights, frame, pool)


def draw_systematically(share: Array, start: float) -> tuple[Array, Array]:
    """Rows drawn with the given chances (above 1 is certain), and the weight of each: how many rows it stands for."""
    share = np.minimum(share, 1)
    marks = np.cumsum(share)
    marks += start
    np.floor(marks, out=marks)
    rows = np.flatnonzero(np.diff(marks, prepend=0.0))
    return rows, 1 / share[rows]


def lay_out(points: Array, weights: Array | None, frame: Frame, pool: Executor) -> Layer:
    """Copy rows into tiles: with one byte per row and solution this copy is all the memory that a search needs."""
    count = -(-len(points) // TILE)
    tiles = np.zeros((count, points.shape[1], TILE), np.float32)
    padded = np.zeros(count * TILE, np.float32)
    padded[: len(points)] = 1 if weights is None else weights
    tiled = padded.reshape(count, TILE)

    def fill_part(cut: tuple[int, int]) -> float:
        return float(fill_tiles(points, frame.shift, frame.scale, tiled, tiles, *cut))

    return Layer(tiles, tiled, sum(pool.map(fill_part, cuts(count))))


def cuts(tiles: int) -> list[tuple[int, int]]:
    """The same pieces for the same number of tiles, whoever works on them."""
    edges = np.linspace(0, tiles, min(tiles, CHUNKS) + 1).astype(int).tolist()
    return list(pairwise(edges))


@compiled
def fill_tiles(points, shift, scale, weights, tiles, first, last):  # type: ignore[no-untyped-def]
    squares = 0.0
    for t in range(first, last):
        for i in range(min(TILE, len(points) - t * TILE)):
            for m in range(points.shape[1]):
                value = np.float32((points[t * TILE + i, m] - shift[m]) * scale)
                tiles[t, m, i] = value
                squares += weights[t, i] * np.float64(value) ** 2
    return squares


@compiled
def measure_spread(points, shift, spread):  # type: ignore[no-untyped-def]
    """Squared distance of every row from the mean."""
    for i in range(len(points)):
        spread[i] = 0
        for m in range(points.shape[1]):
            spread[i] += (points[i, m] - shift[m]) ** 2
