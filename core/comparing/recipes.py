"""Two to six recipes side by side, in words: a row per setting, those that differ first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.comparing.figures import exact
from core.errors import BadInput
from core.exploring.repairs import Repairs
from core.measuring import RULES
from core.recipe import Measure, Recipe

FEWEST, MOST = 2, 6
METHODS = {
    "k-means": "K-Means", "minibatch": "K-Means in small batches", "ward": "Ward's method",
    "gaussian": "Gaussian mixture", "hdbscan": "HDBSCAN",
}  # fmt: skip
TRANSFORMS = {"log1p": "logarithm", "sqrt": "square root", "yeo-johnson": "Yeo-Johnson"}
OUTLIERS = {"iqr": "outliers clipped at the 1.5 IQR fences", "drop": "customers with outliers left out"}
GAPS = {
    "median": "gaps filled with the median", "mean": "gaps filled with the mean",
    "drop": "customers with gaps left out", "own": "gaps a value of their own",
}  # fmt: skip
MEASURING = {
    "rules": "Order lines left out", "reference": "Reference date", "since": "Orders from", "until": "Orders until",
    "zone": "Time zone", "cancel_mark": "Mark of cancelled orders", "currency": "Currency",
    "groups": "Product groups with a share", "discounts": "Discounts written as",
}  # fmt: skip
NOT_USED, OPEN = "not used", "—"


@dataclass(frozen=True)
class Setting:
    """`part` is one of facts, segments, measures, measuring, repairs; a value per run, in the order of the runs."""

    part: str
    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def compare_recipes(
    recipes: Sequence[Recipe | Mapping[str, Any]], facts: Mapping[str, Sequence[str]] | None = None
) -> tuple[Setting, ...]:
    """`facts` are further rows that the caller knows of the runs, such as the version; they come before the others."""
    if not FEWEST <= len(recipes) <= MOST:
        raise BadInput(f"Choose between {FEWEST} and {MOST} runs to compare.")
    read = [recipe if isinstance(recipe, Recipe) else Recipe.from_dict(recipe) for recipe in recipes]
    rows = [
        *(Setting("facts", name, tuple(values)) for name, values in (facts or {}).items()),
        *_rows("segments", [_segments(recipe) for recipe in read], OPEN),
        *_rows("measures", [{m.name: _prepared(m) for m in recipe.measures} for recipe in read], NOT_USED),
        *_rows("measuring", [_measuring(recipe) for recipe in read], OPEN),
        *_rows("repairs", [_repairs(recipe) for recipe in read], NOT_USED),
    ]
    return tuple(sorted(rows, key=lambda row: not row.differs))


def points_of(recipe: Recipe) -> tuple[Any, ...]:
    """What decides where customers stand: two runs on one version have the same points if this is equal."""
    return recipe.measures, recipe.repairs, recipe.measuring


def _rows(part: str, runs: Sequence[Mapping[str, str]], absent: str) -> list[Setting]:
    names = dict.fromkeys(name for run in runs for name in run)
    return [Setting(part, name, tuple(run.get(name, absent) for run in runs)) for name in names]


def _segments(recipe: Recipe) -> dict[str, str]:
    return {
        "Method": METHODS[recipe.method],
        "Segments": "open" if recipe.segments is None else str(recipe.segments),
        "Starts": f"{recipe.starts:,}",
        "Iterations": f"{recipe.iterations:,}",
        "Seed": str(recipe.seed),
    }


def _prepared(measure: Measure) -> str:
    weight = "" if measure.weight == 1 else f"weight {exact(measure.weight)}"
    if measure.kind == "category":
        return _listed(["category", GAPS[str(measure.gaps)], weight])
    gaps = GAPS[measure.gaps] if isinstance(measure.gaps, str) else f"gaps filled with {exact(measure.gaps)}"
    scaling = "not scaled" if measure.scaling == "none" else measure.scaling
    return _listed([TRANSFORMS.get(measure.transform, ""), scaling, _outliers(measure), gaps, weight])


def _outliers(measure: Measure) -> str:
    if isinstance(measure.outliers, str):
        return OUTLIERS.get(measure.outliers, "")
    low, high = measure.outliers
    return f"clipped to the quantiles {low:g} and {high:g}"


def _measuring(recipe: Recipe) -> dict[str, str]:
    settings = {
        name: value for entry in recipe.measuring if isinstance(entry, Mapping) for name, value in entry.items()
    }
    return {MEASURING.get(name, name): _value(value, name) for name, value in settings.items()}


def _value(value: Any, name: str) -> str:
    if value is None:
        return "found in the file" if name in ("reference", "currency", "groups", "discounts") else "open"
    if name == "rules":
        return _listed(RULES.get(rule, str(rule)) for rule in value) or "none"
    return _listed(map(str, value)) or "none" if isinstance(value, list) else str(value)


def _repairs(recipe: Recipe) -> dict[str, str]:
    """Repairs are made in order, so that their place is part of what they are."""
    steps = Repairs.from_json(recipe.repairs).steps
    return {step.words: f"repair {place}" for place, step in enumerate(steps, start=1)}


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
