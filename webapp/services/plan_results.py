"""Whether a plan worked: asked of the newest orders, worked out once for each version of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.planning.results import ArmFigures, Difference, Result, Value
from webapp.records import Answer, Job, KeptPlan, Question, Viewer
from webapp.rights import Right
from webapp.services import answers, datasets, plans, runs
from webapp.store import answers as stored_answers
from webapp.store import audiences

KIND = "plan result"
JUDGED = ("running", "done")


@dataclass(frozen=True)
class Past:
    """What came of an earlier plan: worked out, typed in, or neither yet."""

    kept: KeptPlan
    result: Result | None


def ask(viewer: Viewer, kept: KeptPlan, *, again: bool = False) -> Result | Job | None:
    """None for a plan that nothing can be said of: it has not run, holds nobody out, or no orders tell of its customers."""
    question = _question(viewer, kept)
    if question is None:
        return None
    asked = answers.ask_again if again else answers.ask
    found = asked(viewer, question, f"Result of {kept.plan.name}")
    return found if isinstance(found, Job) else result_of(found)


def past(viewer: Viewer, run_id: object, numbers: list[int]) -> list[Past]:
    """Of plans for these segments, or for those that they continue, that have run; nothing new is worked out."""
    viewer.must(Right.LOOK)
    earlier = {kept.id: kept for number in numbers for kept in plans.of_segment(viewer, run_id, number)}
    return [Past(kept, known(viewer, kept)) for kept in earlier.values() if kept.plan.status in JUDGED]


def known(viewer: Viewer, kept: KeptPlan) -> Result | None:
    """Without working it out."""
    question = _question(viewer, kept)
    answer = None if question is None else stored_answers.find(viewer.team.id, question)
    return None if answer is None else result_of(answer)


def result_of(answer: Answer) -> Result:
    facts = answer.facts
    return Result(
        state=facts["state"], closes=date.fromisoformat(facts["closes"]),
        until=None if facts["until"] is None else date.fromisoformat(facts["until"]),
        treated=ArmFigures(**facts["treated"]), held_out=ArmFigures(**facts["held_out"]),
        differences=tuple(Difference(**one) for one in facts["differences"]),
        value=None if facts["value"] is None else Value(**facts["value"]),
        by_segment=tuple((number, Difference(**one)) for number, one in facts["by_segment"]),
        not_compared=tuple(facts["not_compared"]),
    )  # fmt: skip


def _question(viewer: Viewer, kept: KeptPlan) -> Question | None:
    frozen, window = audiences.find(kept.id), kept.plan.window
    if frozen is None or not frozen.held_out or window is None or kept.plan.status not in JUDGED or kept.run_id is None:
        return None
    source = runs.find(viewer, kept.run_id).source
    if source["facts"]["measuring"] is None:
        return None
    dataset = datasets.find(viewer, source["dataset_id"])
    cost = kept.plan.actual_cost
    facts: Mapping[str, Any] = {
        "version": dataset.version.id, "repairs": source["facts"]["repairs"], "measuring": source["facts"]["measuring"],
        "arms": frozen.table_id, "start": window[0].isoformat(), "closes": window[1].isoformat(), "kpi": kept.plan.kpi,
        "cost": None if cost is None else float(cost),
    }  # fmt: skip
    return Question(KIND, dataset.id, dict(facts))
