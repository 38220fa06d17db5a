"""RFM at a glance: each named segment with its customers and its money, and the map of recency against frequency."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.measuring.names import names_by_code
from core.measuring.scores import Rfm, Values


@dataclass(frozen=True)
class Share:
    """A named segment; shares are of all customers and of all money."""

    name: str
    codes: tuple[int, ...]
    customers: int
    customers_share: float
    money: float
    money_share: float
    recency: float | None
    orders: float | None
    money_per_order: float | None


@dataclass(frozen=True)
class Cell:
    """A field of the map: its two scores, how many customers and how much money, and the segments met there, largest first."""

    recency: int
    frequency: int
    customers: int
    money: float
    segments: tuple[tuple[str, int], ...]


def segment_names(rfm: Rfm) -> NDArray[np.str_]:
    """The name of each customer's segment."""
    names = names_by_code(rfm.limits.levels)
    codes, place = np.unique(rfm.codes, return_inverse=True)
    return np.array([names[int(code)] for code in codes])[place]


def shares(rfm: Rfm, recency: Values, orders: Values, money: Values) -> tuple[Share, ...]:
    """All segments of the list in its order, those without customers too; means are None there."""
    names, of_codes = segment_names(rfm), names_by_code(rfm.limits.levels)
    days, bought, spent = (np.asarray(values, np.float64) for values in (recency, orders, money))
    whole = spent.sum()
    found = []
    for name in dict.fromkeys(of_codes.values()):
        inside = names == name
        count, total = int(inside.sum()), float(spent[inside].sum())
        codes = tuple(sorted((code for code, called in of_codes.items() if called == name), reverse=True))
        means = (
            (float(days[inside].mean()), float(bought[inside].mean()), total / bought[inside].sum())
            if count
            else (None,) * 3
        )
        found.append(Share(name, codes, count, count / len(names), total, total / whole if whole else 0.0, *means))
    return tuple(found)


def rfm_map(rfm: Rfm, money: Values) -> tuple[Cell, ...]:
    """Every field of recency and frequency, the best first."""
    names, spent = segment_names(rfm), np.asarray(money, np.float64)
    scores = range(rfm.limits.levels, 0, -1)
    return tuple(
        _cell(recency, frequency, names[inside], spent[inside])
        for recency in scores
        for frequency in scores
        for inside in [(rfm.recency == recency) & (rfm.frequency == frequency)]
    )


def _cell(recency: int, frequency: int, names: NDArray[np.str_], money: NDArray[np.float64]) -> Cell:
    met, counts = np.unique(names, return_counts=True)
    largest_first = sorted(zip(met.tolist(), counts.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
    return Cell(recency, frequency, len(names), float(money.sum()), tuple(largest_first))
