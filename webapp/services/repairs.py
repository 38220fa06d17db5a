"""The repairs of a dataset: a list that people add to, undo and reorder. It is played on every version; no version is changed."""

from dataclasses import dataclass
from typing import Any

from core.errors import BadInput
from core.exploring.repairs import Repairs
from webapp.errors import Conflict, NotFound
from webapp.records import Dataset, Job, Viewer
from webapp.rights import Right
from webapp.services import datasets, door, exploring
from webapp.store import events, treatments
from webapp.store.engine import writing

MOST_REPAIRS = 200
STILL_LOOKING = "The findings are being looked for. Wait until they are there, then choose again."


@dataclass(frozen=True)
class Listed:
    """The repairs in words, in their order; `edit` tells whether somebody else has changed the list since."""

    words: tuple[str, ...]
    edit: int


@dataclass(frozen=True)
class Change:
    """What was done, and the list before it: enough to take it back."""

    words: str
    before: tuple[dict[str, Any], ...]
    edit: int


def of(viewer: Viewer, dataset_id: object) -> Listed:
    treatment = treatments.of(datasets.find(viewer, dataset_id).id)
    return Listed(tuple(step.words for step in Repairs.from_json(treatment.repairs).steps), treatment.edit)


def add(viewer: Viewer, dataset_id: object, number: object, key: object, seen_edit: object) -> Change:
    """One of the repairs that are offered for this version as it is now."""
    viewer.must(Right.WORK)
    dataset, edit = datasets.find(viewer, dataset_id), door.version(seen_edit)
    before = _seen(dataset, edit)
    found = exploring.findings(viewer, dataset.id, number)
    if isinstance(found, Job):
        raise Conflict(STILL_LOOKING)
    offered = next((one for each in found.noticed for one in each.repairs if one.key == key), None)
    if offered is None:
        raise BadInput("This repair is not offered any more. Look at the findings again.")
    if len(before.steps) >= MOST_REPAIRS:
        raise BadInput(f"A dataset has at most {MOST_REPAIRS} repairs. Undo some that are not needed.")
    (repair,) = Repairs.from_json([offered.step]).steps
    return _changed(viewer, dataset, before, before.added(repair), edit, "repaired a dataset", repair.words)


def undo(viewer: Viewer, dataset_id: object, place: object, seen_edit: object) -> Change:
    viewer.must(Right.WORK)
    dataset, edit = datasets.find(viewer, dataset_id), door.version(seen_edit)
    before, at = _seen(dataset, edit), _place(place)
    after = before.undone(at)
    return _changed(viewer, dataset, before, after, edit, "undid a repair", before.steps[at].words)


def move(viewer: Viewer, dataset_id: object, place: object, to: object, seen_edit: object) -> Change:
    viewer.must(Right.WORK)
    dataset, edit = datasets.find(viewer, dataset_id), door.version(seen_edit)
    before, at = _seen(dataset, edit), _place(place)
    after = before.moved(at, _place(to))
    return _changed(viewer, dataset, before, after, edit, "moved a repair", before.steps[at].words)


def put_back(viewer: Viewer, dataset_id: object, steps: object, seen_edit: object) -> Dataset:
    """The list as it was before a change; the steps come from the page and are checked like any others."""
    viewer.must(Right.WORK)
    dataset, edit = datasets.find(viewer, dataset_id), door.version(seen_edit)
    if not isinstance(steps, list) or len(steps) > MOST_REPAIRS:
        raise BadInput(door.OUT_OF_DATE)
    _changed(viewer, dataset, _seen(dataset, edit), Repairs.from_json(steps), edit, "took a change of repairs back", "")
    return dataset


def _seen(dataset: Dataset, edit: int) -> Repairs:
    treatment = treatments.of(dataset.id)
    if treatment.edit != edit:
        raise Conflict(treatments.CHANGED)
    return Repairs.from_json(treatment.repairs)


def _place(value: object) -> int:
    try:
        return door.id_(value)
    except NotFound:
        raise BadInput(door.OUT_OF_DATE) from None


def _changed(
    viewer: Viewer, dataset: Dataset, before: Repairs, after: Repairs, edit: int, kind: str, words: str
) -> Change:
    with writing():
        kept = treatments.change(dataset.id, edit, repairs=after.to_json())
        events.add(viewer.team.id, viewer.person, kind, dataset=dataset.name, repair=words)
    return Change(words, tuple(before.to_json()), kept.edit)
