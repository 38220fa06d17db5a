"""Audiences: frozen step by step, the same people whoever draws them, never changed once they have left the house."""

from hashlib import blake2b
from typing import Any

import pytest

from core.errors import BadInput
from core.planning import WrongField
from tests.conftest import Cast
from tests.webapp.planned import READY, SIZES, autumn, frozen, made, moved
from tests.webapp.work_now import work_now
from webapp.errors import NotAllowed, NotFound
from webapp.records import FrozenAudience, KeptPlan, Run
from webapp.services import audiences, plans, pressure
from webapp.store import audiences as stored


@pytest.fixture
def run(cast: Cast) -> Run:
    return autumn(cast.editor)


def held_out(audience: FrozenAudience) -> list[str]:
    ids: list[str] = stored.arms(audience).held_out_ids.to_pylist()
    return ids


def smallest_hashes(ids: list[str], plan: int, many: int) -> set[str]:
    """The draw of docs/guide/plans.md, written a second time."""
    key = blake2b(f"plan {plan}".encode(), digest_size=32).digest()
    return set(sorted(ids, key=lambda one: blake2b(one.encode(), digest_size=16, key=key).digest())[:many])


def test_an_audience_counts_at_every_step(cast: Cast, run: Run) -> None:
    # Segment 1 has 20 customers with 0 to 19 visits. Every third, from the third on, stands at the border: 6 of them.
    # Of the other 14 those with 0, 1 and 3 visits have too few; 1-04 and 1-06 are suppressed.
    kept = made(cast.editor, run, segments=[1])
    audiences.suppress(cast.editor, kept.id, "1-04\n1-06, nobody")
    filters = [{"measure": "visits", "is": "at least", "value": 4}]
    audience = frozen(cast.editor, kept, sure="usual", filters=filters)
    assert [(step["words"], step["left_out"], step["customers"]) for step in audience.facts["steps"]] == [
        ("customers in the run", 0, 60),
        ("in Nearly lost", 40, 20),
        ("not at the border of their segment", 6, 14),
        ("visits at least 4", 3, 11),
        ("not on the suppression list", 2, 9),
    ]
    assert (audience.customers, audience.facts["unknown"]) == (9, 1)
    assert (audience.run, audience.version, audience.person) == ("Autumn", 1, "Jonas Berg")


def test_the_holdout_is_drawn_by_hashing_customer_and_plan_within_each_segment(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run, segments=[0, 1], holdout=0.2)
    audience = frozen(cast.editor, kept)
    # A fifth of 30 and of 20.
    expected = [
        smallest_hashes([f"{s}-{n:02}" for n in range(SIZES[s])], kept.id, many) for s, many in ((0, 6), (1, 4))
    ]
    assert set(held_out(audience)) == expected[0] | expected[1]
    assert (audience.treated, audience.held_out) == (40, 10)
    assert [(one["segment"], one["customers"], one["held_out"]) for one in audience.facts["strata"]] == [
        (0, 30, 6),
        (1, 20, 4),
    ]


def test_the_same_plan_draws_the_same_people_and_another_plan_others(cast: Cast, run: Run) -> None:
    first, second = (made(cast.editor, run, segments=[0], holdout=0.5) for _ in range(2))
    once = held_out(frozen(cast.editor, first))
    audiences.discard(cast.editor, first.id)
    assert audiences.known(cast.viewer, first.id) is None
    plans.edit(cast.editor, first.id, {"name": "Called otherwise"}, first.edit)
    assert held_out(frozen(cast.editor, first)) == once != held_out(frozen(cast.editor, second))


def test_customers_of_another_plan_are_left_out(cast: Cast, run: Run) -> None:
    first, second = (made(cast.editor, run, segments=[2], holdout=0.5, name=name) for name in ("First", "Second"))
    treated = set(stored.arms(frozen(cast.editor, first)).treated.to_pylist())
    audience = frozen(cast.editor, second, minus=[first.id])
    assert audience.facts["steps"][-1] == {"words": "not in the plan 'First'", "left_out": 5, "customers": 5}
    assert not treated & set(stored.arms(audience).ids.to_pylist())


