"""Outlines: sizes, means and medians only, quick enough for every number of segments under a slider."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.explaining.customers import Customers
from core.explaining.profiles.profiles import Division

Array = NDArray[Any]


@dataclass(frozen=True)
class Outline:
    """For one number of segments; `means` and `medians` by measure, one value a segment, NaN where nobody has a value."""

    sizes: Array
    means: Mapping[str, Array]
    medians: Mapping[str, Array]


def outlines(
    customers: Customers, labels: Mapping[int, Array], names: Sequence[str] | None = None
) -> dict[int, Outline]:
    """By number of segments; of all measures of numbers, or of those named."""
    return {k: outline(customers, own, k, names) for k, own in labels.items()}


def outline(customers: Customers, labels: Array, segments: int, names: Sequence[str] | None = None) -> Outline:
    division = Division.of(labels, segments)
    means, medians = {}, {}
    for name in customers.numbers if names is None else [name for name in names if name in customers.numbers]:
        pieces = division.split(customers.numbers[name])[:segments]
        known = [piece[~np.isnan(piece)] for piece in pieces]
        means[name] = np.array([piece.mean() if piece.size else np.nan for piece in known])
        medians[name] = np.array([np.median(piece) if piece.size else np.nan for piece in known])
    return Outline(division.sizes, means, medians)
