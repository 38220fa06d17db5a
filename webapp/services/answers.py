"""Asking what is in datasets: the answer when it is there already, else the job that works it out."""

from dataclasses import asdict

from webapp.records import Answer, Job, JobState, Lane, Question, Viewer
from webapp.rights import Right
from webapp.store import answers, queue
from webapp.store.engine import writing


def ask(viewer: Viewer, question: Question, subject: str, *, view: str | None = None) -> Answer | Job:
    """The job is queued, under way, or has failed or been cancelled; then `ask_again` begins anew.

    The question's datasets are the viewer's team's: the service that made the question has seen to that.
    A newer question of the same `view` takes the place of an older one that is still waiting for its answer.
    """
    viewer.must(Right.LOOK)
    return answers.find(viewer.team.id, question) or _job(viewer, question, subject, view)


def ask_again(viewer: Viewer, question: Question, subject: str, *, view: str | None = None) -> Answer | Job:
    """After it has failed or was cancelled."""
    viewer.must(Right.LOOK)
    with writing():
        queue.forget_ended(viewer.team.id, question.key)
    return ask(viewer, question, subject, view=view)


def _job(viewer: Viewer, question: Question, subject: str, view: str | None) -> Job | Answer:
    job = queue.with_key(viewer.team.id, question.key, viewer.person.id)
    if job is not None and job.state is not JobState.DONE:
        return job
    with writing():
        queue.forget_ended(viewer.team.id, question.key)  # it was done, and what came of it has been forgotten since
        queue.add(
            viewer.team.id, viewer.person.id, queue.ANSWERING, Lane.SHORT, subject, {"question": asdict(question)},
            key=question.key, view=view,
        )  # fmt: skip
    job = queue.with_key(viewer.team.id, question.key, viewer.person.id)
    assert job is not None, "it was just asked for"
    return job
