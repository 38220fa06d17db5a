"""The customers of a run or of one segment as a file: segment, its name and the mark of who stands at a border come first."""

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa

from webapp.errors import NotFound
from webapp.records import Run, Segment, StoredTable, Viewer
from webapp.rights import Right
from webapp.services import runs, segments
from webapp.services.downloads import Download, slug
from webapp.store import events, stored_tables
from webapp.store.engine import writing

NAME = "segment name"


def of_run(viewer: Viewer, run_id: object) -> Download:
    """Everybody, also who is in no segment."""
    viewer.must(Right.WORK)
    run = runs.find(viewer, run_id)
    every = segments.of_run(viewer, run.id)
    table, called = _table(viewer, run)
    return _made(viewer, run, f"run-{run.id}-{slug(run.name)}", run.name, table, called, every, (0, table.rows))


def of_segment(viewer: Viewer, run_id: object, number: object) -> Download:
    viewer.must(Right.WORK)
    segment = segments.find(viewer, run_id, number)
    run = runs.find(viewer, segment.run_id)
    every = segments.of_run(viewer, run.id)
    first = sum(other.customers for other in every if other.number < segment.number)
    table, called = _table(viewer, run)
    name = f"segment-{run.id}-{segment.number}-{slug(segment.name)}"
    return _made(viewer, run, name, segment.name, table, called, every, (first, first + segment.customers))


def _table(viewer: Viewer, run: Run) -> tuple[StoredTable, Mapping[str, str]]:
    result = runs.result(viewer, run.id)
    if result is None:
        raise NotFound
    return stored_tables.find(result.table_id), result.facts["labels"]


def _made(
    viewer: Viewer, run: Run, name: str, title: str, table: StoredTable, called: Mapping[str, str],
    every: list[Segment], ends: tuple[int, int],
) -> Download:  # fmt: skip
    """Taking rows along is kept in the activity of the team."""
    first, last = ends
    rows = last - first
    with writing():
        events.add(viewer.team.id, viewer.person, "downloaded segments", run=run.name, rows=f"{rows:,}")
    columns = table.schema.names
    place = columns.index(called["segment"]) + 1
    names = {segment.number: segment.name for segment in every}
    parts = stored_tables.parts_between(table, first, last, columns)
    told = _named(parts, called["segment"], place, names)
    return Download(name, title, [*columns[:place], _free(columns), *columns[place:]], rows, told)


def _named(parts: Iterable[pa.Table], segment: str, place: int, names: Mapping[int, str]) -> Iterator[pa.RecordBatch]:
    """With the name that people know beside the number."""
    for part in parts:
        told = pa.array([names.get(number) for number in part[segment].to_pylist()], pa.string())
        yield from part.add_column(place, NAME, told).to_batches()


def _free(columns: list[str]) -> str:
    name = NAME
    while name in columns:
        name += "_"
    return name
