"""Sample data for a team that has nothing yet."""

import threading

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp.work_now import work_now
from webapp.errors import NotAllowed
from webapp.records import JobState, Lane
from webapp.services import activity, datasets, jobs, sample_data
from webapp.store import queue
from webapp.store.engine import writing

SMALL = {"visitors": 50, "customers": 200}


def test_it_brings_three_datasets_that_the_whole_team_sees(cast: Cast) -> None:
    job_id = sample_data.bring(cast.editor)
    assert datasets.mine(cast.viewer) == []
    work_now(SMALL)
    brought = datasets.mine(cast.viewer)
    assert [(dataset.name, dataset.kind) for dataset in brought] == [
        ("Shopping centre", "customers"), ("Web shop customers", "customers"), ("Web shop orders", "orders"),
    ]  # fmt: skip
    assert brought[0].version.rows == 50 and [dataset.version.number for dataset in brought] == [1, 1, 1]
    job = jobs.find(cast.editor, job_id)
    assert (job.state, job.result) == (JobState.DONE, "/datasets")


def test_its_columns_have_roles(cast: Cast) -> None:
    sample_data.bring(cast.editor)
    work_now(SMALL)
    orders = datasets.mine(cast.viewer)[2].version
    roles = {column["name"]: (column["type"], column["role"]) for column in orders.found.columns}
    assert roles["customer_id"] == ("text", "customer") and roles["order_date"] == ("date", "date")
    assert roles["order_id"] == ("text", "order") and roles["amount"] == ("number", "amount")
    assert roles["product_group"] == ("text", "product group") and roles["currency"] == ("text", "currency")


def test_others_see_nothing_of_it(cast: Cast) -> None:
    sample_data.bring(cast.editor)
    work_now(SMALL)
    assert datasets.mine(cast.stranger) == []


def test_a_viewer_may_not_ask_for_it(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        sample_data.bring(cast.viewer)
    assert jobs.tray(cast.viewer) == []


def test_pressed_twice_it_is_one_job_and_one_line_in_the_activity(cast: Cast) -> None:
    assert sample_data.bring(cast.editor) == sample_data.bring(cast.admin)
    told = [event.person for event in activity.news(cast.viewer, 20) if event.kind == "asked for sample data"]
    assert told == ["Jonas Berg"]


def test_pressed_by_many_at_once_it_is_one_job(cast: Cast) -> None:
    made: set[int] = set()

    def press() -> None:
        with cast.server.app_context():
            made.add(sample_data.bring(cast.editor))

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_after_it_was_cancelled_it_can_be_asked_for_again(cast: Cast) -> None:
    first = sample_data.bring(cast.editor)
    jobs.cancel(cast.editor, first)
    assert sample_data.bring(cast.editor) != first


def test_a_team_that_has_data_does_not_get_it(cast: Cast) -> None:
    sample_data.bring(cast.editor)
    work_now(SMALL)
    with pytest.raises(BadInput, match="has datasets already"):
        sample_data.bring(cast.editor)


def test_of_two_that_were_begun_all_the_same_one_comes_to_something(cast: Cast) -> None:
    for _ in range(2):
        with writing():
            queue.add(cast.editor.team.id, None, sample_data.KIND, Lane.LONG, sample_data.SUBJECT, {})
    assert work_now(SMALL) == 2
    told = [job.failure for job in jobs.tray(cast.editor) if job.failure]
    assert told == ["This team has datasets by now. Sample data is for a team that has none."]
    assert len(datasets.mine(cast.viewer)) == 3
