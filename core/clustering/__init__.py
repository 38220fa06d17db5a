"""Points -> segments: the sweep over every number of segments, what to make of it, and models for customers to come."""

from core.clustering.answer import tell
from core.clustering.kmeans.kernel import NOBODY
from core.clustering.methods import Solution
from core.clustering.model import Model
from core.clustering.stability import Stability, band_of
from core.clustering.sweep import CRITERIA, DEFAULT_RANGE, Judgement, Sweep, judge, run, stability_of, sweep
from core.clustering.verdict import Limits, Verdict
from core.clustering.warming import warm

__all__ = [
    "CRITERIA",
    "DEFAULT_RANGE",
    "NOBODY",
    "Judgement",
    "Limits",
    "Model",
    "Solution",
    "Stability",
    "Sweep",
    "Verdict",
    "band_of",
    "judge",
    "run",
    "stability_of",
    "sweep",
    "tell",
    "warm",
]
