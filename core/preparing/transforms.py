"""The shapes that a measure can be bent into, and the way back to its own units."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from core.errors import BadInput
from core.recipe import quoted

Array = NDArray[Any]

LEAST = {"log1p": 0.0, "sqrt": 0.0}  # below this a value has no place in the transform
NO_POWER = 1e-9
ENOUGH = 100_000  # values from which the power of Yeo and Johnson is found


def check_domain(values: Array, transform: str, name: str) -> None:
    lowest = values.min()
    if lowest < LEAST.get(transform, -np.inf):
        word = "logarithm" if transform == "log1p" else "square root"
        raise BadInput(
            f"{quoted(name)} has values below zero (the lowest is {lowest:,.6g}), so its {word} cannot be taken. "
            "Choose yeo-johnson, or no transform."
        )


def find_power(values: Array, transform: str) -> float:
    """The power of Yeo-Johnson that makes the values most like a bell; the others need none."""
    if transform != "yeo-johnson":
        return 1.0
    every = -(-len(values) // ENOUGH)
    return float(stats.yeojohnson_normmax(values[::every]))


def bend(values: Array, transform: str, power: float) -> Array:
    if transform == "log1p":
        return np.log1p(values)
    if transform == "sqrt":
        return np.sqrt(values)
    if transform == "yeo-johnson":
        return np.asarray(stats.yeojohnson(values, lmbda=power))
    return values


def unbend(values: Array, transform: str, power: float) -> Array:
    if transform == "log1p":
        return np.expm1(values)
    if transform == "sqrt":
        return np.maximum(values, 0) ** 2
    if transform == "yeo-johnson":
        return _undo_power(values, power)
    return values


def _undo_power(values: Array, power: float) -> Array:
    """Above zero ((x + 1)^p - 1) / p, below -((1 - x)^(2 - p) - 1) / (2 - p); a logarithm where the power is zero."""
    result = np.empty_like(values)
    up = values >= 0
    result[up] = _undo_side(values[up], power)
    result[~up] = -_undo_side(-values[~up], 2 - power)
    return result


def _undo_side(values: Array, power: float) -> Array:
    if abs(power) < NO_POWER:
        return np.expm1(values)
    return np.expm1(np.log1p(values * power) / power)
