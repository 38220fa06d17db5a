"""What the studio shows: which measures there are to choose, a recipe for every number of segments, and what criteria say.

A sweep's answer holds all that a picture of any number of segments needs, so that the number can be turned without waiting.
Criteria take longer and are a question of their own.
"""

from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa

from core.clustering import DEFAULT_RANGE, Sweep, judge, sweep
from core.clustering.sweep import count_distinct
from core.exploring import Table
from core.preparing import Preparation, prepare
from core.preparing.candidates import candidates
from core.preparing.preparation import Points
from core.recipe import Recipe
from webapp.jobs import customer_tables, swept
from webapp.jobs.work import Work
from webapp.records import Made, Question

CHOICES, SWEEP, CRITERIA = "measures to choose", "sweep", "criteria"
MEASURES = ("number", "category")  # roles of columns that can be a measure
LOOKED_AT = 200_000  # customers by whom a preparation is suggested
AT_ONCE = ("calinski_harabasz", "davies_bouldin")  # criteria that cost next to nothing


def make_choices(work: Work, question: Question) -> Made:
    """Every column that could be a measure, with the preparation that is suggested for it."""
    _, table = customer_tables.need(work, _table_of(question))
    names = [column.name for column in table.columns if column.role in MEASURES]
    work.progress(0.3, "Looking at the measures")
    found = candidates(_looked_at(table, names), names)
    facts = {
        "customers": table.rows,
        "rows": found.rows,
        "columns": [asdict(one) for one in found.columns],
        "numbers": list(found.numbers),
        "usual": list(found.usual),
    }
    return Made(facts, {"alike": np.nan_to_num(found.alike)})


def make_sweep(work: Work, question: Question) -> Made:
    answer, table = customer_tables.need(work, _table_of(question))
    met, preparation, points, found = _swept(work, question, table)
    judgement = judge(points.values, found, AT_ONCE)
    return swept.kept(answer.facts, table, met, preparation, points, found, judgement)


def make_criteria(work: Work, question: Question) -> Made:
    """What takes its time. Which number it suggests hangs on the team's limits, and is said on the page."""
    _, table = customer_tables.need(work, _table_of(question))
    _, _, points, found = _swept(work, question, table)
    said = judge(points.values, found, progress=work.progress)
    facts = {
        "knee": said.knee,
        "gap_choice": said.gap_choice,
        "gap": [[k, gap.value, gap.error] for k, gap in said.gap.items()],
        "silhouette": [[k, one.mean, one.error] for k, one in said.silhouette.items()],
        "calinski_harabasz": [list(pair) for pair in said.calinski_harabasz.items()],
        "davies_bouldin": [list(pair) for pair in said.davies_bouldin.items()],
        "stability": [[k, one.mean, one.lowest, one.resamples] for k, one in said.stability.items()],
        "smallest": [list(pair) for pair in said.smallest.items()],
    }
    return Made(facts)


def _table_of(question: Question) -> Question:
    return Question(customer_tables.KIND, question.dataset_id, question.facts["table"], question.joined_id)


def _swept(work: Work, question: Question, table: Table) -> tuple[pa.Table, Preparation, Points, Sweep]:
    recipe = Recipe.from_dict(question.facts["recipe"])
    work.progress(0.1, "Preparing the measures")
    met = pa.Table.from_batches(table.read([measure.name for measure in recipe.measures]))
    preparation, points = prepare(met, recipe)
    return met, preparation, points, sweep(points.values, recipe, _range(points, question.facts["most"]))


def _range(points: Points, most: int) -> tuple[int, ...] | None:
    """A team that works with more segments than are usually tried sees as many."""
    if most <= DEFAULT_RANGE[-1]:
        return None
    return tuple(range(1, count_distinct(points.values, most) + 1))


def _looked_at(table: Table, names: list[str]) -> pa.Table:
    """Every so manyth customer, and those with the least and the most of something: a transform must not fail on them."""
    every = -(-table.rows // LOOKED_AT)
    if not names:
        return pa.table({})
    batches = [_thinned(batch, every) for batch in table.read(names)]
    return pa.Table.from_batches(batches) if batches else pa.table({name: [] for name in names})


def _thinned(batch: pa.RecordBatch, every: int) -> Any:
    if every == 1:
        return batch
    kept = set(range(0, batch.num_rows, every))
    for column in batch.columns:
        if pa.types.is_floating(column.type) or pa.types.is_integer(column.type):
            values = np.asarray(column.to_numpy(zero_copy_only=False), np.float64)
            if not np.isnan(values).all():
                kept |= {int(np.nanargmin(values)), int(np.nanargmax(values))}
    return batch.take(pa.array(sorted(kept)))
