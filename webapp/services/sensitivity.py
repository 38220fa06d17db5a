"""Would another analyst get the same? Asked from the page of a run, worked out in the background, kept for all."""

from dataclasses import dataclass
from typing import Any

from webapp.records import Answer, Job, Question, Run, Viewer
from webapp.services import answers, runs
from webapp.store import answers as kept
from webapp.store import queue

KIND = "sensitivity"


@dataclass(frozen=True)
class NotAsked:
    """Nobody has asked yet; `possible` only where a recipe made the segments."""

    possible: bool


@dataclass(frozen=True)
class Sensitive:
    """What core/explaining/sensitivity.py found, as plain JSON."""

    facts: dict[str, Any]

    @property
    def sentence(self) -> str:
        return str(self.facts["sentence"])


def known(viewer: Viewer, run_id: object) -> Sensitive | Job | NotAsked:
    """Without asking."""
    run = runs.find(viewer, run_id)
    if not _possible(run):
        return NotAsked(possible=False)
    question = _question(run)
    found = kept.find(viewer.team.id, question)
    if found is not None:
        return Sensitive(found.facts)
    return queue.with_key(viewer.team.id, question.key, viewer.person.id) or NotAsked(possible=True)


def ask(viewer: Viewer, run_id: object, *, again: bool = False) -> Sensitive | Job | NotAsked:
    run = runs.find(viewer, run_id)
    if not _possible(run):
        return NotAsked(possible=False)
    ask_ = answers.ask_again if again else answers.ask
    return _opened(ask_(viewer, _question(run), f"Other choices for {run.name}"))


def _possible(run: Run) -> bool:
    return run.method != "rfm" and run.applies_id is None


def _question(run: Run) -> Question:
    source = Question(**run.source)
    return Question(KIND, source.dataset_id, {"table": source.facts, "recipe": run.recipe}, source.joined_id)


def _opened(found: Answer | Job) -> Sensitive | Job:
    return found if isinstance(found, Job) else Sensitive(found.facts)
