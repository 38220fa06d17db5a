"""Is a difference more than the luck of the draw? The holdout is drawn again and again, and the difference is taken each time.

Within each segment just as many are held out as were, and everybody keeps what they did: if the plan changed nothing, the real
draw is one of these. That holds for any spread of orders, however few customers spend however much, so no more than one plan in
twenty without effect looks as if it had one.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.planning.results.compared import Stratum

Array = NDArray[Any]
DRAWS = 1_999
SAME = 1e-9  # differences closer than this part of the larger one are the same


def chances(figures: Sequence[Array], compared: Sequence[Stratum], seed: int, draws: int = DRAWS) -> tuple[float, ...]:
    """For each figure per customer, the share of draws with a difference at least as large in either direction."""
    rng = np.random.default_rng([seed, 11])
    real, drawn = np.zeros(len(figures)), np.zeros((len(figures), draws))
    customers = sum(stratum.customers for stratum in compared)
    for stratum in compared:
        weight = stratum.customers / customers
        treated = [figure[stratum.treated] for figure in figures]
        held_out = [figure[stratum.held_out] for figure in figures]
        totals = np.array([one.sum() + other.sum() for one, other in zip(treated, held_out, strict=True)])
        real += weight * _differences(totals, np.array([one.sum() for one in held_out]), stratum)
        values = np.stack([np.concatenate(pair) for pair in zip(treated, held_out, strict=True)])
        drawn += weight * _differences(totals[:, None], _held_again(rng, values, len(stratum.held_out), draws), stratum)
    as_large = np.abs(drawn) >= np.abs(real)[:, None] * (1 - SAME)
    return tuple(float(share) for share in (1 + as_large.sum(axis=1)) / (1 + draws))


def _differences(totals: Array, held: Array, stratum: Stratum) -> Array:
    """Mean of the treated less mean of those held out, where these have `held` of the totals."""
    return np.asarray((totals - held) / len(stratum.treated) - held / len(stratum.held_out))


def _held_again(rng: np.random.Generator, values: Array, size: int, draws: int) -> Array:
    """Sums over those held out in each draw; only who did something has to be drawn, one after the other."""
    customers = values.shape[1]
    active = values[:, np.any(values != 0, axis=0)]
    places, sums = np.full(draws, size), np.zeros((len(values), draws))
    for number, figures in enumerate(active.T):
        held = rng.random(draws) * (customers - number) < places
        places -= held
        sums += figures[:, None] * held
    return sums
