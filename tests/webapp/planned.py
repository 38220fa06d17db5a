"""Plans for the three segments of a run, for tests of what is found, drawn and pressed."""

from typing import Any

from tests.webapp.ran import people, ran
from webapp.records import KeptPlan, Run, Viewer
from webapp.services import plans

READY: dict[str, Any] = {
    "start": "2026-12-01", "end": "2026-12-14", "objective": "Bring them back", "channels": ["e-mail"],
}  # fmt: skip


def autumn(viewer: Viewer, name: str = "People") -> Run:
    return ran(viewer, people(viewer, name))


def made(viewer: Viewer, run: Run, **values: Any) -> KeptPlan:
    return plans.make(viewer, run.id, {"name": "Letter before day 200", "segments": [1], **values})


def moved(viewer: Viewer, kept: KeptPlan, *statuses: str) -> KeptPlan:
    for status in statuses:
        kept = plans.move(viewer, kept.id, status, kept.edit)
    return kept
