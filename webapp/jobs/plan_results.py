"""The result of a plan: what its arms ordered within the measurement window, from one version of the orders."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from core.measuring import Measuring
from core.planning import Arms
from core.planning.results import outcome_within, result
from webapp.jobs.answers import Maker
from webapp.jobs.repaired import dataset_of, repaired
from webapp.jobs.work import Work
from webapp.records import Made, Question
from webapp.store import stored_tables

KIND = "plan result"


def make(work: Work, question: Question) -> Made:
    facts = question.facts
    start, closes = date.fromisoformat(facts["start"]), date.fromisoformat(facts["closes"])
    work.progress(0.1, "Looking at the orders of the measurement window")
    orders = repaired(dataset_of(work.claim.team_id, question.dataset_id), facts)
    outcome = outcome_within(orders, Measuring.from_json(facts["measuring"]), start, closes)
    work.progress(0.5, "Comparing those treated with those held out")
    found = result(_arms(facts["arms"]), outcome, kpi=facts["kpi"], closes=closes, cost=facts["cost"])
    return Made(_plain(asdict(found)))


MAKERS: dict[str, Maker] = {KIND: make}


def _arms(table_id: int) -> Arms:
    rows = stored_tables.read(stored_tables.find(table_id)).read_all()
    ids, segments, held_out = rows.columns
    return Arms(pa.concat_arrays(ids.chunks), np.asarray(segments), np.asarray(held_out))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value.item() if isinstance(value, np.generic) else value
