"""Whether a plan worked: asked of each newer version of the orders, and told only once its window has closed."""

import pytest

from core.measuring import Limits
from core.planning.results import Result
from tests.conftest import Cast
from tests.webapp.brought import kept as brought
from tests.webapp.brought import next_version
from tests.webapp.planned import frozen, made, moved
from tests.webapp.work_now import work_now
from webapp.components.plans.result import sentence
from webapp.errors import NotFound
from webapp.records import Dataset, Job, KeptPlan, Viewer
from webapp.services import plan_results, runs
from webapp.store import audiences as stored

HEAD = b"order;customer;date;product;quantity;price\n"
# Forty customers, each with one order of 10 in every month from May to August 2025.
BEFORE = b"".join(
    b"%d-%d;c%02d;2025-%02d-1%d;tea;1;10\n" % (who, month, who, month, who % 9)
    for who in range(40)
    for month in range(5, 9)
)
SEPTEMBER = {
    "start": "2025-09-01",
    "end": "2025-09-14",
    "objective": "Another tea",
    "channels": ["letter"],
    "window_days": 30,
}


def answered(viewer: Viewer, kept: KeptPlan) -> Result | None:
    plan_results.ask(viewer, kept)
    work_now()
    found = plan_results.ask(viewer, kept)
    assert not isinstance(found, Job), found.failure
    return found


@pytest.fixture
def orders(cast: Cast) -> Dataset:
    return brought(cast.editor, "Orders", HEAD + BEFORE)


@pytest.fixture
def running(cast: Cast, orders: Dataset) -> KeptPlan:
    """For all forty, half of them held out; it cost 50."""
    run = runs.save_rfm(cast.editor, orders.id, 1, Limits((100.0, 400.0), (1.0, 2.0), (1.0, 2.0)), "By RFM")
    work_now()
    numbers = [*range(runs.find(cast.editor, run.id).segments or 0)]
    kept = made(
        cast.editor, runs.find(cast.editor, run.id), **SEPTEMBER, segments=numbers, holdout=0.5, actual_cost="50"
    )
    frozen(cast.editor, kept)
    return moved(cast.editor, kept, "planned", "approved", "running")


def bought(cast: Cast, orders: Dataset, who: list[str], last: bytes = b"2025-09-30") -> None:
    """Orders of 10 in the middle of September, and one of somebody unknown on the last day."""
    lines = b"".join(b"s-%s;%s;2025-09-15;tea;1;10\n" % (one.encode(), one.encode()) for one in who)
    next_version(cast.editor, orders, HEAD + lines + b"s-last;somebody;%s;tea;1;10\n" % last, "add")


def test_before_the_orders_arrive_it_collects(cast: Cast, running: KeptPlan) -> None:
    found = answered(cast.viewer, running)
    assert found is not None and found.state == "collecting"
    assert sentence(running.plan, found).startswith("Collecting: orders are known until 2025-08-18")


def test_the_verdict_waits_until_the_window_has_closed(cast: Cast, orders: Dataset, running: KeptPlan) -> None:
    arms = stored.arms(stored.find(running.id))  # type: ignore[arg-type]
    bought(cast, orders, arms.treated.to_pylist(), b"2025-09-29")
    found = answered(cast.viewer, running)
    assert found is not None and (found.state, found.treated.buyers) == ("collecting", 20)


def test_an_effect_is_separated_and_told_with_value_and_cost(cast: Cast, orders: Dataset, running: KeptPlan) -> None:
    # All twenty treated order once for 10, none of the twenty held out: 100 % against 0 %, 200 more in money, for 50.
    arms = stored.arms(stored.find(running.id))  # type: ignore[arg-type]
    bought(cast, orders, arms.treated.to_pylist())
    found = answered(cast.viewer, running)
    assert found is not None and found.state == "separated"
    assert (found.treated.customers, found.treated.buyers, found.held_out.customers, found.held_out.buyers) == (
        20,
        20,
        20,
        0,
    )
    assert found.value is not None and (found.value.extra, found.value.cost) == (pytest.approx(200), 50)
    told = sentence(running.plan, found)
    assert told.startswith("Separated: the plan raised the share of customers who ordered, 100.0% of those treated")
    assert "€200.00" in told and "against a cost of €50.00" in told


def test_the_same_in_both_arms_is_undecided(cast: Cast, orders: Dataset, running: KeptPlan) -> None:
    arms = stored.arms(stored.find(running.id))  # type: ignore[arg-type]
    bought(cast, orders, [*arms.treated.to_pylist()[:10], *arms.held_out_ids.to_pylist()[:10]])
    found = answered(cast.viewer, running)
    assert found is not None and found.state == "undecided"
    assert found.differences[0].difference == pytest.approx(0)


def test_sizes_follow_from_the_orders_before(cast: Cast, running: KeptPlan) -> None:
    # The last order is of 18 August; in the thirty days before it everybody ordered once.
    facts = stored.find(running.id).facts  # type: ignore[union-attr]
    assert facts["baseline"] == {"kpi": "conversion", "customers": 40, "mean": 1.0, "spread": 0.0}


def test_past_results_are_known_to_the_next_plan(cast: Cast, orders: Dataset, running: KeptPlan) -> None:
    assert running.run_id is not None
    (past,) = plan_results.past(cast.viewer, running.run_id, list(running.plan.segments))
    assert past.result is None
    answered(cast.viewer, running)
    (past,) = plan_results.past(cast.viewer, running.run_id, list(running.plan.segments))
    assert past.result is not None and past.kept.id == running.id
    with pytest.raises(NotFound):
        plan_results.past(cast.stranger, running.run_id, [0])


def test_nothing_is_asked_for_a_plan_that_does_not_run(cast: Cast, orders: Dataset) -> None:
    run = runs.save_rfm(cast.editor, orders.id, 1, Limits((100.0, 400.0), (1.0, 2.0), (1.0, 2.0)), "By RFM")
    work_now()
    kept = made(cast.editor, runs.find(cast.editor, run.id), **SEPTEMBER, segments=[0])
    assert plan_results.ask(cast.viewer, kept) is None
