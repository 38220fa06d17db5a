"""Principal components: the directions in which customers differ most, and what each is made of in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

MOST = 3
SAID = 0.4  # of the heaviest part of a component; what weighs less is not said
MOST_SAID = 3


@dataclass(frozen=True)
class Components:
    """`axes` has a row for each component, the one along which customers differ most first; `shares` of all variance."""

    middle: Array
    axes: Array
    shares: tuple[float, ...]

    def place(self, points: Array) -> Array:
        """Customers or centres on the components."""
        return np.asarray((points - self.middle) @ self.axes.T)

    def words(self, component: int, names: Sequence[str]) -> str:
        """What a larger value means, in the names of the columns: 'more income, less age'."""
        weights = self.axes[component]
        order = np.argsort(-np.abs(weights), kind="stable")[:MOST_SAID]
        said = [i for i in order if abs(weights[i]) >= SAID * abs(weights[order[0]])]
        more, less = ([names[i] for i in said if weights[i] * sign > 0] for sign in (1, -1))
        return ", ".join(f"{word} {_listed(part)}" for word, part in (("more", more), ("less", less)) if part)


def components_of(points: Array, most: int = MOST) -> Components:
    """Up to three; each points to where its heaviest column grows, so that the same customers always lie the same way."""
    middle = points.mean(axis=0)
    around = points - middle
    sizes, directions = np.linalg.eigh(around.T @ around / len(points))
    order = np.argsort(-sizes, kind="stable")[:most]
    axes = directions[:, order].T
    heaviest = axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)]
    total = sizes.sum()
    shares = np.maximum(sizes[order], 0.0) / total if total > 0 else np.zeros(len(order))
    return Components(middle, axes * np.sign(heaviest)[:, None], tuple(float(share) for share in shares))


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
