"""The customers of a run or of one segment as a file: segment, its name and the mark of who stands at a border come first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyarrow as pa

from webapp.errors import NotFound
from webapp.records import Run, RunResult, Segment, Viewer
from webapp.rights import Right
from webapp.services import runs, segments
from webapp.services.downloads import Download, slug
from webapp.store import events, stored_tables
from webapp.store.engine import writing

NAME = "segment name"


def of_run(viewer: Viewer, run_id: object) -> Download:
    """Everybody, also who is in no segment."""
    viewer.must(Right.WORK)
    return _taken_along(viewer, runs.find(viewer, run_id), None)


def of_segment(viewer: Viewer, run_id: object, number: object) -> Download:
    viewer.must(Right.WORK)
    segment = segments.find(viewer, run_id, number)
    return _taken_along(viewer, runs.find(viewer, segment.run_id), segment.number)


def of(run: Run, result: RunResult, every: Sequence[Segment], number: int | None) -> Download:
    """Of one segment, or of all; for whoever may have it."""
    table, called = stored_tables.find(result.table_id), result.facts["labels"]
    only = next((segment for segment in every if segment.number == number), None)
    first = 0 if only is None else sum(other.customers for other in every if other.number < only.number)
    last = table.rows if only is None else first + only.customers
    columns = table.schema.names
    place = columns.index(called["segment"]) + 1
    names = {segment.number: segment.name for segment in every}
    told = _named(stored_tables.parts_between(table, first, last, columns), called["segment"], place, names)
    shown = [*columns[:place], _free(columns), *columns[place:]]
    if only is None:
        return Download(f"run-{run.id}-{slug(run.name)}", run.name, shown, last, told)
    return Download(f"segment-{run.id}-{only.number}-{slug(only.name)}", only.name, shown, last - first, told)


def _taken_along(viewer: Viewer, run: Run, number: int | None) -> Download:
    """Taking rows along is kept in the activity of the team."""
    result = runs.result(viewer, run.id)
    if result is None:
        raise NotFound
    download = of(run, result, segments.of_run(viewer, run.id), number)
    with writing():
        events.add(viewer.team.id, viewer.person, "downloaded segments", run=run.name, rows=f"{download.rows:,}")
    return download


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
