"""Candidates for one k, side by side on one sample: all move, the hopeless leave early, the best that differ stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import settle
from core.clustering.kmeans.layout import Layer

HEATS = (3, 6)  # iterations after which the worse half leaves
MOST_ITERATIONS = 300


@dataclass(frozen=True)
class Candidate:
    centres: NDArray[Any]
    weights: NDArray[Any]
    inertia: float


def race(layer: Layer, rivals: Sequence[NDArray[Any]], keep: int, tolerance: float) -> list[Candidate]:
    for iterations in HEATS:
        if len(rivals) > 2 * keep:
            rivals = [c.centres for c in heat(layer, rivals, tolerance, iterations)[: max(keep, len(rivals) // 2)]]
    return different(heat(layer, rivals, tolerance, MOST_ITERATIONS))[:keep]


def heat(layer: Layer, rivals: Sequence[NDArray[Any]], tolerance: float, iterations: int) -> list[Candidate]:
    centres = np.concatenate(rivals)
    starts = np.arange(len(rivals) + 1) * len(rivals[0])
    inertia, weights = settle(layer.tiles, layer.weights, layer.squares, centres, starts, tolerance, iterations)
    ranked = np.argsort(inertia, kind="stable")
    return [Candidate(centres[starts[s] : starts[s + 1]], weights[starts[s] : starts[s + 1]], float(inertia[s])) for s in ranked]


def different(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Leave out those that ended where a better one did."""
    kept = [ranked[0]]
    for candidate in ranked[1:]:
        if candidate.inertia > kept[-1].inertia * (1 + 1e-6):
            kept.append(candidate)
    return kept
