"""The history: a page of runs as somebody wants to see them, stars, and what is done with many runs at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from core.errors import BadInput
from core.recipe import METHODS
from webapp.errors import NotFound
from webapp.records import Listed, Viewer
from webapp.rights import Right
from webapp.services import door, runs
from webapp.store import events, history
from webapp.store.engine import writing
from webapp.store.history import SORTS, STATUSES, Wanted

__all__ = ["COLUMNS", "STATUSES", "Page", "Shown", "Wanted"]

MOST_ROWS, MOST_AT_ONCE, LONGEST_SEARCH = 200, 500, 200
COLUMNS = (
    "star", "name", "dataset", "customers", "segments", "silhouette", "stability", "tags", "notes", "author", "made",
    "status", "method", "measures", "smallest", "largest",
)  # fmt: skip
ALWAYS = ("star", "name")  # a row without them could not be opened
USUAL = COLUMNS[:12]


@dataclass(frozen=True)
class Shown:
    """Which runs, in which order, with which columns: what stands in the address and in a saved view."""

    wanted: Wanted = field(default_factory=Wanted)
    columns: tuple[str, ...] = USUAL

    def address(self) -> str:
        """Only what is not as usual, as the query of an address."""
        usual = Shown().to_json()
        said = {name: value for name, value in self.to_json().items() if value != usual[name]}
        return urlencode({name: _written(value) for name, value in said.items()})

    def to_json(self) -> dict[str, Any]:
        return {NAMES.get(name, name): value for name, value in vars(self.wanted).items()} | {
            "columns": [*self.columns]
        }

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Shown":
        """What an address or a saved view says. What makes no sense in it is passed over, as in any old link."""
        columns = given.get("columns", "")
        listed = columns.split(",") if isinstance(columns, str) else columns if isinstance(columns, list) else []
        chosen = tuple(dict.fromkeys(name for name in listed if name in COLUMNS and name not in ALWAYS))
        return cls(_wanted(given), (*ALWAYS, *chosen) if chosen else USUAL)


@dataclass(frozen=True)
class Page:
    rows: list[Listed]
    matching: int


def page(viewer: Viewer, wanted: Wanted, first: object = 0, most: object = 100) -> Page:
    viewer.must(Right.LOOK)
    start = door.whole(first, 0, door.LARGEST_ID, "The first row")
    many = door.whole(most, 1, MOST_ROWS, "The number of rows")
    found = history.page(viewer.team.id, viewer.person.id, wanted, start, many)
    return Page(found, history.count(viewer.team.id, viewer.person.id, wanted))


def star(viewer: Viewer, run_id: object, starred: object) -> bool:
    """For oneself; whoever may look may do so."""
    run = runs.find(viewer, run_id)
    if not isinstance(starred, bool):
        raise BadInput(door.OUT_OF_DATE)
    with writing():
        history.star(viewer.person.id, run.id, starred)
    return starred


def archive(viewer: Viewer, run_ids: object) -> list[int]:
    """Those that were in use until now."""
    return _set_archived(viewer, run_ids, archived=True)


def restore(viewer: Viewer, run_ids: object) -> list[int]:
    """Those that were archived until now."""
    return _set_archived(viewer, run_ids, archived=False)


def tag(viewer: Viewer, run_ids: object, tag: object) -> list[int]:
    """Those that did not have the tag until now."""
    viewer.must(Right.WORK)
    ids, (word,) = _mine(viewer, run_ids), runs.checked_tags([tag])
    with writing():
        changed = history.add_tag(ids, word)
        if history.most_tags(changed) > runs.MOST_TAGS:
            raise BadInput(f"One of these runs has {runs.MOST_TAGS} tags already. Take one off there first.")
    return changed


def untag(viewer: Viewer, run_ids: object, tag: object) -> None:
    viewer.must(Right.WORK)
    ids, (word,) = _mine(viewer, run_ids), runs.checked_tags([tag])
    with writing():
        history.remove_tag(ids, word)


def chosen(viewer: Viewer, run_ids: object) -> list[Listed]:
    """These runs of the team, as the history lists them."""
    viewer.must(Right.LOOK)
    return history.listed(viewer.person.id, _mine(viewer, run_ids))


NAMES = {"dataset_id": "dataset", "person_id": "author", "segments": "k"}  # of Wanted -> in the address


def _wanted(given: Mapping[str, Any]) -> Wanted:
    search, tag = given.get("search"), given.get("tag")
    return Wanted(
        search=search[:LONGEST_SEARCH] if isinstance(search, str) else "",
        dataset_id=_number(given.get("dataset")),
        method=_among(given.get("method"), (*METHODS, runs.RFM)),
        segments=_number(given.get("k")),
        tag=tag[: runs.MOST_TAG] if isinstance(tag, str) and tag else None,
        person_id=_number(given.get("author")),
        status=_among(given.get("status"), STATUSES),
        starred=given.get("starred") in (True, "yes"),
        archived=given.get("archived") in (True, "yes"),
        sort=_among(given.get("sort"), tuple(SORTS)) or "made",
        rising=given.get("rising") in (True, "yes"),
    )


def _number(value: object) -> int | None:
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= door.LARGEST_ID else None


def _among(value: object, allowed: tuple[str, ...]) -> str | None:
    return value if isinstance(value, str) and value in allowed else None


def _written(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return "yes" if value is True else "no" if value is False else str(value)


def _set_archived(viewer: Viewer, run_ids: object, archived: bool) -> list[int]:
    viewer.must(Right.WORK)
    ids = _mine(viewer, run_ids)
    with writing():
        changed = history.set_archived(ids, archived)
        if changed:
            kind = "archived runs" if archived else "restored runs"
            events.add(viewer.team.id, viewer.person, kind, runs=f"{len(changed):,}")
    return changed


def _mine(viewer: Viewer, run_ids: object) -> list[int]:
    """All of them the team's, or nothing is found."""
    if not isinstance(run_ids, list) or not 1 <= len(run_ids) <= MOST_AT_ONCE:
        raise BadInput(f"Choose between 1 and {MOST_AT_ONCE} runs.")
    ids = list(dict.fromkeys(door.id_(each) for each in run_ids))
    if len(history.of_team(viewer.team.id, ids)) < len(ids):
        raise NotFound
    return ids
