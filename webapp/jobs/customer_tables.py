"""The table with a row per customer, from which measures, segments and everything later is made.

Of customers, it is the repaired version; of orders, the measures that follow from the lines; joined, both side by side. It streams
from the store through DuckDB into the store again, and is kept under the question: the versions, their repairs, the measuring.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from core.exploring import Column, Table
from core.exploring.plain import missing
from core.measuring import CATEGORY, CUSTOMER, NUMBER, CustomerColumn, Measuring, described, facts, joined, measured
from webapp.jobs.answers import Maker
from webapp.jobs.answers import need as need_answer
from webapp.jobs.repaired import dataset_of, repaired
from webapp.jobs.work import Work
from webapp.records import Answer, Made, Question
from webapp.store import stored_tables

KIND = "customer table"
ALONE = "customers on one side"
ROLES = {CUSTOMER: "customer", NUMBER: "number", CATEGORY: "category"}


def need(work: Work, question: Question) -> tuple[Answer, Table]:
    """The answer, and its table to be read again and again: who they are has the role customer, the rest their kind."""
    answer = need_answer(work, question, make)
    return answer, opened(answer)


def opened(answer: Answer) -> Table:
    assert answer.table_id is not None, "every customer table has its rows"
    stored = stored_tables.find(answer.table_id)
    columns = tuple(
        Column(field.name, ROLES.get(told["kind"], told["unit"]), field.type)
        for field, told in zip(stored.schema, answer.facts["columns"], strict=True)
    )
    return Table("customers", columns, stored.rows, stored_tables.reader(stored))


def make(work: Work, question: Question) -> Made:
    if question.facts["joined"] is not None:
        return _side_by_side(work, question)
    dataset = dataset_of(work.claim.team_id, question.dataset_id)
    table = repaired(dataset, question.facts)
    if dataset.kind == "orders":
        return _from_orders(work, dataset.name, table, Measuring.from_json(question.facts["measuring"]))
    return _from_customers(work, dataset.name, table)


def make_alone(work: Work, question: Question) -> Made:
    """Who is in the orders or among the customers alone: the `customer`, and the side where it was `found_in`."""
    with joined(*_sides(work, question)) as both:
        count = both.only_measured + both.only_described
        table_id, _ = _keep(work, "Customers on one side", both.alone(), count)
    return Made(
        {"matched": both.matched, "only_orders": both.only_measured, "only_customers": both.only_described},
        table_id=table_id,
    )


MAKERS: dict[str, Maker] = {KIND: make, ALONE: make_alone}


def _from_orders(work: Work, name: str, table: Table, measuring: Measuring) -> Made:
    work.progress(0.05, f"Reading {table.rows:,} order lines")
    with measured(table, measuring) as made:
        told = facts(made)
        columns = [CustomerColumn.of_measure(one) for one in made.measures]
        table_id, gaps = _keep(work, name, made.batches(), made.funnel.customers)
    return Made(told | {"columns": _told(columns, gaps), "joined": None}, table_id=table_id)


def _from_customers(work: Work, name: str, table: Table) -> Made:
    made = described(table)
    table_id, gaps = _keep(work, name, made.batches(), made.customers)
    steps = [
        {"rule": step.rule, "what": step.words, "left_out": step.left_out, "lines": step.lines} for step in made.steps
    ]
    told = {
        "measuring": None,
        "funnel": {"lines": made.lines, "steps": steps, "customers": made.customers},
        "customers": made.customers,
        "columns": _told(made.columns, gaps),
        "joined": None,
    }
    return Made(told, table_id=table_id)


def _side_by_side(work: Work, question: Question) -> Made:
    orders, customers = _sides_of(question)
    ours, measures = need(work, orders)
    theirs, attributes = need(work, customers)
    with joined(measures, attributes) as both:
        told = [*ours.facts["columns"], *(one for one in theirs.facts["columns"] if one["kind"] != CUSTOMER)]
        table_id, gaps = _keep(work, "Orders and customers", both.batches(), both.matched)
    columns = [one | {"name": name, "missing": gaps[name]} for one, name in zip(told, both.names, strict=True)]
    counts = {
        "matched": both.matched,
        "only_orders": both.only_measured,
        "only_customers": both.only_described,
        "funnel": theirs.facts["funnel"],
    }
    return Made(ours.facts | {"customers": both.matched, "columns": columns, "joined": counts}, table_id=table_id)


def _sides(work: Work, question: Question) -> tuple[Table, Table]:
    orders, customers = _sides_of(question)
    return need(work, orders)[1], need(work, customers)[1]


def _sides_of(question: Question) -> tuple[Question, Question]:
    """The customer tables that are put side by side, as questions of their own."""
    assert question.joined_id is not None
    orders = Question(KIND, question.dataset_id, {**question.facts, "joined": None})
    return orders, Question(KIND, question.joined_id, question.facts["joined"])


def _keep(work: Work, label: str, batches: pa.RecordBatchReader, rows: int) -> tuple[int, dict[str, int]]:
    """The table, and how many cells of each column are missing."""
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, label, batches.schema, work.claim.job_id)
    gaps = dict.fromkeys(batches.schema.names, 0)
    kept = 0
    for chunk_rows in stored_tables.append(table_id, _counted(batches, gaps), work.writing):
        kept += chunk_rows
        work.progress(0.5 + 0.45 * kept / max(rows, 1), f"{kept:,} of {rows:,} customers")
    return table_id, gaps


def _counted(batches: Iterable[pa.RecordBatch], gaps: dict[str, int]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for name, cells in zip(batch.schema.names, batch.columns, strict=True):
            gaps[name] += pc.sum(missing(cells)).as_py() or 0
        yield batch


def _told(columns: Iterable[CustomerColumn], gaps: dict[str, int]) -> list[dict[str, Any]]:
    return [asdict(column) | {"missing": gaps[column.name]} for column in columns]
