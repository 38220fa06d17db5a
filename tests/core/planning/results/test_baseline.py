"""What customers did before, and the sizes that follow from it."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from core.errors import BadInput
from core.planning import detectable_conversion, detectable_mean, needed_conversion, needed_mean
from core.planning.results import Outcome, baseline

# Of four customers, one ordered twice for 30, one once for 10.
IDS = pa.array(["a", "b", "c", "d"])
EARLIER = Outcome(pa.array(["a", "c", "z"]), np.array([2, 1, 9]), np.array([30.0, 10.0, 900.0]), date(2026, 4, 30))


@pytest.mark.parametrize(
    ("kpi", "mean", "spread"),
    [
        ("conversion", 0.5, 0.5),
        ("orders", 0.75, np.sqrt((2 * 0.75**2 + 1.25**2 + 0.25**2) / 4)),
        ("money", 10.0, np.sqrt((100 + 400 + 0 + 100) / 4)),
    ],
)
def test_a_baseline_is_over_all_customers_whether_they_ordered_or_not(kpi: str, mean: float, spread: float) -> None:
    found = baseline(IDS, EARLIER, kpi)
    assert (found.customers, found.mean, found.spread) == (4, pytest.approx(mean), pytest.approx(spread))


def test_sizes_follow_from_the_kpi() -> None:
    share, money = baseline(IDS, EARLIER, "conversion"), baseline(IDS, EARLIER, "money")
    assert share.detectable(900, 100) == detectable_conversion(0.5, 900, 100)
    assert share.needed(0.6, 0.1) == needed_conversion(0.5, 0.6 - 0.5, 0.1)
    assert money.detectable(900, 100) == detectable_mean(10, money.spread, 900, 100)
    assert money.needed(12, 0.1) == needed_mean(money.spread, 2, 0.1)


def test_a_target_below_what_is_there_needs_no_sizes() -> None:
    with pytest.raises(BadInput):
        baseline(IDS, EARLIER, "money").needed(9, 0.1)


def test_where_nobody_ordered_or_nothing_is_known_that_is_told() -> None:
    nothing = Outcome(pa.array([], pa.string()), np.array([], int), None, None)
    with pytest.raises(BadInput, match="no amounts"):
        baseline(IDS, nothing, "money")
    with pytest.raises(BadInput, match="empty"):
        baseline(pa.array([], pa.string()), EARLIER, "orders")
    with pytest.raises(BadInput, match="spread"):
        baseline(IDS, nothing, "orders").detectable(3, 1)
