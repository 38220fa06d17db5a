"""Candidates for one number of segments side by side on one sample: the hopeless leave early, the best stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import settle, way
from core.clustering.kmeans.layout import Layer

Array = NDArray[Any]

HEATS = (3, 6)  # iterations after which the worse half leaves
LAST_CHANCE = 12  # iterations after which a rival must be within reach of what it wants to beat
REACH = 1e-2
MOST_ITERATIONS = 500
ALIKE = 1e-3  # of what all cost, is how far centres may lie apart for two solutions to be the same


@dataclass(frozen=True)
class Candidate:
    """Centres in the frame of the layers, and what they cost on the sample where they raced last."""

    centres: Array
    weights: Array  # how many customers stand behind each centre
    inertia: float


def race(layer: Layer, starts: Sequence[Array], keep: int, tolerance: float, beat: float = inf) -> list[Candidate]:
    """The best candidates that differ, at most `keep`, best first; none when all are hopeless beside what to beat."""
    for iterations in HEATS:
        if len(starts) > 2 * keep:
            ranked = run(layer, starts, tolerance, iterations)
            starts = [candidate.centres for candidate in ranked[: len(starts) // 2]]
    if beat < inf:
        ranked = run(layer, starts, tolerance, LAST_CHANCE)
        starts = [candidate.centres for candidate in ranked if candidate.inertia < beat * (1 + REACH)]
    return different(run(layer, starts, tolerance, MOST_ITERATIONS))[:keep] if starts else []


def different(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Leave out those whose centres lie where those of a better one do: on all rows they would settle at the same place."""
    kept: list[Candidate] = []
    for candidate in ranked:
        if not any(way(candidate.centres, candidate.weights, other.centres) < ALIKE * other.inertia for other in kept):
            kept.append(candidate)
    return kept


def run(layer: Layer, starts: Sequence[Array], tolerance: float, iterations: int) -> list[Candidate]:
    centres = np.concatenate(starts)
    edges = np.arange(len(starts) + 1) * len(starts[0])
    inertia, weights = settle(layer.tiles, layer.weights, layer.squares, centres, edges, tolerance, iterations)
    lanes = [slice(edges[s], edges[s + 1]) for s in np.argsort(inertia, kind="stable")]
    return [
        Candidate(centres[lane], weights[lane], float(cost)) for lane, cost in zip(lanes, np.sort(inertia), strict=True)
    ]
