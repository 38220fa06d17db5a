"""The recipe: everything that decides which segments come out, in one frozen, checked, fingerprinted piece of JSON.

A recipe that exists is a good recipe: whatever is built by hand or read from JSON is checked at the door, and refused with
the range that is allowed. What a recipe leaves open (`preparing.suggest`) is filled before it is one.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import sha256
from math import isfinite
from typing import Any, Self

from core.errors import BadInput

METHODS = ("k-means", "minibatch", "ward", "gaussian", "hdbscan")
KINDS = ("number", "category")
GAPS = ("median", "mean", "drop")
CATEGORY_GAPS = ("own", "drop")
OUTLIERS = ("keep", "iqr", "drop")
TRANSFORMS = ("none", "log1p", "sqrt", "yeo-johnson")
SCALINGS = ("none", "z-score", "min-max", "robust")

MOST_SEGMENTS = 50
MOST_MEASURES = 200
MOST_STARTS = 500
MOST_ITERATIONS = 500
MOST_SEED = 2**32 - 1
HEAVIEST = 100.0
LONGEST_RECIPE = 1_000_000


@dataclass(frozen=True)
class Measure:
    """One column and how it becomes coordinates: gaps, then transform, outliers, scaling, weight.

    `gaps` is a word or the number to fill in. `outliers`: keep; iqr clips to the 1.5 IQR fences; drop leaves those customers
    out; a pair of quantiles clips to these. `weight` multiplies the scaled value.
    A category becomes one column of zeros and ones per value; its gaps are a value of their own, or dropped.
    """

    name: str
    kind: str = "number"
    gaps: str | float = "median"
    outliers: str | tuple[float, float] = "keep"
    transform: str = "none"
    scaling: str = "z-score"
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise BadInput("Every measure of a recipe needs the name of a column.")
        _check_word(self, "kind", KINDS)
        _check_word(self, "transform", TRANSFORMS)
        _check_word(self, "scaling", SCALINGS)
        object.__setattr__(self, "weight", _number(self.weight, 0, HEAVIEST, f"The weight of {quoted(self.name)}"))
        if self.weight == 0:
            raise BadInput(f"The weight of {quoted(self.name)} must be above 0 and at most {HEAVIEST:g}.")
        if self.kind == "category":
            _check_word(self, "gaps", CATEGORY_GAPS)
            return
        if isinstance(self.gaps, str):
            _check_word(self, "gaps", GAPS)
        else:
            object.__setattr__(
                self, "gaps", _number(self.gaps, -1e300, 1e300, f"What fills the gaps of {quoted(self.name)}")
            )
        if isinstance(self.outliers, str):
            _check_word(self, "outliers", OUTLIERS)
        else:
            object.__setattr__(self, "outliers", _quantiles(self.outliers, self.name))


@dataclass(frozen=True)
class Recipe:
    """Repairs, how measures are made, which measures, how they are prepared, which method, how many segments, seed.

    `repairs` and `measuring` are kept as they come from `exploring` and `measuring`: plain JSON, in order.
    `segments` is None while the number is still open, as in a sweep.
    """

    measures: tuple[Measure, ...]
    method: str = "k-means"
    segments: int | None = None
    starts: int = 60
    iterations: int = 300
    seed: int = 1
    repairs: tuple[Any, ...] = field(default=())
    measuring: tuple[Any, ...] = field(default=())

    def __post_init__(self) -> None:
        object.__setattr__(self, "measures", tuple(self.measures))
        if not 1 <= len(self.measures) <= MOST_MEASURES:
            raise BadInput(f"Choose between 1 and {MOST_MEASURES} measures.")
        twice = {m.name for m in self.measures if [n.name for n in self.measures].count(m.name) > 1}
        if twice:
            raise BadInput(f"The measure {quoted(min(twice))} is in the recipe twice. Name it once.")
        _check_word(self, "method", METHODS)
        if self.segments is not None:
            check_segments(self.segments)
        _check_whole(self.starts, 10, MOST_STARTS, "starts")
        _check_whole(self.iterations, 1, MOST_ITERATIONS, "iterations")
        _check_whole(self.seed, 0, MOST_SEED, "the seed")
        object.__setattr__(self, "repairs", _plain(self.repairs, "repairs"))
        object.__setattr__(self, "measuring", _plain(self.measuring, "measuring"))

    def with_segments(self, segments: int) -> Self:
        return replace(self, segments=segments)

    def to_dict(self) -> dict[str, Any]:
        facts = asdict(self)
        return facts | {name: list(facts[name]) for name in ("measures", "repairs", "measuring")}

    def to_json(self) -> str:
        """The same recipe is always the same text."""
        return json.dumps(self.to_dict(), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)

    @property
    def fingerprint(self) -> str:
        return sha256(self.to_json().encode()).hexdigest()

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Self:
        check_keys(given, cls, "recipe")
        measures = given.get("measures")
        if not isinstance(measures, Sequence) or isinstance(measures, str):
            raise BadInput("A recipe needs a list of measures.")
        return cls(**{**given, "measures": tuple(_measure(entry) for entry in measures[: MOST_MEASURES + 1])})

    @classmethod
    def from_json(cls, text: str) -> Self:
        return cls.from_dict(read_json(text))


def read_json(text: str) -> dict[str, Any]:
    """The object in a recipe file, complete or not; nothing in it is checked yet."""
    if len(text) > LONGEST_RECIPE:
        raise BadInput(f"The recipe is longer than {LONGEST_RECIPE:,} characters. Give it only its settings.")
    try:
        given = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadInput("The recipe is not valid JSON. Check its brackets, commas and numbers.") from error
    if not isinstance(given, dict):
        raise BadInput('A recipe is an object with settings, for example {"measures": [{"name": "income"}]}.')
    return given


def check_segments(segments: object) -> None:
    """A run needs 2 to 50 segments."""
    if not _whole(segments) or not 2 <= segments <= MOST_SEGMENTS:  # type: ignore[operator]
        raise BadInput(f"Choose between 2 and {MOST_SEGMENTS} segments.")


def check_range(ks: object) -> tuple[int, ...]:
    """A sweep tries any of 1 to 50 segments; returns them in order, each once."""
    usable = isinstance(ks, Sequence) and not isinstance(ks, str | bytes) and 1 <= len(ks) <= MOST_SEGMENTS
    listed = list(ks) if usable else []  # type: ignore[call-overload]
    if not listed or not all(_whole(k) and 1 <= k <= MOST_SEGMENTS for k in listed):
        raise BadInput(f"A sweep tries between 1 and {MOST_SEGMENTS} segments, for example 1 to 12.")
    return tuple(sorted(set(listed)))


def check_keys(given: object, record: type, what: str) -> None:
    known = [f.name for f in fields(record)]
    if not isinstance(given, Mapping):
        raise BadInput(f"A {what} is an object with settings: {', '.join(known)}.")
    for key in given:
        if key not in known:
            raise BadInput(f"A {what} has no setting {quoted(key)}. It has {', '.join(known)}.")


def quoted(value: object) -> str:
    """What somebody gave, short enough for a sentence."""
    text = str(value)
    return f"'{text if len(text) <= 40 else text[:39] + '…'}'"


def _measure(entry: object) -> Measure:
    check_keys(entry, Measure, "measure")
    assert isinstance(entry, Mapping)
    if "name" not in entry:
        raise BadInput("Every measure of a recipe needs the name of a column.")
    return Measure(**entry)


def _check_word(record: object, setting: str, allowed: Sequence[str]) -> None:
    word = getattr(record, setting)
    if not isinstance(word, str) or word not in allowed:
        where = f"'s {setting} " if isinstance(record, Measure) else f"{setting} "
        who = quoted(record.name) + where if isinstance(record, Measure) else f"The {where}"
        raise BadInput(f"{who}must be one of: {', '.join(allowed)}.")


def _check_whole(value: object, least: int, most: int, what: str) -> None:
    if not _whole(value) or not least <= value <= most:  # type: ignore[operator]
        raise BadInput(f"Choose {what} between {least} and {most:,}, as a whole number.")


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: object, least: float, most: float, what: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput(f"{what} must be a number.")
    if not least <= value <= most or not isfinite(value):
        raise BadInput(f"{what} must lie between {least:g} and {most:g}.")
    return float(value)


def _quantiles(pair: object, name: str) -> tuple[float, float]:
    if isinstance(pair, Sequence) and len(pair) == 2:
        low, high = (_number(share, 0, 1, f"A quantile of {quoted(name)}") for share in pair)
        if low < high:
            return low, high
    raise BadInput(
        f"Outliers of {quoted(name)} must be one of: {', '.join(OUTLIERS)}; or two quantiles to clip to, such as [0.01, 0.99]."
    )


def _plain(entries: object, what: str) -> tuple[Any, ...]:
    """A copy that nobody else holds, made of nothing but JSON."""
    if not isinstance(entries, Sequence) or isinstance(entries, str):
        raise BadInput(f"The {what} of a recipe are a list.")
    try:
        return tuple(json.loads(json.dumps(list(entries), allow_nan=False)))
    except (TypeError, ValueError, RecursionError) as error:
        raise BadInput(f"The {what} of a recipe may hold only text, finite numbers, lists and objects.") from error


def _refuse_constant(word: str) -> None:
    raise ValueError(word)
