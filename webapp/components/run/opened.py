"""A run with all that its page needs, looked up once."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from core.explaining import Meaning
from webapp.records import Job, Run, RunCheck, RunResult, Segment, Version, Viewer
from webapp.services import datasets, runs, segments
from webapp.services.studio import Swept


@dataclass(frozen=True)
class Shown:
    """A run with what came out of it: all that is drawn of it, whoever looks. `result` is None while it is on its way."""

    run: Run
    result: RunResult | None
    segments: list[Segment]

    @property
    def facts(self) -> dict[str, Any]:
        assert self.result is not None, "only what is done is told"
        return self.result.facts

    @property
    def everyone(self) -> dict[str, Any]:
        """The profile that all segments are held against."""
        everyone: dict[str, Any] = self.facts["everyone"]
        return everyone

    @cached_property
    def meanings(self) -> dict[str, Meaning]:
        return {one["name"]: Meaning(**one) for one in self.everyone["meanings"]}

    @property
    def money(self) -> Meaning | None:
        """What is summed as money, where that is known."""
        return self.meanings.get(self.everyone["money_measure"])

    @property
    def chosen(self) -> list[str]:
        """The measures that the segments were made of."""
        return [measure["name"] for measure in self.run.recipe.get("measures", ())] or ["recency", "orders", "money"]

    @cached_property
    def swept(self) -> Swept | None:
        """What the map is drawn from, with the names that segments have by now."""
        picture = None if self.result is None else runs.picture(self.result)
        if picture is None:
            return None
        (solution,) = picture.facts["solutions"]
        told = {**solution, "names": [segment.name for segment in self.segments],
                "colours": [segment.colour for segment in self.segments]}  # fmt: skip
        return Swept(replace(picture, facts={**picture.facts, "solutions": [told]}))


@dataclass(frozen=True)
class Opened(Shown):
    """For a viewer, with what can be done with it."""

    viewer: Viewer
    job: Job | None
    checks: list[RunCheck]
    repeating: Job | None
    versions: list[Version]
    earlier: Run | None  # the run that it continues, or whose segments it applies

    @classmethod
    def of(cls, viewer: Viewer, run_id: object) -> "Opened":
        run = runs.find(viewer, run_id)
        before = run.continues_id or run.applies_id
        return cls(
            viewer=viewer,
            run=run,
            job=runs.job(viewer, run),
            result=runs.result(viewer, run.id),
            segments=segments.of_run(viewer, run.id),
            checks=runs.checks(viewer, run.id),
            repeating=runs.repeating(viewer, run),
            versions=datasets.versions(viewer, run.dataset_id),
            earlier=runs.find(viewer, before) if before else None,
        )
