"""Two to six runs side by side, and two of them joined by customer: who stayed together, who went where, and why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from json import dumps
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.clustering import NOBODY
from core.comparing import (
    ABSENT,
    Border,
    Criterion,
    Explained,
    Judged,
    Move,
    Movement,
    Place,
    Reason,
    Setting,
    compare_criteria,
    compare_recipes,
    headline,
    points_of,
    tell,
)
from core.comparing.recipes import FEWEST, MOST
from core.errors import BadInput
from core.recipe import Recipe
from webapp.records import Answer, Job, Question, Run, RunResult, Segment, Viewer
from webapp.rights import Right
from webapp.services import answers, door, runs, segments
from webapp.services.downloads import Download, slug
from webapp.store import events, stored_tables
from webapp.store.engine import writing

KIND = "comparison"
NEW, GONE, NONE = "New", "Gone", "In no segment"


@dataclass(frozen=True)
class Side:
    """One of the runs, with what people call its segments."""

    run: Run
    result: RunResult
    segments: list[Segment]

    def name(self, place: int) -> str:
        return self.names.get(place, NONE)

    @property
    def names(self) -> Mapping[int, str]:
        return {segment.number: segment.name for segment in self.segments}


@dataclass(frozen=True)
class Compared:
    """In the order in which somebody chose them; one is the base that the others are held against."""

    sides: list[Side]
    base: Side

    @property
    def others(self) -> list[Side]:
        return [side for side in self.sides if side is not self.base]


@dataclass(frozen=True)
class Pair:
    """Two runs joined by customer. Places are segments by number, NOBODY and ABSENT, as core/comparing has them."""

    old: Side
    new: Side
    answer: Answer

    @property
    def customers(self) -> Mapping[str, int]:
        told: Mapping[str, int] = self.answer.facts["customers"]
        return told

    @property
    def overlap(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = self.answer.facts["overlap"]
        return told

    @property
    def matching(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = self.answer.facts["matching"]
        return told

    @property
    def agreement(self) -> Mapping[str, Any]:
        told: Mapping[str, Any] = self.answer.facts["agreement"]
        return told

    @property
    def why_not(self) -> str:
        """Why nothing can be said of who moved, if that is so."""
        return str(self.answer.facts["movement"].get("why_not", ""))

    @cached_property
    def movement(self) -> Movement:
        told = self.answer.facts["movement"]
        nobody = np.zeros(0, np.uint8)
        places = tuple(Place(**place) for place in told["places"])
        return Movement(places, tuple(Move(**move) for move in told["moves"]), pa.array([]), nobody, nobody, nobody)

    @property
    def large(self) -> list[Explained]:
        """The flows that are told one by one, with what is known of their causes."""
        told = self.answer.facts["movement"]
        moves = {(move.origin, move.target): move for move in self.movement.moves}
        causes = told["causes"] or [{"reason": None, "border": None}] * len(told["large"])
        return [
            Explained(
                moves[origin, target], cause["reason"] and Reason(**cause["reason"]), cause["border"] and Border(**cause["border"])
            )
            for (origin, target), cause in zip(told["large"], causes, strict=True)
        ]  # fmt: skip

    @property
    def headline(self) -> str:
        return self.why_not or headline(self.movement, self.place_names)

    @property
    def sentences(self) -> list[str]:
        return [tell(self.movement, one, self.place_names) for one in self.large]

    @property
    def place_names(self) -> Mapping[int, str]:
        """By place in the numbering of the old run: a segment that lives on is called as it is now."""
        return {
            place.number: self.new.name(place.new) if place.new is not None else self.old.name(place.old or 0)
            for place in self.movement.places
        }

    def column_of(self, place: int) -> int:
        """The segment of the new run that stands at a place of the movement."""
        known = {each.number: each.new for each in self.movement.places}
        found = known.get(place, place)
        return place if found is None else found


def open_(viewer: Viewer, run_ids: Sequence[object], base_id: object = None) -> Compared:
    """All of them done, and the viewer's team's."""
    ids = list(dict.fromkeys(door.id_(each) for each in run_ids))
    if not FEWEST <= len(ids) <= MOST:
        raise BadInput(f"Choose between {FEWEST} and {MOST} runs to compare.")
    sides = [_side(viewer, run_id) for run_id in ids]
    oldest = min(sides, key=lambda side: side.run.id)
    return Compared(sides, next((side for side in sides if side.run.id == base_id), oldest))


def settings(compared: Compared) -> tuple[Setting, ...]:
    """Those that differ come first. Groups by RFM have no recipe: then only what every run has is compared."""
    every = [side.run for side in compared.sides]
    facts = {
        "Dataset": [run.dataset for run in every], "Version": [str(run.version) for run in every],
    }  # fmt: skip
    if any(run.method == runs.RFM for run in every):
        facts["Segments"] = [str(run.segments) for run in every]
        facts["Method"] = ["RFM groups" if run.method == runs.RFM else "Clusters of measures" for run in every]
        rows = [Setting("facts", name, tuple(values)) for name, values in facts.items()]
        return tuple(sorted(rows, key=lambda row: not row.differs))
    return compare_recipes([run.recipe for run in every], facts)


def criteria(compared: Compared) -> tuple[Criterion, ...]:
    return compare_criteria([_judged(side) for side in compared.sides], compared.sides.index(compared.base))


def pair(viewer: Viewer, old: Side, new: Side, *, again: bool = False) -> Pair | Job:
    """Worked out in the background once, and kept for as long as both runs are there."""
    ask = answers.ask_again if again else answers.ask
    found = ask(viewer, _question(old, new), f"{new.run.name} against {old.run.name}"[:200])
    return found if isinstance(found, Job) else Pair(old, new, found)


def cell(found: Pair, origin: int, target: int) -> dict[str, int]:
    """How many are in a cell of the overlap, by part of the movement; a place is a segment of either run, or none."""
    rows, columns = found.overlap["rows"], found.overlap["columns"]
    if origin not in rows or target not in columns:
        raise BadInput("There is no such cell in the overlap of these runs. Choose another.")
    counts = {"customers": found.overlap["customers"][rows.index(origin)][columns.index(target)]}
    if found.why_not:
        return counts
    moved = next((m for m in found.movement.moves if m.origin == origin and found.column_of(m.target) == target), None)
    return counts | ({} if moved is None else {"behaviour": moved.behaviour, "border": moved.border})


def download(viewer: Viewer, old_id: object, new_id: object, origin: int, target: int) -> Download:
    """The customers of a cell, with what the newer run knows of them, or the older one of those who are gone."""
    viewer.must(Right.WORK)
    compared = open_(viewer, [old_id, new_id], old_id)
    old, new = compared.sides
    found = pair(viewer, old, new)
    if isinstance(found, Job):
        raise BadInput("This comparison is being worked out. Download it again in a moment.")
    many = cell(found, origin, target)["customers"]
    side, rows = (old, "old_rows") if target == ABSENT else (new, "new_rows")
    arrays = found.answer.arrays
    places = arrays[rows][(arrays["old"] == origin) & (arrays["new"] == target)]
    table = stored_tables.find(side.result.table_id)
    with writing():
        events.add(viewer.team.id, viewer.person, "downloaded segments", run=new.run.name, rows=f"{many:,}")
    title = f"{place_name(old, origin, NEW)} to {place_name(new, target, GONE)}"
    batches = _rows(stored_tables.parts_between(table, 0, table.rows, table.schema.names), np.sort(places))
    return Download(f"cell-{old.run.id}-{new.run.id}-{slug(title)}", title[:100], table.schema.names, many, batches)


def place_name(side: Side, place: int, absent: str) -> str:
    return absent if place == ABSENT else NONE if place == NOBODY else side.name(place)


def _rows(parts: Iterable[pa.Table], places: NDArray[Any]) -> Iterator[pa.RecordBatch]:
    """Part by part, so that no table has to be held whole."""
    begins = 0
    for part in parts:
        inside = places[(places >= begins) & (places < begins + part.num_rows)] - begins
        yield from part.take(inside).to_batches()
        begins += part.num_rows


def _side(viewer: Viewer, run_id: int) -> Side:
    run, result = runs.find(viewer, run_id), runs.result(viewer, run_id)
    if result is None:
        raise BadInput(f"“{run.name}” has no segments yet. Wait until it is done, then compare.")
    return Side(run, result, segments.of_run(viewer, run_id))


def _question(old: Side, new: Side) -> Question:
    """Goes with either dataset. A run never changes, so its id says all."""
    other = old.run.dataset_id if old.run.dataset_id != new.run.dataset_id else None
    return Question(KIND, new.run.dataset_id, {"old": old.run.id, "new": new.run.id}, other)


def _judged(side: Side) -> Judged:
    run, facts = side.run, side.result.facts
    sweep = (facts.get("criteria") or {}).get("sweep", [])
    figures = dict(next((one for one in sweep if one["k"] == run.segments), {}))
    close = facts.get("closeness")
    figures |= {"silhouette": close["mean"], "silhouette_error": close["error"]} if close else {}
    figures |= {
        "stability": run.stability,
        "smallest": run.smallest,
        "largest": run.largest,
        "customers": run.customers,
    }
    known = {name: value for name, value in figures.items() if isinstance(value, int | float)}
    return Judged(run.segments or 0, _points(run), known)


def _points(run: Run) -> str:
    """Equal for runs whose customers and preparation are the same."""
    if run.method == runs.RFM:
        return f"rfm {run.id}"
    made = [repr(part) for part in points_of(Recipe.from_dict(run.recipe))]
    return dumps([run.source, run.applies_id, *made], sort_keys=True)
