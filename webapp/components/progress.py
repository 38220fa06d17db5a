"""How far a job is: a bar, a word, a sentence."""

from datetime import datetime

from dash import html
from dash.development.base_component import Component

from webapp.components.times import roughly
from webapp.records import Job, JobState

UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


def bar(job: Job) -> Component:
    share = 1.0 if job.state is JobState.DONE else job.share
    mood = " k-bad" if job.state is JobState.FAILED else ""
    return html.Div(
        html.Div(className="progress-bar", style={"width": f"{share:.0%}"}), className=f"progress{mood}",
        role="progressbar", **{"aria-label": job.subject, "aria-valuenow": round(100 * share), "aria-valuemin": 0, "aria-valuemax": 100},
    )  # fmt: skip


def word(job: Job) -> str:
    words = {
        JobState.QUEUED: "waits",
        JobState.DONE: "done",
        JobState.FAILED: "stopped",
        JobState.CANCELLED: "cancelled",
    }
    return words.get(job.state) or f"{job.share:.0%}".replace("%", "\u202f%")


def sentence(job: Job, at: datetime) -> str:
    """What is done of how much, about how long; or why it stopped."""
    if job.failure:
        return job.failure
    if job.state is JobState.QUEUED:
        return "Waits for its turn" if job.mine else f"{job.person} began this; it waits for its turn"
    if job.state is not JobState.RUNNING:
        return word(job).capitalize()
    parts = [job.sentence or "Begun", _left(job, at), "" if job.mine else f"begun by {job.person}"]
    return ", ".join(part for part in parts if part)


def _left(job: Job, at: datetime) -> str:
    if job.begun is None or job.share < 0.05:
        return ""
    return f"{roughly((at - job.begun) / job.share * (1 - job.share))} left"
