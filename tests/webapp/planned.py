"""Plans for the three segments of a run, and that run as its job leaves it behind, without the wait for the job."""

from typing import Any

import pyarrow as pa

from core import VERSION
from tests.webapp.work_now import work_now
from webapp.records import Found, FrozenAudience, KeptPlan, Lane, Run, RunResult, Viewer
from webapp.services import audiences, plans, runs
from webapp.store import datasets, queue, segments, stored_tables
from webapp.store import runs as stored_runs
from webapp.store.engine import writing
from webapp.store.runs import Asked, Outcome
from webapp.store.segments import NewSegment

READY: dict[str, Any] = {
    "start": "2026-12-01", "end": "2026-12-14", "objective": "Bring them back", "channels": ["e-mail"],
}  # fmt: skip
# Segment, how many customers, and how sure of each in turn.
SIZES = {0: 30, 1: 20, 2: 10}
STANDINGS = ("core", "usual", "border")
ROLES = {"id": "customer", "visits": "number", "country": "country"}
LABELS = {"customer": "id", "segment": "segment", "standing": "standing"}
STRATEGY = {
    "key": "win back", "title": "Win back", "objective": "Bring silent customers back before day 200", "offer": "Free shipping",
    "channel": "E-mail, then a letter", "watch": "Orders at full price", "reason": "Silent for long.",
}  # fmt: skip


def autumn(viewer: Viewer, name: str = "People", continues: Run | None = None) -> Run:
    """Customers 0-00 to 2-09, each with visits (0, 1, 2 and so on) and a country."""
    rows = _rows()
    people, labelled = _written(viewer, rows.select(list(ROLES))), _written(viewer, rows)
    with writing():
        dataset_id = datasets.add(viewer.team.id, name, "customers")
        columns = [{"name": column, "type": "text", "role": role} for column, role in ROLES.items()]
        version = datasets.add_version(dataset_id, people, "people.csv", viewer.person.id, Found(columns))
        asked = Asked(
            team_id=viewer.team.id, dataset_id=dataset_id, version_id=version.id, name="Autumn", why="", method="kmeans",
            recipe={}, source=_source(dataset_id, version.id), fingerprint="0" * 64, core_version=VERSION, continues_id=continues.id if continues else None,
        )  # fmt: skip
        run_id = stored_runs.add(asked, viewer.person.id, ())
        made = RunResult({"labels": LABELS, "placed": 60}, {}, {}, {}, "0" * 64, labelled)
        stored_runs.finish(run_id, Outcome(3, 60, 10, 30, 0.7, 0.9), made)
        before = {one.number: one for one in segments.of_run(continues.id)} if continues else {}
        segments.add(
            run_id, [NewSegment(number, size, _profile(number), before.get(number)) for number, size in SIZES.items()]
        )
    return runs.find(viewer, run_id)


def made(viewer: Viewer, run: Run, **values: Any) -> KeptPlan:
    return plans.make(viewer, run.id, {"name": "Letter before day 200", "segments": [1], **values})


def moved(viewer: Viewer, kept: KeptPlan, *statuses: str) -> KeptPlan:
    for status in statuses:
        kept = plans.move(viewer, kept.id, status, kept.edit)
    return kept


def frozen(viewer: Viewer, kept: KeptPlan, **choice: Any) -> FrozenAudience:
    audiences.freeze(viewer, kept.id, **choice)
    work_now()
    found = audiences.find(viewer, kept.id)
    assert found is not None
    return found


def in_every_status(viewer: Viewer) -> list[int]:
    """All but the idea and the cancelled one with an audience; the last is deleted."""
    run = autumn(viewer, "Plans were made for")
    idea, cancelled = made(viewer, run, **READY), moved(viewer, made(viewer, run, **READY), "cancelled")
    planned = [moved(viewer, made(viewer, run, **READY), "planned") for _ in range(3)]
    for kept in planned:
        frozen(viewer, kept)
    moved(viewer, planned[1], "approved")
    moved(viewer, planned[2], "approved", "running")
    gone = plans.remove(viewer, made(viewer, run).id)
    return [kept.id for kept in (idea, cancelled, *planned, gone)]


def _source(dataset_id: int, version_id: int) -> dict[str, Any]:
    facts = {"version": version_id, "repairs": [], "measuring": None, "joined": None}
    return {"kind": "customer table", "dataset_id": dataset_id, "facts": facts, "joined_id": None}


def _rows() -> pa.Table:
    who = [(segment, place) for segment, size in SIZES.items() for place in range(size)]
    return pa.table(
        {
            "id": [f"{segment}-{place:02}" for segment, place in who],
            "segment": pa.array([segment for segment, _ in who], pa.int16()),
            "standing": [STANDINGS[place % 3] for _, place in who],
            "visits": [float(place) for _, place in who],
            "country": ["DE" if place % 2 else "FR" for _, place in who],
        }
    )


def _written(viewer: Viewer, rows: pa.Table) -> int:
    """Not yet published: that comes with whatever the table belongs to. Tables are a job's, whichever it is."""
    with writing():
        job_id = queue.add(viewer.team.id, viewer.person.id, "give space back", Lane.LONG, "People", {})
        table_id = stored_tables.begin(viewer.team.id, "People", rows.schema, job_id)
    list(stored_tables.append(table_id, rows.to_batches()))
    return table_id


def _profile(number: int) -> dict[str, Any]:
    return {"name": ("Steady", "Nearly lost", "Loyal")[number], "strategies": [STRATEGY]}
