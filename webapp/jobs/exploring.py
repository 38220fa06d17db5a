"""What is in a version after its repairs: findings, the figures of every column, and pictures drawn from counts.

A question names the version, the repairs and everything else that its answer depends on. A picture that cannot be drawn
of these columns is an answer as well: it says why not.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from core import exploring
from core.errors import BadInput
from core.exploring import Column, ColumnFigures, Finding, Table, pictures
from core.exploring.repairs import Outcome, Repairs, repaired, replay
from core.exploring.repairs.values import rewritten
from webapp.errors import NotFound
from webapp.jobs.answers import Maker
from webapp.jobs.work import Work
from webapp.records import Made, Question
from webapp.store import datasets, explored, stored_tables

MOST_HELD = 256 * 1024 * 1024


def findings(work: Work, question: Question) -> Made:
    """With what each repair did to this version."""
    replayed = replay(_version(work, question), Repairs.from_json(question.facts["repairs"]))
    found = exploring.find(_remembering(replayed.table), date.fromisoformat(question.facts["today"]))
    return Made(
        {
            "findings": [_finding(each) for each in found],
            "outcomes": [_outcome(each) for each in replayed.outcomes],
            "rows": replayed.table.rows,
        }
    )


def statistics(work: Work, question: Question) -> Made:
    table = _repaired(work, question)
    return Made({"rows": table.rows, "columns": [_figures(each) for each in exploring.statistics(_remembering(table))]})


def _picture(draw: Callable[[Table, dict[str, Any]], Made]) -> Maker:
    def drawn(work: Work, question: Question) -> Made:
        try:
            return draw(_held(_repaired(work, question), question.facts), question.facts)
        except BadInput as problem:
            return Made({"why_not": problem.sentence})

    return drawn


def _distribution(table: Table, facts: dict[str, Any]) -> Made:
    """Of a date, by day."""
    name = facts["columns"][0]
    by_day = _in_days(table, table.column(name)) if table.column(name).is_date else table
    return explored.keep_distribution(pictures.distribution(by_day, name, facts["by"], log=facts["log"]))


def _bars(table: Table, facts: dict[str, Any]) -> Made:
    return explored.keep_bars(pictures.bars(table, facts["columns"][0]))


def _boxes(table: Table, facts: dict[str, Any]) -> Made:
    return explored.keep_boxes(pictures.boxes(table, table.number(facts["columns"][0]).name, facts["by"]))


def _pairs(table: Table, facts: dict[str, Any]) -> Made:
    return explored.keep_pairs(pictures.pairs(table, facts["columns"], facts["by"]))


def _correlations(table: Table, facts: dict[str, Any]) -> Made:
    return explored.keep_correlations(pictures.correlations(table, facts["columns"]))


MAKERS: dict[str, Maker] = {
    "findings": findings,
    "statistics": statistics,
    "distribution": _picture(_distribution),
    "bars": _picture(_bars),
    "boxes": _picture(_boxes),
    "pairs": _picture(_pairs),
    "correlations": _picture(_correlations),
}


def _version(work: Work, question: Question) -> Table:
    """As it came."""
    dataset = datasets.find(work.claim.team_id, question.dataset_id)
    versions = [] if dataset is None else datasets.versions(dataset.id)
    version = next((version for version in versions if version.id == question.facts["version"]), None)
    if dataset is None or version is None:
        raise NotFound("This version is not there any more.")
    stored = stored_tables.find(version.table_id)
    roles = {column["name"]: column["role"] for column in version.found.columns}
    columns = tuple(Column(field.name, roles[field.name], field.type) for field in stored.schema)
    return Table(dataset.kind, columns, stored.rows, stored_tables.reader(stored))


def _repaired(work: Work, question: Question) -> Table:
    return repaired(_version(work, question), Repairs.from_json(question.facts["repairs"]))


def _held(table: Table, facts: dict[str, Any]) -> Table:
    """A picture reads its few columns two or three times: from memory, unless they are too much for it."""
    names = list(dict.fromkeys([*facts["columns"], *([facts["by"]] if facts["by"] else [])]))
    roles = {name: table.column(name).role for name in names}
    rows = _in_memory(table, names)
    return table if rows is None else Table.of(rows, roles, table.kind)


def _remembering(table: Table) -> Table:
    """Who goes through a table column by column asks for one again and again before the next: that one stays in memory."""
    last: dict[tuple[str, ...], pa.Table | None] = {}

    def read(names: Sequence[str]) -> pa.RecordBatchReader:
        if len(names) != 1:
            return table.read(names)
        if tuple(names) not in last:
            last.clear()
            last[tuple(names)] = _in_memory(table, names)
        rows = last[tuple(names)]
        return table.read(names) if rows is None else rows.to_reader()

    return replace(table, read=read)


def _in_memory(table: Table, names: Sequence[str]) -> pa.Table | None:
    """Nothing, when it is too much."""
    schema = pa.schema([(name, table.column(name).type) for name in names])
    batches, size = [], 0
    for batch in table.read(names):
        size += batch.nbytes
        if size > MOST_HELD:
            return None
        batches.append(batch)
    return pa.Table.from_batches(batches, schema)


def _in_days(table: Table, column: Column) -> Table:
    """Dates as whole days since 1970."""
    days = replace(column, type=pa.int64(), role="number")
    return rewritten(
        table, days, lambda cells: pc.cast(pc.cast(cells, pa.date32(), safe=False), pa.int32()).cast(pa.int64())
    )


def _finding(found: Finding) -> dict[str, Any]:
    repairs = zip(found.repairs, Repairs(found.repairs).to_json(), strict=True)
    offered = [{"words": repair.words, "step": step} for repair, step in repairs]
    return {
        "kind": found.kind, "column": found.column, "count": found.count, "what": found.what, "why": found.why,
        "examples": list(found.examples), "repairs": offered,
    }  # fmt: skip


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "rows_before": outcome.rows_before, "rows_after": outcome.rows_after,
        "changed": outcome.changed, "why_not": outcome.why_not,
    }  # fmt: skip


def _figures(known: ColumnFigures) -> dict[str, Any]:
    column = known.column
    return {
        "name": column.name, "role": column.role,
        "present": known.present, "missing": known.missing, "different": known.different,
        "most_common": known.most_common, "numbers": asdict(known.numbers) if known.numbers else None,
        "first": known.first.isoformat() if known.first else None, "last": known.last.isoformat() if known.last else None,
    }  # fmt: skip
