"""What the team has brought."""

from webapp.records import Dataset, Viewer
from webapp.rights import Right
from webapp.store import datasets


def mine(viewer: Viewer) -> list[Dataset]:
    viewer.must(Right.LOOK)
    return datasets.of_team(viewer.team.id)
