"""Two runs joined by customer: the overlap of their segments, which continues which, and whether customers moved or the line.

Kept are counts and the places of customers in both runs' tables, never who they are: their rows are read from the runs
themselves, and go with them. Segments are numbered here; names are put to them when they are shown.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.comparing import (
    Centres,
    Grounds,
    Joined,
    Matching,
    Membership,
    agree,
    centres_in_common,
    explain,
    find_likeness,
    join,
    large_moves,
    match,
    overlap,
    shared,
    trace,
)
from core.preparing import Preparation
from core.preparing.preparation import NumberStep
from webapp.errors import NotFound
from webapp.jobs.explained import plain
from webapp.jobs.segmenting import MODEL, by_model
from webapp.jobs.work import Work
from webapp.records import Made, Question, Run, RunResult
from webapp.store import runs, stored_tables

KIND = "comparison"
SMALLEST_TOLD = 100  # of this many parts of everybody a flow has to be one, to be told in a sentence

Array = NDArray[Any]


@dataclass(frozen=True)
class Side:
    run: Run
    result: RunResult
    rows: pa.Table  # without the columns of the run itself: who, then the measures
    labels: Array

    @property
    def membership(self) -> Membership:
        measure = self.result.facts["everyone"].get("money_measure")
        money = None if measure not in self.rows.column_names else np.nan_to_num(_numbers(self.rows, str(measure)))
        return Membership(self.rows.column(0).combine_chunks(), self.labels, self.run.segments or 0, money)

    @property
    def preparation(self) -> Preparation | None:
        return Preparation.from_dict(self.result.preparation) if self.result.preparation else None

    @property
    def centres(self) -> Array | None:
        return self.result.arrays.get(f"{MODEL}centres")


def make(work: Work, question: Question) -> Made:
    old, new = (_side(work, question.facts[which]) for which in ("old", "new"))
    work.progress(0.3, "Finding the customers who are in both")
    joined = join(old.membership, new.membership)
    centres = _centres(old, new)
    matching = match(find_likeness(joined, centres))
    facts = {
        "customers": {name: getattr(joined, name) for name in ("everyone", "kept", "came", "gone", "left_out")},
        "overlap": _listed(asdict(overlap(joined))),
        "matching": asdict(matching),
        "agreement": asdict(agree(shared(joined), matching)),
    }
    work.progress(0.6, "Telling behaviour from borders")
    movement, part = _movement(old, new, joined, centres, matching)
    arrays = {
        "old": joined.old, "new": joined.new, "part": part, "old_rows": joined.old_rows.astype(np.int32),
        "new_rows": joined.new_rows.astype(np.int32),
    }  # fmt: skip
    return Made(plain({**facts, "movement": movement}), arrays)


def _side(work: Work, run_id: int) -> Side:
    run, result = runs.find(work.claim.team_id, run_id), runs.result(run_id)
    if run is None or result is None:
        raise NotFound("One of these runs was deleted meanwhile.")
    names = result.facts["labels"]
    reader = stored_tables.read(stored_tables.find(result.table_id))
    whole = pa.Table.from_batches(reader, reader.schema)
    labels = whole[names["segment"]].fill_null(NOBODY).to_numpy().astype(np.uint8)
    return Side(run, result, whole.drop_columns([names["segment"], names["standing"]]), labels)


def _centres(old: Side, new: Side) -> Centres | None:
    before, after = old.preparation, new.preparation
    if before is None or after is None or old.centres is None or new.centres is None:
        return None
    return centres_in_common(before, old.centres, after, new.centres)


def _movement(
    old: Side, new: Side, joined: Joined, centres: Centres | None, matching: Matching
) -> tuple[dict[str, Any], Array]:
    """The flows with their causes; or why they cannot be told, where the new customers lack what the old model asks for."""
    missing = [name for name in _asked_for(old) if name not in new.rows.column_names]
    if missing:
        why = f"The customers of {new.run.name} have no measure {missing[0]}, so the segments of {old.run.name} cannot be told of them."
        return {"why_not": why}, np.zeros(joined.everyone, np.uint8)
    moved = trace(joined, by_model(new.rows, old.result).labels, matching)
    large = large_moves(moved, least=max(1, joined.everyone // SMALLEST_TOLD))
    known = explain(joined, moved, large, _grounds(old, new, centres)) if centres is not None else ()
    causes = [
        {"reason": one.reason and asdict(one.reason), "border": one.border and asdict(one.border)} for one in known
    ]
    told = {
        "places": [asdict(place) for place in moved.places],
        "moves": [asdict(move) for move in moved.moves],
        "large": [[move.origin, move.target] for move in large],
        "causes": causes,
    }
    return told, moved.part


def _asked_for(side: Side) -> list[str]:
    if side.result.model["kind"] == "rfm":
        return ["recency", "orders", "money"]
    return [measure["name"] for measure in side.run.recipe["measures"]]


def _grounds(old: Side, new: Side, centres: Centres) -> Grounds:
    preparation = old.preparation
    assert preparation is not None, "runs with centres are prepared"
    names = [step.name for step in preparation.steps if isinstance(step, NumberStep)]
    both = [name for name in names if name in old.rows.column_names and name in new.rows.column_names]
    before, after = ({name: _numbers(side.rows, name) for name in both} for side in (old, new))
    return Grounds(preparation, centres, before, after)


def _numbers(rows: pa.Table, name: str) -> Array:
    return np.asarray(rows[name].cast(pa.float64()).to_numpy(), float)


def _listed(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in told.items()}
