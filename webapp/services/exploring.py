"""What is in a version after its repairs: what a person may ask, and what of the answer is for this person.

Everybody of the team sees counts and pictures. Values that may stand for one customer are rows, and rows are for those who
work with them.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from core.errors import BadInput
from core.exploring import Column, Table
from core.exploring.pictures import Bars, Box, Correlations, Distribution, Pairs
from core.exploring.repairs import Ignore, Repairs, ToCategory, ToNumber, repaired
from webapp.errors import NotAllowed
from webapp.records import Answer, Dataset, Job, Question, Version, Viewer
from webapp.rights import Right
from webapp.services import answers, datasets, door
from webapp.store import explored, stored_tables, treatments

PERSONAL = ("customer", "order", "e-mail", "phone", "name", "postcode", "ignore")
GROUPING = ("category", "country", "currency", "product group")
COUNTED = ("spellings", "skew")  # findings whose examples count many rows
MOST_COLUMNS = 40  # of one picture
ROWS_ONLY = (
    "The values of '{name}' may stand for single customers. Your role in this team sees counts only; ask an editor."
)


@dataclass(frozen=True)
class Wish:
    """What is to be seen: a kind of picture, of which columns, split by which, on which scale."""

    kind: str
    columns: tuple[str, ...] = ()
    by: str | None = None
    log: bool = False


@dataclass(frozen=True)
class Offered:
    """A repair that would help; `key` names it among all that are offered."""

    words: str
    key: str
    step: dict[str, Any]


@dataclass(frozen=True)
class Noticed:
    kind: str
    column: str | None
    count: int
    what: str
    why: str
    examples: tuple[str, ...]
    repairs: tuple[Offered, ...]


@dataclass(frozen=True)
class Outcome:
    """What a repair of the list did to this version, or why it does not fit."""

    rows_before: int
    rows_after: int
    changed: int
    why_not: str | None


@dataclass(frozen=True)
class Findings:
    noticed: tuple[Noticed, ...]
    outcomes: tuple[Outcome, ...]
    rows: int


@dataclass(frozen=True)
class Statistics:
    """The figures of every column, as jobs/exploring.py writes them."""

    rows: int
    columns: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class NoPicture:
    why: str


Seen = Distribution | Bars | tuple[Box, ...] | Pairs | Correlations | Statistics | NoPicture


def findings(viewer: Viewer, dataset_id: object, number: object = None, *, again: bool = False) -> Findings | Job:
    dataset, version = _version(viewer, dataset_id, number)
    today = version.made.date().isoformat()  # later dates were in the future when the file came
    question = _question(dataset, version, "findings", today=today)
    answer = _asked(viewer, dataset, question, "Findings", again)
    return answer if isinstance(answer, Job) else _findings(viewer, answer)


def look(viewer: Viewer, dataset_id: object, number: object, wish: Wish, *, again: bool = False) -> Seen | Job:
    """A picture, or the figures of every column."""
    dataset, version = _version(viewer, dataset_id, number)
    _check(viewer, _columns(dataset, version), wish)
    facts = {"columns": list(wish.columns), "by": wish.by, "log": wish.log}
    answer = _asked(viewer, dataset, _question(dataset, version, wish.kind, **facts), "Exploring", again)
    if isinstance(answer, Job):
        return answer
    if "why_not" in answer.facts:
        return NoPicture(answer.facts["why_not"])
    seen = _READ[wish.kind](answer)
    return _without_personal(viewer, seen) if isinstance(seen, Statistics) else seen


def wish(asked: object) -> Wish:
    """As a page sent it."""
    wanted = asked if isinstance(asked, dict) else {}
    kind, named, by = wanted.get("kind"), wanted.get("columns"), wanted.get("by")
    names = [each for each in named if isinstance(each, str)] if isinstance(named, list | tuple) else []
    if not isinstance(kind, str) or not isinstance(by, str | None) or len(names) > MOST_COLUMNS:
        raise BadInput(door.OUT_OF_DATE)
    return Wish(kind, tuple(names), by, wanted.get("log") is True)


def columns(viewer: Viewer, dataset_id: object, number: object = None) -> tuple[Column, ...]:
    """As the repairs leave them."""
    return _columns(*_version(viewer, dataset_id, number))


def may_group(viewer: Viewer, column: Column) -> bool:
    """Whether a picture can be split by it: a category, or a yes and no."""
    few = column.role in GROUPING or not (column.is_text or column.is_number or column.is_date)
    return few and may_see(viewer, column)


def may_see(viewer: Viewer, column: Column) -> bool:
    """Its single values."""
    return viewer.may(Right.WORK) or column.role not in PERSONAL


def _version(viewer: Viewer, dataset_id: object, number: object) -> tuple[Dataset, Version]:
    return datasets.find(viewer, dataset_id), datasets.version(viewer, dataset_id, number)


def _question(dataset: Dataset, version: Version, kind: str, **facts: Any) -> Question:
    repairs = list(treatments.of(dataset.id).repairs)
    return Question(kind, dataset.id, {"version": version.id, "repairs": repairs, **facts})


def _asked(viewer: Viewer, dataset: Dataset, question: Question, what: str, again: bool) -> Answer | Job:
    ask = answers.ask_again if again else answers.ask
    view = f"{what.lower()} {dataset.id} {viewer.person.id}"
    return ask(viewer, question, f"{what} of {dataset.name}"[:200], view=view)


def _findings(viewer: Viewer, answer: Answer) -> Findings:
    noticed = (_noticed(viewer, found) for found in answer.facts["findings"])
    outcomes = (Outcome(**outcome) for outcome in answer.facts["outcomes"])
    return Findings(tuple(noticed), tuple(outcomes), answer.facts["rows"])


def _noticed(viewer: Viewer, found: dict[str, Any]) -> Noticed:
    """Examples name single rows; repairs may name their values."""
    works = viewer.may(Right.WORK)
    examples = found["examples"] if works or found["kind"] in COUNTED else []
    offered = (Offered(each["words"], _key(each["step"]), each["step"]) for each in found["repairs"] if works)
    return Noticed(**{**found, "examples": tuple(examples), "repairs": tuple(offered)})


def _key(step: dict[str, Any]) -> str:
    return sha256(json.dumps(step, sort_keys=True).encode()).hexdigest()[:16]


def _columns(dataset: Dataset, version: Version) -> tuple[Column, ...]:
    """Some repairs describe a column anew; whether they fit shows in the columns alone, so no row is read."""
    schema = stored_tables.find(version.table_id).schema
    roles = {column["name"]: column["role"] for column in version.found.columns}
    table = Table.of(schema.empty_table(), roles, dataset.kind)
    steps = Repairs.from_json(treatments.of(dataset.id).repairs).steps
    return repaired(
        table, Repairs(tuple(step for step in steps if isinstance(step, Ignore | ToCategory | ToNumber)))
    ).columns


def _check(viewer: Viewer, known: Iterable[Column], wish: Wish) -> None:
    if wish.kind not in _READ:
        raise BadInput("There is no such picture. Choose one of those that are offered.")
    by_name = {column.name: column for column in known}
    for name in wish.columns:
        if name not in by_name:
            raise BadInput(f"There is no column '{name}' in this version. Choose one of its columns.")
    shown = [by_name[name] for name in wish.columns] if wish.kind == "bars" else []
    if wish.by is not None:
        if wish.by not in by_name or not may_group(viewer, by_name[wish.by]):
            raise BadInput(f"A picture cannot be split by '{wish.by}'. Choose a category.")
        shown.append(by_name[wish.by])
    for column in shown:
        if not may_see(viewer, column):
            raise NotAllowed(ROWS_ONLY.format(name=column.name))


def _without_personal(viewer: Viewer, seen: Statistics) -> Statistics:
    if viewer.may(Right.WORK):
        return seen
    hidden = ({**each, "most_common": None} if each["role"] in PERSONAL else each for each in seen.columns)
    return replace(seen, columns=tuple(hidden))


def _statistics(answer: Answer) -> Statistics:
    return Statistics(answer.facts["rows"], tuple(answer.facts["columns"]))


_READ: dict[str, Callable[[Answer], Any]] = {
    "statistics": _statistics,
    "distribution": explored.distribution,
    "bars": explored.bars,
    "boxes": explored.boxes,
    "pairs": explored.pairs,
    "correlations": explored.correlations,
}
