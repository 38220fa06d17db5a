"""Plans: made for segments of a run, changed by anybody of the team, never overwritten unseen, seen by nobody else."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.planning import WrongField
from tests.conftest import Cast
from tests.webapp.planned import READY, autumn, made, moved
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import About, Run
from webapp.services import notes, plans, segments, shelf, teams
from webapp.services.plans import Overtaken
from webapp.store import events

KEY = "0123456789abcdef"


@pytest.fixture
def run(cast: Cast) -> Run:
    return autumn(cast.editor)


def test_an_idea_takes_a_name_and_a_segment_and_nothing_else(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run, name="Letter", segments=[2, 0])
    assert (kept.plan.name, kept.plan.status, kept.plan.segments) == ("Letter", "idea", (0, 2))
    assert [(one.number, one.name) for one in kept.segments] == [
        (number, segments.find(cast.viewer, run.id, number).name) for number in (0, 2)
    ]
    assert (kept.run_id, kept.run, kept.version, kept.author, kept.owner) == (run.id, "Autumn", 1, "Jonas Berg", None)
    assert plans.find(cast.viewer, kept.id) == kept and plans.mine(cast.viewer) == [kept]


def test_every_field_comes_back_as_it_was_saved(cast: Cast, run: Run) -> None:
    kept = made(
        cast.editor, run, **READY, offer="Free shipping", message="We miss you", watch="Unsubscriptions", budget="1250.50",
        expected_cost="900", currency="SEK", kpi="money", baseline=4.5, target=6, holdout=0.2, window_days=28, tags=["winter"],
    )  # fmt: skip
    plan = plans.find(cast.viewer, kept.id).plan
    assert (plan.start, plan.end) == (date(2026, 12, 1), date(2026, 12, 14))
    assert (plan.budget, plan.expected_cost, plan.currency) == (Decimal("1250.50"), Decimal("900.00"), "SEK")
    assert (plan.kpi, plan.baseline, plan.target, plan.holdout, plan.window_days) == ("money", 4.5, 6.0, 0.2, 28)
    assert (plan.channels, plan.tags, plan.offer) == (("e-mail",), ("winter",), "Free shipping")


def test_a_new_plan_is_in_the_currency_of_the_team(cast: Cast, run: Run) -> None:
    assert made(cast.editor, run).plan.currency == cast.editor.team.settings.currency


def test_pressed_twice_is_one_plan(cast: Cast, run: Run) -> None:
    once, twice = (plans.make(cast.editor, run.id, {"name": "Once", "segments": [0]}, key=KEY) for _ in range(2))
    assert once == twice and len(plans.mine(cast.viewer)) == 1
    told = [event.kind for event in events.latest(cast.editor.team.id, 10)]
    assert told.count("made a plan") == 1


def test_a_suggested_strategy_becomes_a_plan_in_one_click(cast: Cast, run: Run) -> None:
    segment = segments.find(cast.viewer, run.id, 1)
    first = segment.profile["strategies"][0]
    kept = plans.make_suggested(cast.editor, run.id, 1)
    assert kept.plan.name == f"{segment.name}: {first['objective']}"[:120].strip()
    assert (kept.plan.objective, kept.plan.offer, kept.plan.watch) == (
        first["objective"],
        first["offer"],
        first["watch"],
    )
    assert kept.plan.channels and kept.plan.segments == (1,) and kept.owner == "Jonas Berg"


def test_what_the_team_decided_goes_before_what_was_suggested(cast: Cast, run: Run) -> None:
    segment = segments.find(cast.editor, run.id, 1)
    own = {"title": "Ours", "objective": "Thank them", "offer": "A card", "channel": "Letter", "watch": "Replies"}
    segment = segments.change_strategy(cast.editor, run.id, 1, own, segment.edit)
    assert plans.make_suggested(cast.editor, run.id, 1).plan.objective == "Thank them"
    segments.ignore_strategy(cast.editor, run.id, 1, segment.edit)
    with pytest.raises(BadInput, match="No strategy holds"):
        plans.make_suggested(cast.editor, run.id, 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"segments": []}, "segments"),
        ({"segments": [7]}, "segments"),
        ({"start": "2026-12-14", "end": "2026-12-01"}, "end"),
        ({"holdout": 0.51}, "holdout"),
        ({"budget": "-1"}, "budget"),
        ({"status": "running"}, "status"),
    ],
)
def test_what_is_wrong_is_told_with_its_field(cast: Cast, run: Run, values: dict[str, object], field: str) -> None:
    with pytest.raises(WrongField) as told:
        made(cast.editor, run, **values)
    assert field in [fault.field for fault in told.value.faults]
    assert plans.mine(cast.viewer) == []


def test_all_faults_are_told_at_once(cast: Cast, run: Run) -> None:
    with pytest.raises(WrongField) as told:
        made(cast.editor, run, name="", budget="much", window_days=0)
    assert {fault.field for fault in told.value.faults} == {"name", "budget", "window_days"}


def test_a_plan_moves_from_status_to_status_and_its_trail_says_who(cast: Cast, run: Run) -> None:
    kept = moved(cast.editor, made(cast.editor, run, **READY), "planned", "approved")
    kept = moved(cast.admin, kept, "running", "done")
    assert kept.plan.status == "done"
    assert [(edit.person, edit.before.status) for edit in plans.trail(cast.viewer, kept.id)] == [
        ("Jonas Berg", "idea"), ("Jonas Berg", "planned"), ("Mara Lind", "approved"), ("Mara Lind", "running"),
    ]  # fmt: skip
    assert plans.move(cast.editor, kept.id, "done", 0) == kept  # twice is harmless
    with pytest.raises(WrongField, match="nothing else"):
        plans.move(cast.editor, kept.id, "running", kept.edit)


def test_what_customers_have_felt_is_fixed_at_launch(cast: Cast, run: Run) -> None:
    kept = moved(cast.editor, made(cast.editor, run, **READY), "planned", "approved", "running")
    for name, value in {"start": "2026-12-02", "holdout": 0.3, "segments": [0]}.items():
        with pytest.raises(WrongField) as told:
            plans.edit(cast.editor, kept.id, {name: value}, kept.edit)
        assert told.value.field == name
    assert plans.edit(cast.editor, kept.id, {"actual_cost": "820"}, kept.edit).plan.actual_cost == Decimal("820.00")


def test_the_second_of_two_keeps_their_words_and_sees_the_others(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    plans.edit(cast.admin, kept.id, {"offer": "Mara's"}, kept.edit)
    with pytest.raises(Overtaken) as told:
        plans.edit(cast.editor, kept.id, {"offer": "Jonas's"}, kept.edit)
    assert told.value.sentence == (
        "This plan was changed by Mara Lind just now. What you typed is still here: look at theirs, then save again."
    )
    assert told.value.theirs.plan.offer == "Mara's"
    assert plans.edit(cast.editor, kept.id, {"offer": "Both"}, told.value.theirs.edit).plan.offer == "Both"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 1), st.booleans()), min_size=1, max_size=15))
def test_whatever_two_people_do_in_turn_no_saved_offer_is_lost(
    cast: Cast, run: Run, steps: list[tuple[int, bool]]
) -> None:
    kept = made(cast.editor, run, offer="0")
    people, seen, accepted = (cast.editor, cast.admin), [kept.edit, kept.edit], ["0"]
    for number, (who, saves) in enumerate(steps, 1):
        current = plans.find(people[who], kept.id).edit
        if not saves:
            seen[who] = current
            continue
        try:
            seen[who] = plans.edit(people[who], kept.id, {"offer": str(number)}, seen[who]).edit
        except Overtaken:
            assert seen[who] != current
        else:
            assert seen[who] != current
            accepted.append(str(number))
    said = [edit.before.offer for edit in plans.trail(cast.viewer, kept.id)]
    assert [*said, plans.find(cast.viewer, kept.id).plan.offer] == accepted


def test_the_same_values_again_are_no_edit(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run, offer="Tea")
    assert plans.edit(cast.editor, kept.id, {"offer": "Tea"}, 0) == kept


def test_an_owner_is_somebody_of_the_team_or_nobody(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    owned = plans.give_to(cast.editor, kept.id, cast.viewer.person.id, kept.edit)
    assert owned.owner == "Aiko Sato"
    with pytest.raises(BadInput, match="not in the team"):
        plans.give_to(cast.editor, kept.id, cast.stranger.person.id, owned.edit)
    with pytest.raises(Conflict, match="changed by Jonas Berg"):
        plans.give_to(cast.admin, kept.id, cast.admin.person.id, kept.edit)
    teams.remove(cast.admin, cast.viewer.person.id)
    assert plans.give_to(cast.editor, kept.id, None, owned.edit).owner is None


def test_a_deleted_plan_is_out_of_sight_and_can_be_put_back(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    for _ in range(2):
        removed = plans.remove(cast.editor, kept.id)
    assert removed.removed and plans.mine(cast.viewer) == [] == plans.of_segment(cast.viewer, run.id, 1)
    with pytest.raises(Conflict, match="deleted meanwhile"):
        plans.edit(cast.editor, kept.id, {"offer": "Late"}, removed.edit)
    assert plans.put_back(cast.editor, kept.id).plan == kept.plan
    assert len(plans.mine(cast.viewer)) == 1


def test_plans_are_found_by_run_and_segment(cast: Cast, run: Run) -> None:
    first, both = made(cast.editor, run, segments=[1]), made(cast.editor, run, segments=[0, 1])
    elsewhere = made(cast.editor, autumn(cast.editor, "Others"))
    assert plans.of_run(cast.viewer, run.id) == [first, both]
    assert plans.of_segment(cast.viewer, run.id, 0) == [both]
    assert plans.of_segment(cast.viewer, run.id, 2) == []
    assert plans.mine(cast.viewer) == [first, both, elsewhere]


def test_a_plan_follows_its_segments_to_the_run_that_continues_them(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run, segments=[1])
    later = autumn(cast.editor, "Later", continues=run)
    assert plans.of_segment(cast.viewer, later.id, 1) == [kept] == plans.of_run(cast.viewer, later.id)
    followed = plans.follow(cast.editor, kept.id, later.id, kept.edit)
    assert (followed.run_id, followed.plan.segments) == (later.id, (1,))
    with pytest.raises(BadInput, match="does not continue every segment"):
        plans.follow(cast.editor, kept.id, autumn(cast.editor, "Apart").id, followed.edit)


def test_a_plan_outlives_its_run(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    shelf.archive(cast.editor, run.id)
    assert plans.find(cast.viewer, kept.id).run_archived
    shelf.delete_for_good(cast.admin, run.id)
    left = plans.find(cast.viewer, kept.id)
    assert (left.run_id, left.run, left.segments[0].name) == (None, "", kept.segments[0].name)
    assert plans.edit(cast.editor, kept.id, {"offer": "Still"}, left.edit).plan.offer == "Still"
    with pytest.raises(WrongField, match="was deleted"):
        plans.edit(cast.editor, kept.id, {"segments": [0]}, plans.find(cast.viewer, kept.id).edit)


def test_notes_stand_on_plans(cast: Cast, run: Run) -> None:
    about = About("plan", made(cast.editor, run).id)
    note = notes.add(cast.editor, about, "Take 20 % next time.")
    assert notes.of(cast.viewer, about) == [note] and note.about == about


def test_a_viewer_sees_plans_and_changes_none(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    attempts = [
        lambda: made(cast.viewer, run),
        lambda: plans.make_suggested(cast.viewer, run.id, 1),
        lambda: plans.edit(cast.viewer, kept.id, {"offer": "x"}, kept.edit),
        lambda: plans.move(cast.viewer, kept.id, "cancelled", kept.edit),
        lambda: plans.give_to(cast.viewer, kept.id, cast.viewer.person.id, kept.edit),
        lambda: plans.remove(cast.viewer, kept.id),
        lambda: plans.put_back(cast.viewer, kept.id),
        lambda: plans.follow(cast.viewer, kept.id, run.id, kept.edit),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()
    assert plans.find(cast.viewer, kept.id) == kept


def test_a_stranger_finds_nothing(cast: Cast, run: Run) -> None:
    kept = made(cast.editor, run)
    attempts = [
        lambda: plans.find(cast.stranger, kept.id),
        lambda: plans.edit(cast.stranger, kept.id, {"offer": "x"}, kept.edit),
        lambda: plans.move(cast.stranger, kept.id, "planned", kept.edit),
        lambda: plans.remove(cast.stranger, kept.id),
        lambda: plans.trail(cast.stranger, kept.id),
        lambda: plans.of_run(cast.stranger, run.id),
        lambda: plans.of_segment(cast.stranger, run.id, 1),
        lambda: notes.of(cast.stranger, About("plan", kept.id)),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    assert plans.mine(cast.stranger) == []
