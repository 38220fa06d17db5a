"""Erasing for good: a customer from everything the team keeps. What stays is a receipt that does not say who."""

from core.errors import BadInput
from webapp.errors import Conflict
from webapp.records import Erasure, Viewer
from webapp.rights import Right
from webapp.services import door
from webapp.store import erasures, events, queue
from webapp.store.engine import writing

MOST_ID = 200
AT_WORK = "Files are being read or runs carried out. Wait for them or cancel them, then erase."


def erase_customer(viewer: Viewer, customer_id: object, *, key: object) -> None:
    """By a job; until it has ended nothing else begins in the team. The same key again is the same press of the button."""
    viewer.must(Right.ADMINISTER)
    wanted = door.text(customer_id or "", MOST_ID, "An id")
    if not wanted or "\n" in wanted:
        raise BadInput("Give the id of one customer, as it stands in the data.")
    press = f"erase {door.key(key)}"
    if queue.with_key(viewer.team.id, press, viewer.person.id) is not None:
        return
    with writing():
        queue.only_one_at_a_time(viewer.team.id)
        _refuse_meanwhile(viewer)
        erasures.begin(viewer.team.id, viewer.person, wanted, press)
        events.add(viewer.team.id, viewer.person, "erased a customer")


def receipts(viewer: Viewer) -> list[Erasure]:
    """Newest first."""
    viewer.must(Right.ADMINISTER)
    return erasures.of_team(viewer.team.id)


def _refuse_meanwhile(viewer: Viewer) -> None:
    """Within a write: work in progress could keep again what is just being erased."""
    if queue.under_way(viewer.team.id, queue.ERASING) is not None:
        raise Conflict(queue.WHILE_ERASING)
    if queue.long_under_way(viewer.team.id):
        raise BadInput(AT_WORK)
