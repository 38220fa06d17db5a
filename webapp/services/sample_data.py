"""Sample data for a team that has brought nothing yet."""

from core.errors import BadInput
from webapp.records import Lane, Viewer
from webapp.rights import Right
from webapp.services import datasets
from webapp.store import events, queue
from webapp.store.engine import writing

KIND = "sample data"
SUBJECT = "Sample data"


def is_under_way(viewer: Viewer) -> bool:
    viewer.must(Right.LOOK)
    return queue.under_way(viewer.team.id, KIND) is not None


def bring(viewer: Viewer) -> int:
    """The job that does it. Pressed twice it is one job."""
    viewer.must(Right.WORK)
    if datasets.mine(viewer):
        raise BadInput("This team has datasets already. Sample data is for a team that has none.")
    with writing():
        queue.only_one_at_a_time(viewer.team.id)
        under_way = queue.under_way(viewer.team.id, KIND)
        if under_way is not None:
            return under_way
        events.add(viewer.team.id, viewer.person, "asked for sample data")
        return queue.add(viewer.team.id, viewer.person.id, KIND, Lane.LONG, SUBJECT, {})
