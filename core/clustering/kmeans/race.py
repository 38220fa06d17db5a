"""Candidates for one number of segments side by side on one sample: the hopeless leave early, the best stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.clustering.kmeans.kernel import settle
from core.clustering.kmeans.layout import Layer

Array = NDArray[Any]

HEATS = (3, 6)  # iterations after which the worse half leaves
LAST_CHANCE = 12  # iterations after which a rival must be within reach of what it wants to beat
REACH = 5e-4
MOST_ITERATIONS = 500
ALIKE = 1e-6  # two that cost the same, relatively, are the same solution


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
    """Leave out those that cost the same as a better one: they are where it is."""
    kept: list[Candidate] = []
    for candidate in ranked:
        if not kept or candidate.inertia > kept[-1].inertia * (1 + ALIKE):
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
