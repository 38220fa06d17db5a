"""Freezing an audience: the customers of a plan as they are now, who of them is held out, and what the sizes can show.

The facts of an audience: `steps` with who was left out at each; `strata` with customers and held out of each segment;
`unknown` ids of the suppression list; `baseline` of the plan's KPI in an earlier window (None where no orders tell it).
"""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from core.errors import BadInput
from core.measuring import Measuring
from core.planning import Arms, Audience, Choice, Members, audience, draw, filters_from_json
from core.planning.results import Baseline, baseline, outcome_within
from webapp.errors import NotFound
from webapp.jobs.repaired import dataset_of, repaired
from webapp.jobs.work import Work
from webapp.records import KeptPlan, Question, Run
from webapp.store import audiences, plans, runs, segments, stored_tables

STANDINGS = {"core": 0, "usual": 1, "border": 2}
NO_SEGMENT = -1


def freeze(work: Work) -> None:
    kept, run = _opened(work)
    choice = work.facts["choice"]
    wanted = Choice(kept.plan.segments, choice["sure"], filters_from_json(choice["filters"]))
    names = {one.number: one.name for one in segments.of_run(run.id)}
    work.progress(0.1, "Looking at the customers of the segments")
    found = audience(
        _members(run, [one.measure for one in wanted.filters]), wanted,
        suppressed=audiences.suppressed(kept.id), minus=_minus(work, choice["minus"]), names=names,
    )  # fmt: skip
    if not len(found):
        raise BadInput("Nobody is left in this audience. Choose more segments, or fewer filters.")
    # Ids of plans are never used again, so the number is all that the draw needs.
    arms = draw(found.ids, found.segments, f"plan {kept.id}", kept.plan.holdout)
    work.progress(0.5, "Looking at what these customers did before")
    made = _made(work, kept, run, found, arms)
    with work.finishing(f"/plans/{kept.id}"):
        audiences.keep(kept.id, work.claim.person_id, made)


def _opened(work: Work) -> tuple[KeptPlan, Run]:
    kept = plans.find(work.claim.team_id, work.facts["plan"])
    run = runs.find(work.claim.team_id, kept.run_id) if kept is not None and kept.run_id else None
    if kept is None or run is None:
        raise NotFound("This plan or its run was deleted meanwhile.")
    return kept, run


def _members(run: Run, filtered: list[str]) -> Members:
    result = runs.result(run.id)
    if result is None:
        raise NotFound("This run has no segments any more.")
    called, table = result.facts["labels"], stored_tables.find(result.table_id)
    measures = [name for name in dict.fromkeys(filtered) if name in table.schema.names]
    columns = [called["customer"], called["segment"], called["standing"], *measures]
    rows = stored_tables.read(table, list(dict.fromkeys(columns))).read_all()
    cells = {name: _whole(rows.column(name)) for name in rows.column_names}
    labels = np.asarray(cells[called["segment"]].fill_null(NO_SEGMENT))
    return Members(
        cells[called["customer"]].cast(pa.string()), labels, _standing(cells[called["standing"]]), {name: cells[name] for name in measures}
    )  # fmt: skip


def _standing(words: pa.Array) -> Any:
    """None where nobody followed how firmly customers stand; whoever has no word stands at the border."""
    known = words.to_pylist()
    if not any(word in STANDINGS for word in known):
        return None
    return np.array([STANDINGS.get(word, STANDINGS["border"]) for word in known])


def _minus(work: Work, others: list[int]) -> list[tuple[str, pa.Array]]:
    found = []
    for plan_id in others:
        other, frozen = plans.find(work.claim.team_id, plan_id), audiences.find(plan_id)
        if other is None or frozen is None:
            raise NotFound("One of the plans to leave out has no audience any more. Choose again.")
        found.append((other.plan.name, audiences.arms(frozen).treated))
    return found


def _made(work: Work, kept: KeptPlan, run: Run, found: Audience, arms: Arms) -> dict[str, Any]:
    rows = pa.table([arms.ids, pa.array(arms.segments, pa.int16()), pa.array(arms.held_out)], schema=audiences.SCHEMA)
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, kept.plan.name, audiences.SCHEMA, work.claim.job_id)
    list(stored_tables.append(table_id, rows.to_batches(), work.writing))
    facts = {
        "steps": [asdict(step) for step in found.steps],
        "strata": [asdict(stratum) for stratum in arms.strata],
        "unknown": found.unknown,
        "baseline": _baseline(work, kept, run, arms),
    }
    held_out = int(arms.held_out.sum())
    return {
        "table_id": table_id, "run": run.name, "run_id": run.id, "version": run.version, "choice": work.facts["choice"],
        "facts": facts, "treated": len(arms.ids) - held_out, "held_out": held_out, "relief": work.facts["relief"],
    }  # fmt: skip


def _baseline(work: Work, kept: KeptPlan, run: Run, arms: Arms) -> dict[str, Any] | None:
    """What these customers did in the last window of the orders that the run was made from."""
    source = Question(**run.source)
    if source.facts["measuring"] is None:
        return None
    orders = repaired(dataset_of(work.claim.team_id, source.dataset_id), source.facts)
    measuring = Measuring.from_json(source.facts["measuring"])
    last = _last_day(orders, measuring)
    if last is None:
        return None
    end = last + timedelta(days=1)
    earlier = outcome_within(orders, measuring, end - timedelta(days=kept.plan.window_days), end)
    told: Baseline = baseline(arms.ids, earlier, kept.plan.kpi)
    return asdict(told)


def _last_day(orders: Any, measuring: Measuring) -> date | None:
    """Asked of a window that nothing falls into: all that is wanted is how far the orders reach."""
    far = date(1, 1, 1)
    return outcome_within(orders, measuring, far, far + timedelta(days=1)).until


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
