"""Asking what is in a dataset: worked out once, kept under what it was made from, and forgotten with it."""

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp.brought import kept
from tests.webapp.work_now import work_now
from webapp.jobs.answers import need
from webapp.jobs.kinds import MAKERS
from webapp.jobs.work import Work
from webapp.records import Answer, Dataset, Job, JobState, Made, Question
from webapp.services import answers, datasets, jobs
from webapp.store import answers as kept_answers
from webapp.store import stored_tables
from webapp.store.engine import db
from webapp.store.tables import AnswerRow, TableRow

Making = Callable[..., list[Question]]


@pytest.fixture
def making(monkeypatch: pytest.MonkeyPatch) -> Making:
    """Lets the kind "a test" be worked out by a function; the list grows with every time it is."""

    def by(make: Callable[[Work, Question], Made]) -> list[Question]:
        times: list[Question] = []

        def counted(work: Work, question: Question) -> Made:
            times.append(question)
            return make(work, question)

        monkeypatch.setitem(MAKERS, "a test", counted)
        return times

    return by


def question(dataset: Dataset, **facts: object) -> Question:
    return Question("a test", dataset.id, {"version": dataset.version.id, **facts})


def with_a_table(work: Work, _question: Question) -> Made:
    table = pa.table({"customer": ["a", "b"]})
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, "Two customers", table.schema, work.claim.job_id)
    for _ in stored_tables.append(table_id, table.to_batches(), work.writing):
        pass
    return Made({"customers": 2}, {"centres": np.array([[1.5, 2.5]])}, table_id)


def test_an_answer_is_worked_out_once_whoever_of_the_team_asks(cast: Cast, making: Making) -> None:
    dataset = kept(cast.editor)
    times = making(with_a_table)
    first = answers.ask(cast.viewer, question(dataset), "A test")
    second = answers.ask(cast.editor, question(dataset), "A test")
    assert isinstance(first, Job)
    assert isinstance(second, Job)
    assert first.id == second.id
    work_now()
    for who in (cast.viewer, cast.editor, cast.admin):
        answer = answers.ask(who, question(dataset), "A test")
        assert isinstance(answer, Answer)
        assert answer.facts == {"customers": 2}
        assert answer.arrays["centres"].tolist() == [[1.5, 2.5]]
        assert answer.table_id is not None
        assert stored_tables.find(answer.table_id).rows == 2
    assert len(times) == 1


def test_whatever_the_answer_depends_on_makes_another_question(cast: Cast) -> None:
    dataset, other = kept(cast.editor), kept(cast.editor, "Others")
    asked = question(dataset, column="age")
    different = [
        question(dataset, column="spend"),
        question(other, column="age"),
        Question("b test", dataset.id, asked.facts),
        Question("a test", dataset.id, asked.facts, joined_id=other.id),
    ]
    assert len({asked.key, *(one.key for one in different)}) == 5
    assert asked.key == question(dataset, column="age").key


def test_another_teams_answer_to_the_same_question_is_not_theirs(cast: Cast, making: Making) -> None:
    dataset = kept(cast.editor)
    making(with_a_table)
    answers.ask(cast.editor, question(dataset), "A test")
    work_now()
    assert kept_answers.find(cast.stranger.team.id, question(dataset)) is None


def test_what_failed_says_why_until_somebody_asks_again(cast: Cast, making: Making) -> None:
    dataset = kept(cast.editor)

    def refuse(_work: Work, _question: Question) -> Made:
        raise BadInput("There is only one customer. Bring more.")

    making(refuse)
    answers.ask(cast.editor, question(dataset), "A test")
    work_now()
    for _ in range(2):
        job = answers.ask(cast.editor, question(dataset), "A test")
        assert isinstance(job, Job)
        assert (job.state, job.failure) == (JobState.FAILED, "There is only one customer. Bring more.")
    assert work_now() == 0
    making(with_a_table)
    again = answers.ask_again(cast.editor, question(dataset), "A test")
    assert isinstance(again, Job)
    assert again.state is JobState.QUEUED
    work_now()
    assert isinstance(answers.ask(cast.editor, question(dataset), "A test"), Answer)


def test_a_newer_question_of_a_view_takes_the_place_of_the_older_which_may_be_asked_again(
    cast: Cast, making: Making
) -> None:
    dataset = kept(cast.editor)
    times = making(with_a_table)
    for column in ("age", "spend", "age"):
        answers.ask(cast.editor, question(dataset, column=column), "A test", view="studio of Jonas")
    work_now()
    assert [asked.facts["column"] for asked in times] == ["age"]


def test_what_a_page_waits_for_is_not_shown_in_the_tray(cast: Cast, making: Making) -> None:
    dataset = kept(cast.editor)
    making(with_a_table)
    before = jobs.tray(cast.editor)
    answers.ask(cast.editor, question(dataset), "A test")
    assert jobs.tray(cast.editor) == before


def test_a_job_keeps_what_it_needed_for_the_next_that_needs_it(cast: Cast, making: Making) -> None:
    dataset = kept(cast.editor)
    times: list[Question] = []

    def needed(work: Work, asked: Question) -> Made:
        times.append(asked)
        return with_a_table(work, asked)

    def make(work: Work, asked: Question) -> Made:
        answer = need(work, Question("needed", asked.dataset_id, {}), needed)
        return Made({"from": answer.facts["customers"], "by": asked.facts["by"]})

    making(make)
    for by in ("mean", "median"):
        answers.ask(cast.editor, question(dataset, by=by), "A test")
    work_now()
    found = answers.ask(cast.editor, question(dataset, by="median"), "A test")
    assert isinstance(found, Answer)
    assert (found.facts, len(times)) == ({"from": 2, "by": "median"}, 1)


def test_answers_and_their_tables_go_with_the_dataset_they_were_made_from(cast: Cast, making: Making) -> None:
    dataset, joined = kept(cast.editor), kept(cast.editor, "Joined")
    making(with_a_table)
    asked = Question("a test", dataset.id, {}, joined_id=joined.id)
    answers.ask(cast.editor, asked, "A test")
    work_now()
    datasets.archive(cast.admin, joined.id)
    datasets.delete_for_good(cast.admin, joined.id)
    work_now()
    assert kept_answers.find(cast.editor.team.id, asked) is None
    assert db.session.query(TableRow).filter(TableRow.label == "Two customers").count() == 0


def test_what_nobody_asked_for_in_thirty_days_is_forgotten(
    cast: Cast, making: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = kept(cast.editor)
    making(with_a_table)
    for column in ("age", "spend"):
        answers.ask(cast.editor, question(dataset, column=column), "A test")
    work_now()
    moment = kept_answers.now()
    monkeypatch.setattr(kept_answers, "now", lambda: moment + timedelta(days=29))
    answers.ask(cast.editor, question(dataset, column="age"), "A test")  # asked for again, on the 29th day
    monkeypatch.setattr(kept_answers, "now", lambda: moment + timedelta(days=31))
    kept_answers.forget_old()
    db.session.expire_all()
    assert kept_answers.find(cast.editor.team.id, question(dataset, column="age")) is not None
    assert kept_answers.find(cast.editor.team.id, question(dataset, column="spend")) is None
    assert db.session.query(AnswerRow).count() == 1
    job = answers.ask(cast.editor, question(dataset, column="spend"), "A test")
    assert isinstance(job, Job)  # worked out anew
    assert job.state is JobState.QUEUED
