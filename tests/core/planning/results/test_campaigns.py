"""Campaigns on customers like those of the sample shop, by the hundred in every run and by the ten thousand in the long one.

The bounds of the short form are those of the long one, widened by four standard deviations of so few campaigns.
"""

from collections import Counter
from math import sqrt

import pytest

from tests.core.planning.results.campaigns import campaign, true_effect

LIFT = 0.06


def called_separated(campaigns: int) -> float:
    return sum(campaign(number).state == "separated" for number in range(campaigns)) / campaigns


def covered(campaigns: int) -> dict[str, float]:
    """How often the interval of each KPI holds what the plan really did."""
    truth, hits = true_effect(LIFT), Counter[str]()
    for number in range(campaigns):
        hits.update(one.kpi for one in campaign(number, LIFT).differences if one.low <= truth[one.kpi] <= one.high)
    return {kpi: hits[kpi] / campaigns for kpi in truth}


def spread(share: float, campaigns: int) -> float:
    return 4 * sqrt(share * (1 - share) / campaigns)


def test_a_plan_without_effect_is_seldom_called_separated() -> None:
    assert called_separated(300) <= 0.05 + spread(0.05, 300)


def test_intervals_hold_what_a_plan_really_did() -> None:
    found = covered(300)
    assert 0.93 - spread(0.95, 300) <= found["conversion"]
    assert 0.90 - spread(0.90, 300) <= found["orders"]
    assert 0.90 - spread(0.90, 300) <= found["money"]


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_of_ten_thousand_plans_without_effect_few_are_called_separated() -> None:
    share = called_separated(10_000)
    print(f"called separated: {share:.2%}")
    assert share <= 0.055


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_in_ten_thousand_campaigns_intervals_hold_what_a_plan_really_did() -> None:
    found = covered(10_000)
    print({kpi: f"{share:.2%}" for kpi, share in found.items()})
    assert 0.93 <= found["conversion"] <= 0.97
    assert found["orders"] >= 0.90
    assert found["money"] >= 0.90
