"""Carrying out runs: the segments that are there, what is kept with them, and the same again."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256

import numpy as np
import pytest
from sqlalchemy.orm import Session

from core.measuring import quantile_limits
from core.recipe import Measure, Recipe
from tests.conftest import Cast
from tests.webapp.brought import kept, next_version
from tests.webapp.ran import GROUPS, ORDERS, PEOPLE, RECIPE, people, ran, saved
from tests.webapp.work_now import work_now
from webapp.records import Claim, Job, JobState, Run, RunResult, Viewer
from webapp.services import customer_tables, runs, shelf
from webapp.store import queue, segments, stored_tables
from webapp.store import runs as runs_store
from webapp.store.engine import db
from webapp.store.tables import JobRow, TableRow


def result_of(viewer: Viewer, run: Run) -> RunResult:
    found = runs.result(viewer, run.id)
    assert found is not None
    return found


def labels_of(result: RunResult) -> dict[str, int | None]:
    names = [result.facts["labels"]["customer"], result.facts["labels"]["segment"]]
    table = stored_tables.read(stored_tables.find(result.table_id), names).read_all()
    return dict(zip(table[0].to_pylist(), table[1].to_pylist(), strict=True))


def test_a_saved_run_waits_in_the_history_until_it_is_whole(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = saved(cast.editor, dataset)
    assert (run.state, run.segments, runs.result(cast.viewer, run.id)) == (JobState.QUEUED, None, None)
    assert segments.of_run(run.id) == []
    work_now()
    done = runs.find(cast.viewer, run.id)
    assert (done.state, done.segments, done.customers, done.smallest, done.largest) == (JobState.DONE, 3, 60, 10, 30)


def test_the_segments_are_the_groups_that_are_there(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    labels = labels_of(result_of(cast.viewer, run))
    # Numbered by size: the ids begin with the group they were made in.
    assert all(segment == int(who[0]) for who, segment in labels.items())
    assert [segment.customers for segment in segments.of_run(run.id)] == [size for size, *_ in GROUPS]


def test_customers_of_a_segment_lie_together(cast: Cast) -> None:
    result = result_of(cast.viewer, ran(cast.editor, people(cast.editor)))
    column = stored_tables.read(stored_tables.find(result.table_id)).read_all()[result.facts["labels"]["segment"]]
    assert column.to_pylist() == sorted(column.to_pylist())


def test_how_sure_is_kept_with_the_run(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    facts = result_of(cast.viewer, run).facts
    # Groups so far apart come back in every resample, and nobody stands at a border.
    assert [one["band"] for one in facts["firmness"]] == ["highly stable"] * 3
    assert [one["border"] for one in facts["firmness"]] == [0, 0, 0]
    assert facts["closeness"]["mean"] > 0.8 and run.silhouette == facts["closeness"]["mean"]
    assert [one["k"] for one in facts["criteria"]["sweep"]] == list(range(1, 13))
    # The team cannot work with segments of fewer than 100 customers; there are 60.
    assert facts["limits"] == {"most_segments": 12, "smallest_segment": 100}
    assert facts["criteria"]["verdict"].startswith("No number of segments keeps to the team's limits")


def test_segments_bring_words_rules_and_strategies(cast: Cast) -> None:
    first, second, third = segments.of_run(ran(cast.editor, people(cast.editor)).id)
    assert len({segment.name for segment in (first, second, third)}) == 3
    assert all(segment.profile["sentences"] and segment.profile["strategies"] for segment in (first, second, third))
    assert all(segment.profile["rule"]["recall"] == 1.0 for segment in (first, second, third))
    # Spend 900 to 906 of twenty customers, of 29,080 or so in all: 30 x (20 + about 3), 20 x 903, 10 x 953.
    assert second.profile["numbers"]["spend"]["mean"] == pytest.approx(902.85)
    assert json.dumps(first.profile, allow_nan=False)


def test_orders_tell_what_a_segment_buys_more(cast: Cast) -> None:
    dataset = kept(cast.editor, "Orders", ORDERS)
    recipe = Recipe((Measure("orders"), Measure("money")), segments=3, starts=10)
    run = ran(cast.editor, dataset, recipe)
    # A third of the customers each bought tea; tea and a cup; tea, a cup and a pot.
    bought = {
        segment.profile["numbers"]["orders"]["mean"]: segment.profile["favourites"]
        for segment in segments.of_run(run.id)
    }
    assert sorted(bought) == [1.0, 2.0, 3.0]
    assert [one["name"] for one in bought[3.0]["product"]] == ["pot", "cup"]


@pytest.mark.parametrize("threads", ["1", "2"])
def test_the_same_table_recipe_and_program_give_the_same_labels(
    cast: Cast, threads: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: int(threads))
    run = ran(cast.editor, people(cast.editor))
    # The digest of 30 zeros, 20 ones and 10 twos, in the order of the file.
    expected = np.repeat([0, 1, 2], [30, 20, 10]).astype(np.uint8).tobytes()
    assert result_of(cast.viewer, run).digest == sha256(expected).hexdigest()


def test_once_more_gives_the_same_labels_and_says_so(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    job = runs.again(cast.editor, run.id)
    assert isinstance(job, Job) and runs.again(cast.editor, run.id).id == job.id  # pressed twice
    work_now()
    assert [(check.same, check.differs, check.person) for check in runs.checks(cast.viewer, run.id)] == [
        (True, "", "Jonas Berg")
    ]
    runs.again(cast.editor, run.id)
    work_now()
    assert len(runs.checks(cast.viewer, run.id)) == 2


def test_once_more_tells_how_many_went_elsewhere(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    run = ran(cast.editor, people(cast.editor))
    other = Recipe((Measure("visits"), Measure("spend")), segments=2, starts=10)
    monkeypatch.setattr("webapp.jobs.runs.Recipe.from_dict", lambda _: other)
    runs.again(cast.editor, run.id)
    work_now()
    (check,) = runs.checks(cast.viewer, run.id)
    # Two segments put the two rich groups together: 30 customers, the ten of the third segment among them.
    assert (check.same, check.differs) == (False, "10 of 60 customers came into another segment.")


def test_customers_of_another_version_go_into_the_same_segments(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    newer = b"id;visits;spend;country\nn1;10;25;DE\nn2;15;900;FR\nn3;92;950;DE\nn4;16;905;DE\n"
    next_version(cast.editor, dataset, newer, "replace")
    applied = runs.apply(cast.editor, run.id, 2)
    work_now()
    applied = runs.find(cast.viewer, applied.id)
    assert (applied.state, applied.applies_id, applied.version, applied.customers) == (JobState.DONE, run.id, 2, 4)
    assert labels_of(result_of(cast.viewer, applied)) == {"n1": 0, "n2": 1, "n4": 1, "n3": 2}
    before, after = segments.of_run(run.id), segments.of_run(applied.id)
    assert [segment.continues_id for segment in after] == [segment.id for segment in before]


def test_rfm_groups_are_a_run_like_any_other(cast: Cast) -> None:
    dataset = kept(cast.editor, "Orders", ORDERS)
    customer_tables.ask(cast.editor, dataset.id)
    work_now()
    table = customer_tables.ask(cast.editor, dataset.id)
    assert not isinstance(table, Job)
    rows = stored_tables.read(table.table).read_all()
    limits = quantile_limits(*(rows[name].to_pylist() for name in ("recency", "orders", "money")))
    run = runs.save_rfm(cast.editor, dataset.id, 1, limits, "By RFM")
    work_now()
    run = runs.find(cast.viewer, run.id)
    assert (run.state, run.method, run.recipe["limits"]) == (JobState.DONE, "rfm", limits.to_json())
    result = result_of(cast.viewer, run)
    names = [segment.name for segment in segments.of_run(run.id)]
    assert names == result.model["names"] and len(set(names)) == run.segments
    assert sum(segment.customers for segment in segments.of_run(run.id)) == 40


def test_customers_with_gaps_that_the_recipe_drops_are_kept_without_a_segment(cast: Cast) -> None:
    content = PEOPLE + b"gap;;20;DE\n"
    dataset = kept(cast.editor, "People", content)
    recipe = replace(RECIPE, measures=(Measure("visits", gaps="drop"), Measure("spend")))
    run = ran(cast.editor, dataset, recipe)
    result = result_of(cast.viewer, run)
    assert labels_of(result)["gap"] is None
    assert {name: result.facts[name] for name in ("customers", "placed", "left_out", "noise")} == {
        "customers": 61, "placed": 60, "left_out": 1, "noise": 0,
    }  # fmt: skip
    table = stored_tables.read(stored_tables.find(result.table_id)).read_all()
    assert Counter(table[result.facts["labels"]["standing"]].to_pylist()) == {"core": 60, "left out": 1}


def test_a_run_that_cannot_be_carried_out_says_why_and_can_be_tried_again(cast: Cast) -> None:
    recipe = Recipe((Measure("height"),), segments=3)
    run = ran(cast.editor, people(cast.editor), recipe)
    assert run.state is JobState.FAILED
    job = runs.job(cast.viewer, run)
    assert job is not None and job.failure == "There is no column 'height'. Choose one of those in the file."
    again = runs.try_again(cast.editor, run.id)
    assert again.id == run.id and again.state is JobState.QUEUED and again.job_id != run.job_id


@pytest.mark.parametrize("method", ["ward", "hdbscan"])
def test_other_methods_are_carried_out_and_come_to_the_same_again(cast: Cast, method: str) -> None:
    run = ran(cast.editor, people(cast.editor), replace(RECIPE, method=method))
    assert run.state is JobState.DONE
    runs.again(cast.editor, run.id)
    work_now()
    assert [check.same for check in runs.checks(cast.viewer, run.id)] == [True]


class Killed(BaseException):
    """As if the process had ended here: nothing below this line happens."""


def dies_in_write(monkeypatch: pytest.MonkeyPatch, number: int) -> list[int]:
    """The job's write of that number is not committed, nor is anything after it. How many writes there were."""
    writes, real = [0], queue.writing_for

    @contextmanager
    def dying(claim: Claim) -> Iterator[Session]:
        with real(claim) as session:
            writes[0] += 1
            yield session
            if writes[0] == number:
                raise Killed

    monkeypatch.setattr(queue, "writing_for", dying)
    return writes


