"""Clouds of customers of every shape that a search meets: with groups, and without."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def blobs(chance: np.random.Generator, size: int, width: int) -> Array:
    """Ten groups, some far apart, some not."""
    return chance.uniform(-8, 8, (10, width))[chance.integers(0, 10, size)] + chance.standard_normal((size, width))


def shoppers(chance: np.random.Generator, size: int, width: int) -> Array:
    """Seven overlapping groups of correlated, log-scaled measures, one of them a count."""
    middles, shares = chance.standard_normal((7, width)) * 1.1, chance.dirichlet(np.full(7, 4.0))
    mixed = chance.standard_normal((size, width)) @ (np.eye(width) + 0.35 * chance.standard_normal((width, width)))
    raw = np.exp(middles[chance.choice(7, size, p=shares)] + 0.55 * mixed)
    raw[:, -1] = np.round(raw[:, -1] * 3)
    return np.log1p(raw)


def raw_money(chance: np.random.Generator, size: int, width: int) -> Array:
    """Groups of measures with heavy tails, not logged."""
    return np.exp(
        chance.standard_normal((7, width))[chance.integers(0, 7, size)] + 1.2 * chance.standard_normal((size, width))
    )


def one_bell(chance: np.random.Generator, size: int, width: int) -> Array:
    return chance.standard_normal((size, width))


def strewn(chance: np.random.Generator, size: int, width: int) -> Array:
    return chance.random((size, width))


GROUPED: dict[str, Callable[..., Array]] = {"blobs": blobs, "shoppers": shoppers, "raw money": raw_money}
GROUPLESS: dict[str, Callable[..., Array]] = {"one bell": one_bell, "strewn": strewn}


def make(shape: str, seed: int, size: int, width: int) -> Array:
    """The cloud standardised, as a recipe would by default."""
    points = (GROUPED | GROUPLESS)[shape](np.random.default_rng(seed), size, width)
    return np.asarray((points - points.mean(axis=0)) / points.std(axis=0))
