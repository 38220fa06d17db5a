"""Whether a plan worked: what its customers did within the measurement window, arm against arm.

outcome.py      order lines -> orders and money per customer in the window
baseline.py     the same for an earlier window, and the sizes that follow from it
compared.py     the arms within every segment, ready to be compared
intervals.py    differences with their intervals
chance.py       how often drawing the holdout again would give such a difference by itself
verdict.py      collecting, undecided, separated; the result of a plan
sentences.py    the result in words
"""

from core.planning.results.baseline import Baseline, baseline
from core.planning.results.intervals import Difference
from core.planning.results.outcome import Outcome, outcome_of, outcome_within
from core.planning.results.sentences import told
from core.planning.results.verdict import ArmFigures, Result, Value, result

__all__ = [
    "ArmFigures",
    "Baseline",
    "Difference",
    "Outcome",
    "Result",
    "Value",
    "baseline",
    "outcome_of",
    "outcome_within",
    "result",
    "told",
]
