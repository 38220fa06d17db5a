"""Saving runs and finding them again: who may, who sees, and twice is harmless."""

from dataclasses import replace

import pytest

from core.errors import BadInput
from core.measuring import Limits
from core.recipe import Recipe
from tests.conftest import Cast
from tests.webapp.brought import kept
from tests.webapp.ran import ORDERS, RECIPE, people, ran, saved
from tests.webapp.work_now import work_now
from webapp.errors import NotAllowed, NotFound
from webapp.records import JobState, Question
from webapp.services import customer_tables, jobs, runs
from webapp.store import events, treatments
from webapp.store.engine import writing

KEY = "0123456789abcdef"


def test_a_run_says_who_made_it_of_what(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = saved(cast.editor, dataset)
    assert (run.name, run.tags, run.why) == ("Autumn", ("first",), "Three stand out.")
    assert (run.dataset, run.version, run.person, run.method) == ("People", 1, "Jonas Berg", "k-means")
    assert [known.id for known in runs.mine(cast.viewer)] == [run.id]
    assert [known.id for known in runs.of_dataset(cast.viewer, dataset.id)] == [run.id]
    (event, *_) = events.latest(cast.editor.team.id, 1)
    assert (event.kind, event.facts) == ("saved a run", {"run": "Autumn"})


def test_its_recipe_holds_all_that_decides_the_result(cast: Cast) -> None:
    dataset = people(cast.editor)
    first = saved(cast.editor, dataset)
    repair = {"kind": "drop", "column": "spend", "missing": True}
    with writing():
        treatments.change(dataset.id, 0, repairs=[repair])
    second = saved(cast.editor, dataset)
    question = customer_tables.question(cast.viewer, dataset.id)
    assert Question(**second.source).key == question.key != Question(**first.source).key
    assert [repair["kind"] for repair in second.recipe["repairs"]] == ["drop"] and first.recipe["repairs"] == []
    assert second.fingerprint == Recipe.from_dict(second.recipe).fingerprint != first.fingerprint


@pytest.mark.parametrize("who", ["editor", "admin"])
def test_pressed_twice_is_one_run(cast: Cast, who: str) -> None:
    dataset, viewer = people(cast.editor), getattr(cast, who)
    once, twice = (runs.save(viewer, dataset.id, 1, RECIPE, "Autumn", key=KEY) for _ in range(2))
    assert once == twice
    assert work_now() == 1


def test_a_viewer_sees_runs_and_makes_none(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    assert runs.find(cast.viewer, run.id).name == "Autumn"
    for attempt in (
        lambda: runs.save(cast.viewer, dataset.id, 1, RECIPE, "Mine"),
        lambda: runs.save_rfm(cast.viewer, dataset.id, 1, Limits((1.0,), (1.0,), (1.0,)), "Mine"),
        lambda: runs.apply(cast.viewer, run.id, 1),
        lambda: runs.again(cast.viewer, run.id),
        lambda: runs.try_again(cast.viewer, run.id),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    assert runs.mine(cast.stranger) == [] and runs.count(cast.stranger) == 0
    for attempt in (
        lambda: runs.find(cast.stranger, run.id),
        lambda: runs.result(cast.stranger, run.id),
        lambda: runs.checks(cast.stranger, run.id),
        lambda: runs.again(cast.stranger, run.id),
        lambda: runs.apply(cast.stranger, run.id, 1),
        lambda: runs.save(cast.stranger, dataset.id, 1, RECIPE, "Theirs"),
        lambda: runs.save(cast.stranger, dataset.id, 1, RECIPE, "Theirs", continues_id=run.id),
        lambda: runs.of_dataset(cast.stranger, dataset.id),
    ):
        with pytest.raises(NotFound):
            attempt()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "Give a name for the run of 1 to 120 characters."),
        ({"tags": ["x" * 41]}, f"A tag has at most 40 characters; “{'x' * 20}…” is longer."),
        ({"tags": [str(number) for number in range(11)]}, "Give a run at most 10 tags."),
        ({"why": "x" * 501}, "Say in at most 500 characters why this many segments."),
        ({"recipe": replace(RECIPE, segments=None)}, "Choose between 2 and 50 segments."),
    ],
)
def test_what_comes_in_is_checked(cast: Cast, changed: dict[str, object], sentence: str) -> None:
    dataset = people(cast.editor)
    given = {"recipe": RECIPE, "name": "Autumn", "tags": (), "why": "", **changed}
    with pytest.raises(BadInput) as refused:
        runs.save(cast.editor, dataset.id, 1, **given)  # type: ignore[arg-type]
    assert refused.value.sentence == sentence
    assert runs.mine(cast.editor) == []


def test_a_version_that_is_not_there_is_not_found(cast: Cast) -> None:
    dataset = people(cast.editor)
    with pytest.raises(NotFound):
        runs.save(cast.editor, dataset.id, 2, RECIPE, "Autumn")


def test_tags_that_differ_only_in_case_are_one(cast: Cast) -> None:
    run = runs.save(cast.editor, people(cast.editor).id, 1, RECIPE, "Autumn", ["Shop", "shop", "Mail"])
    assert run.tags == ("Mail", "Shop")


def test_only_what_is_done_is_carried_out_again_or_applied(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor))
    for attempt in (lambda: runs.again(cast.editor, run.id), lambda: runs.apply(cast.editor, run.id, 1)):
        with pytest.raises(BadInput, match="has no segments yet"):
            attempt()


def test_a_run_is_not_applied_to_its_own_version(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    with pytest.raises(BadInput, match="Choose another version"):
        runs.apply(cast.editor, run.id, 1)


def test_groups_by_rfm_need_orders_and_names(cast: Cast) -> None:
    orders = kept(cast.editor, "Orders", ORDERS)
    with pytest.raises(BadInput, match="There are names for 3 and for 5 scores, none for 2"):
        runs.save_rfm(cast.editor, orders.id, 1, Limits((1.0,), (1.0,), (1.0,)), "Groups")
    with pytest.raises(BadInput, match="Choose a dataset of orders"):
        runs.save_rfm(cast.editor, people(cast.editor).id, 1, Limits((1.0,), (1.0,), (1.0,)), "Groups")


def test_a_cancelled_run_stays_in_the_history_and_can_be_tried_again(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor))
    jobs.cancel(cast.editor, run.job_id)
    assert runs.find(cast.viewer, run.id).state is JobState.CANCELLED
    assert runs.try_again(cast.editor, run.id).state is JobState.QUEUED
    work_now()
    assert runs.find(cast.viewer, run.id).state is JobState.DONE
    assert runs.try_again(cast.editor, run.id).job_id == runs.find(cast.viewer, run.id).job_id  # nothing to try
