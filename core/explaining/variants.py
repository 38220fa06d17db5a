"""The choices that another analyst might have made: a recipe, changed in one thing at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.recipe import MOST_SEED, MOST_SEGMENTS, SCALINGS, Measure, Recipe

CHOICES = {
    "seed": "the seed",
    "transform": "the transform",
    "scaling": "the scaling",
    "outliers": "what is done with outliers",
    "measures": "which measures are used",
    "segments": "how many segments there are",
}
OTHER_SEEDS = 2
MOST_LEFT_OUT = 12  # measures tried without, those with most weight
CLIP = (0.01, 0.99)

SCALING_NAMES = {"z-score": "Scaled by standard deviation", "min-max": "Scaled from 0 to 1", "robust": "Robust scaling"}


@dataclass(frozen=True)
class Variant:
    """`choice` is a key of CHOICES; `name` says what is different."""

    choice: str
    name: str
    recipe: Recipe


def variants(recipe: Recipe) -> tuple[Variant, ...]:
    """Each differs from the recipe in one choice. One that the data cannot follow shows when it is tried."""
    return (
        *_seeds(recipe),
        *_transforms(recipe),
        *_scalings(recipe),
        *_outliers(recipe),
        *_measures(recipe),
        *_segments(recipe),
    )


def _seeds(recipe: Recipe) -> Iterator[Variant]:
    """Ward's tree and HDBSCAN leave nothing to chance."""
    if recipe.method not in ("ward", "hdbscan"):
        for step in range(1, OTHER_SEEDS + 1):
            seed = (recipe.seed + step) % (MOST_SEED + 1)
            yield Variant("seed", f"Seed {seed}", replace(recipe, seed=seed))


def _transforms(recipe: Recipe) -> Iterator[Variant]:
    bent = {measure.transform for measure in _numbers(recipe)}
    if bent - {"none"}:
        yield Variant("transform", "No transform", _with_all(recipe, transform="none"))
    if bent and bent != {"log1p"}:
        yield Variant("transform", "Logarithm of every number", _with_all(recipe, transform="log1p"))


def _scalings(recipe: Recipe) -> Iterator[Variant]:
    scaled = {measure.scaling for measure in _numbers(recipe)}
    for scaling in SCALINGS:
        if scaled and scaling in SCALING_NAMES and scaled != {scaling}:
            yield Variant("scaling", SCALING_NAMES[scaling], _with_all(recipe, scaling=scaling))


def _outliers(recipe: Recipe) -> Iterator[Variant]:
    kept = {measure.outliers for measure in _numbers(recipe)}
    if kept - {"keep"}:
        yield Variant("outliers", "Outliers kept as they are", _with_all(recipe, outliers="keep"))
    if kept and kept != {CLIP}:
        yield Variant("outliers", "Lowest and highest 1 % clipped", _with_all(recipe, outliers=CLIP))
    if kept and kept != {"iqr"}:
        yield Variant("outliers", "Clipped at 1.5 times the box", _with_all(recipe, outliers="iqr"))


def _measures(recipe: Recipe) -> Iterator[Variant]:
    if len(recipe.measures) > 1:
        for left_out in sorted(recipe.measures, key=lambda one: -one.weight)[:MOST_LEFT_OUT]:
            others = tuple(measure for measure in recipe.measures if measure != left_out)
            yield Variant("measures", f"Without {left_out.name}", replace(recipe, measures=others))


def _segments(recipe: Recipe) -> Iterator[Variant]:
    if recipe.segments is not None and recipe.method != "hdbscan":
        for step, name in ((-1, "One segment fewer"), (1, "One segment more")):
            if 2 <= recipe.segments + step <= MOST_SEGMENTS:
                yield Variant("segments", name, recipe.with_segments(recipe.segments + step))


def _numbers(recipe: Recipe) -> Sequence[Measure]:
    return [measure for measure in recipe.measures if measure.kind == "number"]


def _with_all(recipe: Recipe, **settings: Any) -> Recipe:
    changed = (replace(one, **settings) if one.kind == "number" else one for one in recipe.measures)
    return replace(recipe, measures=tuple(changed))