def test_killed_in_any_of_its_writes_nothing_is_half_visible_and_the_next_attempt_is_whole(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = people(cast.editor)
    tables = db.session.query(TableRow).count()
    for number in range(1, 50):
        run = saved(cast.editor, dataset, name=f"Killed in write {number}")
        with monkeypatch.context() as patched:
            writes = dies_in_write(patched, number)
            try:
                work_now()
            except Killed:
                db.session.rollback()
        if writes[0] < number:
            break
        assert (runs.find(cast.viewer, run.id).state, runs.result(cast.viewer, run.id)) == (JobState.RUNNING, None)
        assert segments.of_run(run.id) == []
        queue.hand_back(claim_of(run))
        work_now()
        done = runs.find(cast.viewer, run.id)
        assert (done.state, len(segments.of_run(run.id))) == (JobState.DONE, 3)
        runs_store.remove(run.id)
        db.session.commit()
    assert number > 3, "there is a write for the table, for its rows and the last one"
    shelf.delete_for_good(cast.admin, run.id)
    work_now()
    while stored_tables.sweep():
        pass
    # What is left beside the version is the table with a row per customer, which was kept once.
    assert db.session.query(TableRow).count() == tables + 1


def claim_of(run: Run) -> Claim:
    row = db.session.get_one(JobRow, run.job_id)
    assert row.token is not None
    return Claim(row.id, row.team_id, row.person_id, row.kind, dict(row.facts), row.attempts, row.token)
