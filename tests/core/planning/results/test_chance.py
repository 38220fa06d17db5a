"""How often the luck of the draw gives such a difference: against all draws there are, counted one by one."""

from itertools import combinations, product

import numpy as np
import pytest

from core.planning.results.chance import chances
from core.planning.results.compared import Stratum

# Two segments: of five customers two are held out, of four two.
VALUES = np.array([0.0, 0, 7, 2, 9, 0, 3, 0, 40])
COMPARED = (
    Stratum(0, np.array([0, 1, 2]), np.array([3, 4])),
    Stratum(1, np.array([5, 6]), np.array([7, 8])),
)


def difference(held_out: tuple[tuple[int, ...], ...]) -> float:
    parts = []
    for stratum, held in zip(COMPARED, held_out, strict=True):
        rows = np.concatenate([stratum.treated, stratum.held_out])
        treated = [row for row in rows if row not in held]
        parts.append(stratum.customers / 9 * (VALUES[treated].mean() - VALUES[list(held)].mean()))
    return sum(parts)


def test_the_share_of_draws_agrees_with_all_draws_there_are() -> None:
    every = [difference(held) for held in product(combinations(range(5), 2), combinations(range(5, 9), 2))]
    real = difference(((3, 4), (7, 8)))
    exact = float(np.mean(np.abs(every) >= abs(real) - 1e-12))
    assert len(every) == 60
    (found,) = chances([VALUES], COMPARED, seed=1, draws=40_000)
    # Four standard deviations of 40,000 draws.
    assert found == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 40_000))


def test_where_nobody_did_anything_every_draw_gives_as_much() -> None:
    assert chances([np.zeros(9)], COMPARED, seed=1) == (1.0,)


def test_where_everybody_did_the_same_every_draw_gives_as_much() -> None:
    assert chances([np.full(9, 0.1)], COMPARED, seed=1) == (1.0,)


def test_several_figures_are_asked_of_the_same_draws() -> None:
    both = chances([VALUES, 2 * VALUES], COMPARED, seed=3)
    assert both[0] == both[1] == chances([VALUES], COMPARED, seed=3)[0]


def test_the_same_seed_gives_the_same_answer() -> None:
    assert chances([VALUES], COMPARED, seed=5) == chances([VALUES], COMPARED, seed=5)


def test_a_clear_difference_is_never_called_impossible() -> None:
    values = np.concatenate([np.ones(200), np.zeros(200)])
    compared = (Stratum(0, np.arange(200), np.arange(200, 400)),)
    # No draw reaches it, and the real one is counted among them: one in 2,000.
    assert chances([values], compared, seed=1) == (1 / 2_000,)
