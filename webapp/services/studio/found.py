"""All that the studio shows of a state, as far as it is worked out by now."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.clustering import Limits, Verdict
from core.errors import BadInput
from core.recipe import Recipe
from webapp.records import Job, JobState, Viewer
from webapp.services import jobs
from webapp.services.studio import asking, looking
from webapp.services.studio.asking import Studio
from webapp.services.studio.state import State
from webapp.services.studio.swept import Swept
from webapp.services.studio.verdict import Criteria, limits


@dataclass(frozen=True)
class Refused:
    """What is chosen makes no recipe: the sentence says what to choose instead."""

    sentence: str


@dataclass(frozen=True)
class Found:
    """One sweep, looked at in one way; `judging` works out its criteria until they are there."""

    studio: Studio
    state: State
    recipe: Recipe
    swept: Swept
    criteria: Criteria | None = None
    judging: Job | None = None

    @property
    def viewer(self) -> Viewer:
        return self.studio.viewer

    @property
    def limits(self) -> Limits:
        return limits(self.viewer, self.state, self.swept.customers)

    @property
    def verdict(self) -> Verdict | None:
        return self.criteria.verdict(self.limits) if self.criteria else None

    @property
    def k(self) -> int:
        verdict = self.verdict
        return looking.chosen_number(self.state, self.swept, self.limits, verdict.suggested if verdict else None)

    @property
    def axes(self) -> tuple[str, str, str]:
        return looking.axes(self.state, self.swept)

    def turned(self, controls: Mapping[str, object]) -> "Found":
        return replace(self, state=looking.turned(self.state, self.swept, controls))


def find(studio: Studio, state: State, tab: str, *, again: bool = False) -> Found | Job | Refused:
    """The sweep of a state; a job while the measures to choose or the sweep itself are worked out."""
    choices = asking.ask_choices(studio, again=again)
    if isinstance(choices, Job):
        return choices
    try:
        recipe = choices.recipe(state)
    except BadInput as problem:
        return Refused(problem.sentence)
    swept = asking.ask_sweep(studio, recipe, tab, again=again)
    return swept if isinstance(swept, Job) else Found(studio, state, recipe, swept)


def judged(found: Found, tab: str, *, again: bool = False) -> Found:
    """With its criteria, or with the job that works them out."""
    if len(found.swept.ks) < 2:
        return found
    criteria = asking.ask_criteria(found.studio, found.recipe, tab, again=again)
    if isinstance(criteria, Job):
        return replace(found, judging=criteria)
    return replace(found, criteria=criteria)


def still_waits(studio: Studio, job_id: object) -> Job | None:
    """The job that somebody waits for, if it is under way: a look at it costs less than asking for its answer."""
    if not isinstance(job_id, int):
        return None
    job = jobs.find(studio.viewer, job_id)
    return job if job.state in (JobState.QUEUED, JobState.RUNNING) else None
