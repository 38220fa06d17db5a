"""2,000 visitors of a shopping centre, in five groups that overlap at their edges."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from core.samples.arrays import Real
from core.samples.writing import write_csv

CUSTOMERS = 2_000
FILE = "shopping-centre.csv"
YOUNGEST, OLDEST = 18, 85
SCORES = (1, 100)


@dataclass(frozen=True)
class Group:
    name: str
    share: float
    income: float  # the middle one, euros a year before tax
    income_spread: float  # of its logarithm
    score: float
    score_spread: float
    age: float
    age_spread: float
    female: float


GROUPS = (
    Group("in the middle", 0.38, 48_000, 0.19, 50, 10.0, age=43, age_spread=15, female=0.58),
    Group("high income, spend", 0.19, 82_000, 0.20, 79, 10.5, age=33, age_spread=6, female=0.54),
    Group("high income, save", 0.18, 84_000, 0.22, 21, 11.0, age=42, age_spread=9, female=0.46),
    Group("low income, spend", 0.13, 26_000, 0.28, 77, 11.5, age=26, age_spread=6, female=0.57),
    Group("low income, save", 0.12, 27_000, 0.28, 23, 11.5, age=47, age_spread=12, female=0.60),
)


@dataclass(frozen=True)
class Sample:
    """A table, and beside it what was planted in each of its rows."""

    table: pd.DataFrame
    truth: pd.Series

    def write(self, folder: Path) -> Path:
        """Only the table; the truth stays here."""
        return write_csv(self.table, folder / FILE)


def shopping_centre(seed: int, customers: int = CUSTOMERS) -> Sample:
    rng = np.random.default_rng(seed)
    group = rng.choice(len(GROUPS), size=customers, p=[group.share for group in GROUPS])

    def scattered(centre: str, spread: str) -> Real:
        return rng.normal(_values(centre)[group], _values(spread)[group])

    income = _values("income")[group] * np.exp(rng.normal(0.0, _values("income_spread")[group]))
    table = pd.DataFrame(
        {
            "customer_id": [f"M{number:05d}" for number in range(1, customers + 1)],
            "gender": np.where(rng.random(customers) < _values("female")[group], "female", "male"),
            "age": np.rint(scattered("age", "age_spread")).clip(YOUNGEST, OLDEST).astype(np.int64),
            "income": (np.rint(income / 100) * 100).astype(np.int64),
            "spending_score": np.rint(scattered("score", "score_spread")).clip(*SCORES).astype(np.int64),
        }
    )
    names = pd.Categorical.from_codes(group, categories=pd.Index([group.name for group in GROUPS]))
    return Sample(table, pd.Series(names, index=table["customer_id"], name="group"))


def _values(field: str) -> Real:
    return np.array([getattr(group, field) for group in GROUPS], dtype=np.float64)
