"""Asking for what the studio shows. Every answer is kept under all that it depends on, so a colleague's link opens at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.clustering import DEFAULT_RANGE
from core.recipe import Recipe
from webapp.records import Answer, Dataset, Job, Question, Version, Viewer
from webapp.services import answers, customer_tables, datasets
from webapp.services.studio.choices import Choices
from webapp.services.studio.swept import Swept
from webapp.services.studio.verdict import Criteria

CHOICES, SWEEP, CRITERIA = "measures to choose", "sweep", "criteria"


@dataclass(frozen=True)
class Studio:
    """A version of a dataset, with the question behind its table of customers."""

    viewer: Viewer
    dataset: Dataset
    version: Version
    table: Question

    @property
    def most(self) -> int:
        """How many segments a sweep goes up to."""
        return max(DEFAULT_RANGE[-1], self.viewer.team.settings.most_segments)


def open_(viewer: Viewer, dataset_id: object, version_number: object = None) -> Studio:
    """The newest version, unless numbered."""
    dataset = datasets.find(viewer, dataset_id)
    version = datasets.version(viewer, dataset.id, version_number)
    return Studio(viewer, dataset, version, customer_tables.question(viewer, dataset.id, version.number))


def ask_choices(studio: Studio, *, again: bool = False) -> Choices | Job:
    found = _ask(studio, _about(studio, CHOICES, {}), f"The measures of {studio.dataset.name}", again)
    return found if isinstance(found, Job) else Choices.of(found)


def ask_sweep(studio: Studio, recipe: Recipe, tab: str, *, again: bool = False) -> Swept | Job:
    """A newer sweep of the same tab takes the place of the older one, and of the criteria that were to follow it."""
    asked = _about(studio, SWEEP, _made_from(studio, recipe))
    found = _ask(studio, asked, f"A sweep of {studio.dataset.name}", again, _view(studio, tab))
    return found if isinstance(found, Job) else Swept(found)


def ask_criteria(studio: Studio, recipe: Recipe, tab: str, *, again: bool = False) -> Criteria | Job:
    """To be asked once the sweep is there: it takes the sweep's place in the queue."""
    asked = _about(studio, CRITERIA, _made_from(studio, recipe))
    found = _ask(studio, asked, f"Criteria for {studio.dataset.name}", again, _view(studio, tab))
    return found if isinstance(found, Job) else Criteria.of(found)


def _about(studio: Studio, kind: str, facts: dict[str, Any]) -> Question:
    return Question(kind, studio.dataset.id, {"table": studio.table.facts} | facts, studio.table.joined_id)


def _made_from(studio: Studio, recipe: Recipe) -> dict[str, Any]:
    return {"recipe": recipe.to_dict(), "most": studio.most}


def _ask(studio: Studio, asked: Question, subject: str, again: bool, view: str | None = None) -> Answer | Job:
    ask: Callable[..., Answer | Job] = answers.ask_again if again else answers.ask
    return ask(studio.viewer, asked, subject, view=view)


def _view(studio: Studio, tab: str) -> str:
    return f"studio {studio.viewer.person.id} {tab}"[:80]
