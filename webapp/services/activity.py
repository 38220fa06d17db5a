"""What happened in the team: everything for admins, what concerns everybody for the others."""

from datetime import datetime

from webapp.records import Event, Viewer
from webapp.rights import Right
from webapp.services import door
from webapp.store import events

# What is nobody's business but the admins'.
GUARDED = ("signed in", "invited", "withdrew an invitation", "made a reset link", "chose a new password")


def log(viewer: Viewer, most: int, before: object = None) -> list[Event]:
    viewer.must(Right.ADMINISTER)
    return events.latest(viewer.team.id, most, before=None if before is None else door.id_(before))


def news(viewer: Viewer, most: int) -> list[Event]:
    viewer.must(Right.LOOK)
    return events.latest(viewer.team.id, most, without=GUARDED)


def last_visit(viewer: Viewer) -> datetime | None:
    return events.last_visit(viewer.person.id, viewer.team.id)
