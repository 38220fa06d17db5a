"""What was found out about a table, to and from the form in which answers are kept: words in facts, counts in arrays."""

from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.exploring.pictures import Bars, Box, Correlations, Curve, Distribution, Pair, Pairs
from webapp.records import Answer, Made


def keep_distribution(found: Distribution) -> Made:
    curves = [
        {"name": curve.name, "inside": curve.inside, "outside": curve.outside, "missing": curve.missing}
        for curve in found.curves
    ]
    arrays = {
        "edges": found.edges,
        "points": found.points,
        "counts": np.array([curve.counts for curve in found.curves]),
        "density": np.array([curve.density for curve in found.curves]),
    }
    return Made({"column": found.column, "by": found.by, "log": found.log, "curves": curves}, arrays)


def distribution(answer: Answer) -> Distribution:
    facts, arrays = answer.facts, answer.arrays
    curves = (
        Curve(curve["name"], counts, density, curve["inside"], curve["outside"], curve["missing"])
        for curve, counts, density in zip(facts["curves"], arrays["counts"], arrays["density"], strict=True)
    )
    return Distribution(facts["column"], facts["by"], facts["log"], arrays["edges"], arrays["points"], tuple(curves))


def keep_bars(found: Bars) -> Made:
    return Made(asdict(found))


def bars(answer: Answer) -> Bars:
    facts = answer.facts
    return Bars(**{**facts, "values": tuple(facts["values"]), "rows": tuple(facts["rows"])})


def keep_boxes(found: tuple[Box, ...]) -> Made:
    return Made({"boxes": [asdict(box) for box in found]})


def boxes(answer: Answer) -> tuple[Box, ...]:
    return tuple(Box(**box) for box in answer.facts["boxes"])


def keep_pairs(found: Pairs) -> Made:
    arrays: dict[str, NDArray[Any]] = {"edges": np.array(found.edges), "alone": found.alone}
    arrays["pairs"] = np.array([pair.counts for pair in found.pairs])
    names = [[pair.across, pair.up] for pair in found.pairs]
    return Made({"columns": list(found.columns), "groups": list(found.groups), "pairs": names}, arrays)


def pairs(answer: Answer) -> Pairs:
    facts, arrays = answer.facts, answer.arrays
    found = (Pair(across, up, counts) for (across, up), counts in zip(facts["pairs"], arrays["pairs"], strict=True))
    return Pairs(tuple(facts["columns"]), tuple(arrays["edges"]), tuple(facts["groups"]), tuple(found), arrays["alone"])


def keep_correlations(found: Correlations) -> Made:
    return Made({"columns": list(found.columns)}, {"r": found.r, "rows": found.rows})


def correlations(answer: Answer) -> Correlations:
    return Correlations(tuple(answer.facts["columns"]), answer.arrays["r"], answer.arrays["rows"])
