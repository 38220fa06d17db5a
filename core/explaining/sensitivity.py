"""Would another analyst get the same? The recipe is run again with every single choice made differently.

Agreement is the adjusted Rand index over the customers whom both divisions know: 1 is the same, 0 no more than chance. A segment
appears again where a new one shares at least three quarters of all customers in either (Jaccard). Tables above 50,000
customers are answered by a sample, drawn from the recipe's seed; the run's own labels are what it is held against.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from core.clustering import NOBODY, run
from core.clustering.kmeans import Progress, silent
from core.clustering.stability import jaccard
from core.errors import BadInput
from core.explaining.variants import CHOICES, Variant, variants
from core.preparing import Table, prepare
from core.recipe import Recipe

Array = NDArray[Any]

MOST_ROWS = 50_000
APPEARS = 0.75
SAME, ALIKE = 0.9, 0.65


@dataclass(frozen=True)
class Outcome:
    """What came of one variant. `problem` says why it could not be run; the other fields are None or empty then."""

    choice: str
    name: str
    agreement: float | None
    segments: int | None
    best: tuple[float, ...]  # for each segment of the run, the highest Jaccard with any of the variant
    problem: str = ""


@dataclass(frozen=True)
class Effect:
    """What one choice does to the segments: agreement of its variants, on average and at the least."""

    choice: str
    words: str
    mean: float
    lowest: float


@dataclass(frozen=True)
class Sensitivity:
    """`effects`: what matters most first. `appears`: by segment, the share of variants in which it is found again."""

    outcomes: tuple[Outcome, ...]
    effects: tuple[Effect, ...]
    appears: tuple[float, ...]
    rows: int
    customers: int
    sentence: str

    @property
    def matters_most(self) -> Effect | None:
        return self.effects[0] if self.effects else None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Sensitivity":
        """What `to_dict` gave, also after JSON has made lists of its tuples."""
        try:
            outcomes = tuple(Outcome(**{**one, "best": tuple(one["best"])}) for one in stored["outcomes"])
            effects = tuple(Effect(**one) for one in stored["effects"])
            return cls(**{**stored, "outcomes": outcomes, "effects": effects, "appears": tuple(stored["appears"])})
        except (KeyError, TypeError) as error:
            raise BadInput("What was found of other choices is not complete. Ask again.") from error


def sensitivity(
    table: Table,
    recipe: Recipe,
    labels: Array,
    *,
    most_rows: int = MOST_ROWS,
    memory: int | None = None,
    threads: int | None = None,
    progress: Progress = silent,
) -> Sensitivity:
    """The whole grid, one variant after the other. `labels` has one for every row of the table."""
    if len(labels) != len(table):
        raise BadInput(f"There are {len(labels):,} labels for {len(table):,} customers. Make the run again.")
    looked_at, own = _drawn(table, recipe, labels, most_rows)
    segments = int(labels[labels != NOBODY].max(initial=0)) + 1
    tried = variants(recipe)
    outcomes = []
    for number, variant in enumerate(tried):
        progress(number / len(tried), f"Trying {number + 1} of {len(tried)}: {variant.name}")
        outcomes.append(_outcome(looked_at, variant, own, segments, memory, threads))
    return _conclude(tuple(outcomes), segments, len(own), len(labels))


def agreement(labels: Array, others: Array) -> float:
    """Adjusted Rand index of two divisions, over those who are in a segment of both."""
    both = (labels != NOBODY) & (others != NOBODY)
    width = NOBODY + 1
    pairs = np.bincount(labels[both].astype(np.int64) * width + others[both], minlength=width * width)
    table = pairs.reshape(width, width).astype(np.float64)
    same = _pairs_within(table).sum()
    ours, theirs = (_pairs_within(table.sum(axis=axis)).sum() for axis in (1, 0))
    every = _pairs_within(table.sum())
    expected = ours * theirs / every if every else 0.0
    most = (ours + theirs) / 2
    return float((same - expected) / (most - expected)) if most != expected else 1.0


def _pairs_within(counts: Any) -> Any:
    return counts * (counts - 1) / 2


def _drawn(table: Table, recipe: Recipe, labels: Array, most: int) -> tuple[Table, Array]:
    names = [measure.name for measure in recipe.measures]
    chosen = table[names] if isinstance(table, pd.DataFrame) else table.select(names)
    if len(labels) <= most:
        return chosen, labels
    rows = np.sort(np.random.default_rng([recipe.seed, 10]).choice(len(labels), most, replace=False))
    return (chosen.iloc[rows] if isinstance(chosen, pd.DataFrame) else chosen.take(rows)), labels[rows]


def _outcome(
    table: Table, variant: Variant, labels: Array, segments: int, memory: int | None, threads: int | None
) -> Outcome:
    try:
        _, points = prepare(table, variant.recipe, memory)
        solution = run(points.values, variant.recipe, threads=threads)
    except BadInput as problem:
        return Outcome(variant.choice, variant.name, None, None, (), problem.sentence)
    others = np.full(len(labels), NOBODY, np.uint8)
    others[points.rows] = solution.labels
    common = np.where(others == NOBODY, NOBODY, labels)
    best = jaccard(common, others, segments, solution.k).max(axis=1)
    return Outcome(variant.choice, variant.name, agreement(labels, others), solution.k, tuple(map(float, best)))


def _conclude(outcomes: tuple[Outcome, ...], segments: int, rows: int, customers: int) -> Sensitivity:
    done = [one for one in outcomes if one.agreement is not None]
    appears = tuple(float(np.mean([one.best[segment] >= APPEARS for one in done])) for segment in range(segments))
    effects = _effects(done)
    return Sensitivity(outcomes, effects, appears if done else (), rows, customers, _sentence(done, effects))


def _effects(done: Sequence[Outcome]) -> tuple[Effect, ...]:
    found = []
    for choice, words in CHOICES.items():
        known = [one.agreement for one in done if one.choice == choice and one.agreement is not None]
        if known:
            found.append(Effect(choice, words, float(np.mean(known)), min(known)))
    return tuple(sorted(found, key=lambda one: (one.mean, one.choice)))


def _sentence(done: Sequence[Outcome], effects: Sequence[Effect]) -> str:
    if not effects:
        return "No other choice could be tried with these customers."
    middle = float(np.median([one.agreement for one in done if one.agreement is not None]))
    verdict = "Another analyst would find nearly the same segments"
    if middle < SAME:
        verdict = "Another analyst would recognise most of these segments"
    if middle < ALIKE:
        verdict = "Another analyst might well find other segments"
    most = effects[0]
    least = f" on average, {most.lowest:.2f} at the least" if most.lowest < most.mean - 0.005 else ""
    return (
        f"{verdict}: half of {len(done)} other choices agree with this run by {middle:.2f} or more. "
        f"What matters most is {most.words} (agreement {most.mean:.2f}{least})."
    )
