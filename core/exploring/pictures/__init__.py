"""Pictures in figures: each is drawn from counts, so that ten million rows cost no more to show than a hundred."""

from core.exploring.pictures.bars import Bars, bars
from core.exploring.pictures.boxes import Box, Fences, Outliers, boxes, outliers
from core.exploring.pictures.distributions import Curve, Distribution, distribution
from core.exploring.pictures.pairs import MOST_NUMBERS, Correlations, Pair, Pairs, correlations, pairs

__all__ = [
    "MOST_NUMBERS",
    "Bars",
    "Box",
    "Correlations",
    "Curve",
    "Distribution",
    "Fences",
    "Outliers",
    "Pair",
    "Pairs",
    "bars",
    "boxes",
    "correlations",
    "distribution",
    "outliers",
    "pairs",
]
