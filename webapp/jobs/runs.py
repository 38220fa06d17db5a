"""Carrying out a run: customers, their segments, all that is told of them; kept whole in the last write, or not at all.

The facts of a result: `customers`, `placed`, `left_out` and `noise` count; `criteria` is the sweep around the run as
core/clustering tells it, with verdict and knee; `limits` are the team's at that time; `closeness` (silhouettes) and `firmness`
(stability) say how sure; `everyone` is the profile that all segments are held against; `columns` are those of the customer
table; `labels` says what the columns of the labels table are called; `picture` is what the map is drawn from, with the arrays
whose names begin with PICTURE.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from core import VERSION
from core.clustering import NOBODY, Limits, Sweep, judge
from core.exploring import Table
from core.measuring import Limits as RfmLimits
from core.measuring import Measuring
from core.recipe import Recipe
from webapp.errors import NotFound
from webapp.jobs import customer_tables, labelled, swept
from webapp.jobs.explained import Told, bought_more, explained, plain
from webapp.jobs.repaired import dataset_of, repaired
from webapp.jobs.segmenting import SCORED, Segmented, by_limits, by_model, by_recipe, only_labels
from webapp.jobs.work import Work
from webapp.records import Made, Question, Run, RunResult, Segment
from webapp.store import runs, segments, stored_tables
from webapp.store.runs import PICTURE, Outcome
from webapp.store.segments import NewSegment


def carry_out(work: Work) -> None:
    run = _run(work)
    told, table = customer_tables.need(work, Question(**run.source))
    rows = _read(table)
    made = _segmented(work, run, rows)
    work.progress(0.85, "Finding words for the segments")
    words = explained(told.facts, rows, made.labels, made.segments, chosen(run), made.names)
    _add_favourites(work, run, rows, made, words)
    picture = _picture(run, told.facts, table, rows, made)
    table_id, called = labelled.keep(work, run.name, rows, made.labels, made.standing)
    facts = {
        **made.facts, "everyone": words.everyone, "columns": told.facts["columns"], "labels": called, "picture": picture.facts,
    }  # fmt: skip
    arrays = made.arrays | {f"{PICTURE}{name}": array for name, array in picture.arrays.items()}
    digest = labelled.digest(made.labels)
    result = RunResult(plain(facts), made.preparation, made.model, arrays, digest, table_id)
    with work.finishing(f"/runs/{run.id}"):
        if runs.finish(run.id, _outcome(made), result):
            segments.add(run.id, _new_segments(run, made, words))


def repeat(work: Work) -> None:
    """Once more from the customer table on; told is whether the same labels came out."""
    run = _run(work)
    before = runs.result(run.id)
    if before is None:
        raise NotFound("This run has no segments to compare with. Carry it out first.")
    _, table = customer_tables.need(work, Question(**run.source))
    rows = _read(table)
    work.progress(0.2, "Dividing the customers once more")
    labels = _labels_again(work, run, rows)
    differs = _differs(run, before, rows, labels)
    with work.finishing(f"/runs/{run.id}"):
        runs.add_check(run.id, work.claim.person_id, differs)


def chosen(run: Run) -> list[str]:
    """The measures that the segments were made of."""
    return list(SCORED) if run.method == "rfm" else [measure["name"] for measure in run.recipe["measures"]]


def _run(work: Work) -> Run:
    run = runs.find(work.claim.team_id, work.facts["run"])
    if run is None:
        raise NotFound("This run was deleted meanwhile.")
    return run


def _read(table: Table) -> pa.Table:
    """Who they are stands first."""
    reader = table.read(table.names)
    return pa.Table.from_batches(reader, reader.schema)


def _segmented(work: Work, run: Run, rows: pa.Table) -> Segmented:
    if run.applies_id is not None:
        return by_model(rows, _origin(run.applies_id))
    if run.method == "rfm":
        return by_limits(rows, RfmLimits.from_json(run.recipe["limits"]))
    limits = Limits(**work.facts["limits"])
    return by_recipe(
        rows, Recipe.from_dict(run.recipe), limits, lambda share, said: work.progress(0.1 + 0.7 * share, said)
    )


def _labels_again(work: Work, run: Run, rows: pa.Table) -> Any:
    if run.applies_id is not None or run.method == "rfm":
        return _segmented(work, run, rows).labels
    return only_labels(rows, Recipe.from_dict(run.recipe), work.progress)


def _origin(run_id: int) -> RunResult:
    earlier = runs.result(run_id)
    if earlier is None:
        raise NotFound("The run whose segments were to be used is not there any more.")
    return earlier


def _add_favourites(work: Work, run: Run, rows: pa.Table, made: Segmented, words: Told) -> None:
    """Only orders tell what was bought."""
    source = Question(**run.source)
    if source.facts["measuring"] is None:
        return
    work.progress(0.9, "Looking at what each segment buys")
    orders = repaired(dataset_of(work.claim.team_id, source.dataset_id), source.facts)
    measuring = Measuring.from_json(source.facts["measuring"])
    found = bought_more(orders, measuring, rows.column(0), made.labels, made.segments)
    for profile, favourites in zip(words.segments, found, strict=True):
        profile["favourites"] = favourites


def _picture(run: Run, told: Mapping[str, Any], table: Table, rows: pa.Table, made: Segmented) -> Made:
    """What the map is drawn from, as the studio draws it."""
    if made.placed is None:
        return Made({})
    placed, recipe = made.placed, Recipe.from_dict(run.recipe)
    alone = Sweep(recipe, {placed.solution.k: placed.solution})
    judged = judge(placed.points.values, alone, ())
    met = rows.select([measure.name for measure in recipe.measures])
    return swept.kept(told, table, met, placed.preparation, placed.points, alone, judged)


def _outcome(made: Segmented) -> Outcome:
    close, firm = made.facts.get("closeness"), made.facts["firmness"]
    return Outcome(
        segments=made.segments,
        customers=made.facts["placed"],
        smallest=min(made.sizes),
        largest=max(made.sizes),
        silhouette=close["mean"] if close else None,
        stability=min(one["stability"] for one in firm) if firm else None,
    )


def _new_segments(run: Run, made: Segmented, words: Told) -> list[NewSegment]:
    """Applied to other customers, segments stay what they are: they keep name and colour."""
    before: Sequence[Segment] = [] if run.applies_id is None else segments.of_run(run.applies_id)
    by_number = {segment.number: segment for segment in before}
    return [
        NewSegment(number, size, plain(profile), by_number.get(number))
        for number, (size, profile) in enumerate(zip(made.sizes, words.segments, strict=True))
    ]


def _differs(run: Run, before: RunResult, rows: pa.Table, labels: Any) -> str:
    """Nothing, when each customer is where they were."""
    if labelled.digest(labels) == before.digest:
        return ""
    version = (
        ""
        if run.core_version == VERSION
        else f" It was made with an earlier analysis ({run.core_version}; this is {VERSION})."
    )
    names = [before.facts["labels"]["customer"], before.facts["labels"]["segment"]]
    kept = stored_tables.read(stored_tables.find(before.table_id), names).read_all()
    known = dict(zip(kept[0].to_pylist(), kept[1].fill_null(-1).to_pylist(), strict=True))
    now_ = np.where(labels == NOBODY, -1, labels.astype(np.int16)).tolist()
    moved = sum(known.get(who) != segment for who, segment in zip(rows.column(0).to_pylist(), now_, strict=True))
    if not moved:
        return "" if run.removed else f"The same customers came in another order.{version}"
    return f"{moved:,} of {len(now_):,} customers came into another segment.{_without_some(run)}{version}"


def _without_some(run: Run) -> str:
    """Without somebody who was erased, the others may come to stand elsewhere."""
    if not run.removed:
        return ""
    who = "1 person was" if run.removed == 1 else f"{run.removed:,} people were"
    return f" {who} erased since it was made, so the same labels need not come out."
