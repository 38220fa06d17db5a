"""What orders say of customers and of trade: every measure at a glance, RFM scores with their segments, orders over time."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.errors import BadInput
from core.exploring import Table
from core.measuring import (
    NUMBER,
    Limits,
    Measuring,
    Rfm,
    over_time,
    quantile_limits,
    rfm_map,
    scored,
    segment_names,
    settle,
    shares,
    sold,
    summaries,
)
from webapp.jobs import customer_tables
from webapp.jobs.answers import Maker
from webapp.jobs.repaired import dataset_of, repaired
from webapp.jobs.work import Work
from webapp.records import Made, Question
from webapp.store import stored_tables

FIGURES = "measures at a glance"
RFM = "rfm"
TRADING = "trading"
SCORED = ("recency", "orders", "money")
MOST_SOLD = 20


def make_figures(work: Work, question: Question) -> Made:
    """What the customer table says of itself, and each of its numbers from the least to the most."""
    answer, table = customer_tables.need(work, Question(**question.facts["of"]))
    numbers = [column["name"] for column in answer.facts["columns"] if column["kind"] == NUMBER]
    work.progress(0.9, "Looking at every measure")
    figures = {one.name: asdict(one) for one in summaries(table, numbers)}
    return Made({"table": answer.facts, "figures": figures})


def make_rfm(work: Work, question: Question) -> Made:
    answer, table = customer_tables.need(work, Question(**question.facts["of"]))
    if "money" not in table.names:
        raise BadInput(
            "RFM needs money. Give the column of amounts the role amount, or the one of prices the role price."
        )
    recency, orders, money = _numbers(table)
    given, levels = question.facts["limits"], question.facts["levels"]
    limits = Limits.from_json(given) if given else quantile_limits(recency, orders, money, levels)
    rfm = scored(limits, recency, orders, money)
    told = {
        "limits": limits.to_json(),
        "levels": limits.levels,
        "customers": len(money),
        "money": float(money.sum()),
        "currency": answer.facts["measuring"]["currency"],
        "reference": answer.facts["measuring"]["reference"],
        "shares": [asdict(share) for share in shares(rfm, recency, orders, money)],
        "cells": [asdict(cell) for cell in rfm_map(rfm, money)],
    }
    return Made(told, table_id=_keep_scores(work, table, rfm))


def make_trading(work: Work, question: Question) -> Made:
    """Orders, customers and money per period, and what was sold most."""
    dataset = dataset_of(work.claim.team_id, question.dataset_id)
    table = repaired(dataset, question.facts)
    measuring = settle(table, Measuring.from_json(question.facts["measuring"]))
    work.progress(0.1, f"Reading {table.rows:,} order lines")
    periods = over_time(table, measuring, question.facts["period"])
    told: dict[str, Any] = {
        "currency": measuring.currency,
        "has_money": any(period.money is not None for period in periods),
        "periods": [asdict(period) | {"first_day": period.first_day.isoformat()} for period in periods],
    }
    for role in ("product", "product group"):
        work.progress(0.6, f"Reading what was sold by {role}")
        named = table.with_role(role) is not None
        told[role] = [asdict(one) for one in sold(table, measuring, role, MOST_SOLD)] if named else None
    return Made(told)


MAKERS: dict[str, Maker] = {FIGURES: make_figures, RFM: make_rfm, TRADING: make_trading}


def _numbers(table: Table) -> list[NDArray[np.float64]]:
    read = table.read(SCORED).read_all()
    return [read.column(name).to_numpy().astype(np.float64) for name in SCORED]


def _keep_scores(work: Work, table: Table, rfm: Rfm) -> int:
    who = table.with_role("customer")
    assert who is not None, "every customer table says who"
    columns: Mapping[str, Any] = {
        "recency score": rfm.recency,
        "frequency score": rfm.frequency,
        "money score": rfm.money,
        "code": rfm.codes,
        "segment": pa.array(segment_names(rfm)).cast(pa.string()),
    }
    scores = pa.table(dict(columns))
    schema = pa.schema([pa.field(who.name, pa.string()), *scores.schema])
    with work.writing():
        table_id = stored_tables.begin(work.claim.team_id, "RFM scores", schema, work.claim.job_id)
    for _ in stored_tables.append(table_id, _beside(table.read([who.name]), scores, schema), work.writing):
        work.progress(0.95, "Keeping the scores")
    return table_id


def _beside(ids: pa.RecordBatchReader, scores: pa.Table, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    first = 0
    for batch in ids:
        part = scores.slice(first, batch.num_rows).combine_chunks()
        cells = [column.combine_chunks() for column in part.columns]
        yield pa.RecordBatch.from_arrays([batch.column(0), *cells], schema=schema)
        first += batch.num_rows