def test_an_audience_of_nobody_says_so(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    audiences.freeze(cast.editor, kept.id, filters=[{"measure": "visits", "is": "above", "value": 99}])
    work_now()
    job: Any = audiences.known(cast.editor, kept.id)
    assert job.failure == "Nobody is left in this audience. Choose more segments, or fewer filters."


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"sure": "certain"}, "Choose how sure"),
        ({"filters": [{"measure": "visits", "is": "like", "value": 1}]}, "A filter compares with"),
        ({"filters": "visits > 4"}, "up to 20 filters"),
        ({"minus": [987]}, "has no audience any more"),
    ],
)
def test_a_choice_is_data_and_checked_before_the_job(
    cast: Cast, run: Run, asked: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        audiences.freeze(cast.editor, made(cast.editor, run).id, **asked)


def test_a_plan_that_has_run_keeps_its_audience(cast: Cast, run: Run) -> None:
    kept = moved(cast.editor, made(cast.editor, run, **READY), "planned", "approved", "running")
    with pytest.raises(BadInput, match="stays as it is"):
        audiences.freeze(cast.editor, kept.id)


def test_what_an_audience_was_frozen_from_stays_with_it(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    frozen(cast.editor, kept)
    for name, value in {"segments": [0], "holdout": 0.5}.items():
        with pytest.raises(WrongField, match="Discard that first") as told:
            plans.edit(cast.editor, kept.id, {name: value}, kept.edit)
        assert told.value.field == name
    audiences.discard(cast.editor, kept.id)
    assert plans.edit(cast.editor, kept.id, {"holdout": 0.5}, kept.edit).plan.holdout == 0.5


def test_a_viewer_sees_counts_and_a_stranger_nothing(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    audience = frozen(cast.editor, kept)
    assert audiences.find(cast.viewer, kept.id) == audience
    for attempt in (audiences.freeze, audiences.discard, lambda who, plan: audiences.suppress(who, plan, "1-01")):
        with pytest.raises(NotAllowed):
            attempt(cast.viewer, kept.id)
        with pytest.raises(NotFound):
            attempt(cast.stranger, kept.id)
    with pytest.raises(NotFound):
        audiences.find(cast.stranger, kept.id)


# Pressure


@pytest.fixture
def crowded(cast: Cast, run: Run) -> tuple[KeptPlan, KeptPlan]:
    """Two plans of the same fortnight for the same ten customers, nobody held out."""
    both = [
        moved(cast.editor, made(cast.editor, run, **READY, name=name, segments=[2], holdout=0), "planned")
        for name in ("First", "Second")
    ]
    for kept in both:
        frozen(cast.editor, kept)
    return both[0], both[1]


def test_pressure_is_told_and_decided_before_approval(cast: Cast, crowded: tuple[KeptPlan, KeptPlan]) -> None:
    first, second = crowded
    crowding = pressure.of_plan(cast.viewer, second)
    assert crowding is not None and crowding.found.busiest.customers == (0, 0, 10)
    assert [(one.plan, one.customers) for one in crowding.found.overlaps] == [(first.id, 10)]
    with pytest.raises(BadInput, match="10 of these customers get another plan"):
        pressure.move(cast.editor, second.id, "approved", second.edit)
    pressure.decide(cast.editor, second.id, "accept")
    assert pressure.move(cast.editor, second.id, "approved", second.edit).plan.status == "approved"
    assert stored.find(second.id).relief == {"way": "accept", "plans": [], "start": None}  # type: ignore[union-attr]


def test_another_week_moves_the_plan_to_where_nobody_gets_two(cast: Cast, crowded: tuple[KeptPlan, KeptPlan]) -> None:
    _, second = crowded
    quieter = pressure.of_plan(cast.viewer, second).quieter  # type: ignore[union-attr]
    assert quieter is not None
    kept = pressure.decide(cast.editor, second.id, "week", start=quieter.start.isoformat())
    assert (kept.plan.start, kept.plan.end) == (quieter.start, quieter.end)
    assert not pressure.of_plan(cast.viewer, kept).found.busiest.crowded  # type: ignore[union-attr]


def test_excluding_freezes_again_without_the_others_customers(cast: Cast, run: Run) -> None:
    wide, narrow = (
        moved(cast.editor, made(cast.editor, run, **READY, name=f"For {len(of)}", segments=of, holdout=0), "planned")
        for of in ([1, 2], [2])
    )
    frozen(cast.editor, narrow)
    frozen(cast.editor, wide)
    pressure.decide(cast.editor, wide.id, "exclusion", [narrow.id])
    work_now()
    audience = audiences.find(cast.viewer, wide.id)
    assert audience is not None and audience.customers == 20
    assert audience.relief == {"way": "exclusion", "plans": [narrow.id], "start": None}
    assert pressure.move(cast.editor, wide.id, "approved", wide.edit).plan.status == "approved"


def test_who_may_not_work_decides_nothing(cast: Cast, crowded: tuple[KeptPlan, KeptPlan]) -> None:
    with pytest.raises(NotAllowed):
        pressure.decide(cast.viewer, crowded[0].id, "accept")
    with pytest.raises(NotFound):
        pressure.decide(cast.stranger, crowded[0].id, "accept")
