"""What the confirm step shows while a file is not there to be decided about: waiting, trouble, the end."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from webapp.clock import now
from webapp.components import blocks, progress, states
from webapp.components.bringing import settings
from webapp.records import Job
from webapp.services.bringing import Bringing, Stage

IN_WORDS = {
    Stage.LOOKING: ("Looking at", "Every row is looked at once, to find out what it holds. You decide about it next."),
    Stage.READING: ("Reading", "Every row is read and kept. When it is done, this page goes on to the dataset."),
}
STAYS = "You can leave this page: it goes on, and you find it under Datasets."


def picture(bringing: Bringing) -> dict[str, Any]:
    """What the page shows, so that it is drawn anew only when that changes."""
    job = bringing.job
    seen = f"{bringing.stage} {job.state} {job.share:.2f} {job.sentence}" if job else str(bringing.stage)
    return {"version": bringing.upload.version, "looks": seen}


def under_way(bringing: Bringing, actions: list[Component]) -> Component:
    assert bringing.job is not None, "only a job is under way"
    begins, text = IN_WORDS[bringing.stage]
    parts = [
        html.H2(f"{begins} {bringing.upload.file_name}"),
        html.P(text),
        html.Div(
            [progress.bar(bringing.job), html.P(_sentence(bringing.job), className="k-job-words")], className="k-way"
        ),
        html.P(STAYS),
        html.Div(actions, className="k-state-acts"),
    ]
    return html.Div(
        [html.I(className="bi bi-hourglass", **blocks.HIDDEN), *parts], className="k-state card", role="status"
    )


def unreadable(bringing: Bringing, look_again: Component, give_up: Component) -> Component:
    fields = html.Div(settings.for_a_file_that_cannot_be_read(bringing.upload.choices), className="k-form-columns")
    form = html.Div([fields, html.Div([look_again, give_up], className="k-form-end")], className="k-stack")
    note = "If the file is right and was taken for something else. Otherwise mend it and bring it again."
    help_ = blocks.card("Read it another way", form, note=note)
    return html.Div([trouble(bringing, "This file cannot be read as it is"), help_], className="k-stack")


def trouble(bringing: Bringing, title: str = "The file was not read") -> Component:
    words = html.Div([html.B(title), html.P(bringing.trouble or "It was not looked at yet.")])
    return html.Div(
        [html.I(className="bi bi-exclamation-circle", **blocks.HIDDEN), words], className="k-alert", role="alert"
    )


def ended(bringing: Bringing) -> Component:
    if bringing.stage is Stage.DONE and bringing.known:
        link = dcc.Link("Open the dataset", href=f"/datasets/{bringing.known.id}", className="btn btn-primary")
        text = f"It is a version of {bringing.known.name}."
        return html.Div(states.empty("bi-check-circle", "This file has been read", text, link), className="card")
    link = dcc.Link("Go to Datasets", href="/datasets", className="btn btn-outline-secondary")
    text = "It was given up, or the dataset that it became was deleted. Bring the file again if you need it."
    return html.Div(states.empty("bi-file-earmark-x", "This file is not here any more", text, link), className="card")


def _sentence(job: Job) -> str:
    return progress.sentence(job, now())
