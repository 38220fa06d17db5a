"""Frozen facts that leave the store: what services return and pages draw."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

import pyarrow as pa
from numpy.typing import NDArray

from core import VERSION
from core.planning import Plan
from webapp.errors import NotAllowed
from webapp.rights import Right, Role, allows


@dataclass(frozen=True)
class TeamSettings:
    """What an admin may set for the whole team."""

    currency: str = "EUR"
    zone: str = "UTC"
    phone_country: str = "DE"
    most_segments: int = 12
    smallest_segment: int = 100
    smallest_audience: int = 1000
    idle_hours: int = 8
    session_days: int = 7
    largest_file_gb: int = 5
    most_rows_million: int = 50


@dataclass(frozen=True)
class Team:
    id: int
    name: str
    settings: TeamSettings
    version: int


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    email: str
    zone: str
    version: int


@dataclass(frozen=True)
class Viewer:
    """Who is looking: a person, in a team, with a role there."""

    person: Person
    team: Team
    role: Role
    session_id: int

    def may(self, right: Right) -> bool:
        return allows(right, self.role)

    def must(self, right: Right) -> None:
        if not self.may(right):
            raise NotAllowed


@dataclass(frozen=True)
class Member:
    person: Person
    role: Role
    since: datetime
    last_seen: datetime | None
    version: int


@dataclass(frozen=True)
class Invitation:
    id: int
    team: Team
    email: str
    role: Role
    by: str
    made: datetime
    expires: datetime


@dataclass(frozen=True)
class SignedIn:
    """One session of a person: a browser that is signed in."""

    id: int
    browser: str
    address: str
    since: datetime
    last_seen: datetime
    expires: datetime


@dataclass(frozen=True)
class StoredTable:
    """A published table of columns; store/stored_tables.py reads its rows."""

    id: int
    team_id: int
    label: str
    schema: pa.Schema
    rows: int
    chunks: int
    bytes: int


@dataclass(frozen=True)
class Found:
    """What reading a file has found out, kept with the version."""

    columns: list[dict[str, Any]]  # name, type and role of each
    choices: dict[str, Any] = field(default_factory=dict)  # how it was read; the next file is read the same way
    facts: dict[str, Any] = field(default_factory=dict)  # what was done, and what differs from the version before


@dataclass(frozen=True)
class Version:
    """One uploaded file of a dataset, numbered, never changed afterwards."""

    id: int
    number: int
    table_id: int
    file_name: str
    rows: int
    found: Found
    made: datetime
    by: str | None = None  # the name of who brought it; nobody if the operator did, or if that person is gone


@dataclass(frozen=True)
class Dataset:
    """A named table the team brings, with its newest version."""

    id: int
    team_id: int
    name: str
    kind: str  # customers or orders
    version: Version
    archived: bool
    made: datetime
    edit: int  # what of it people edit has been saved this often


@dataclass(frozen=True)
class Treatment:
    """What is done with a dataset's versions before anything is worked out: repairs, making measures, joining."""

    repairs: tuple[dict[str, Any], ...] = ()  # as core.exploring writes them
    measuring: dict[str, Any] = field(default_factory=dict)  # as core.measuring writes it; empty: the usual
    scoring: dict[str, Any] = field(default_factory=dict)  # scores and limits of RFM; empty: quantiles of five
    joined_id: int | None = None  # the customers dataset beside an orders dataset
    edit: int = 0  # it has been saved this often


@dataclass(frozen=True)
class Question:
    """Something to work out from a dataset. `facts` is plain JSON and names all that the answer depends on."""

    kind: str
    dataset_id: int
    facts: dict[str, Any]
    joined_id: int | None = None

    @property
    def key(self) -> str:
        """The same question is the same digest, whoever asks; a new Kindred asks anew."""
        asked = [VERSION, self.kind, self.dataset_id, self.joined_id, self.facts]
        return sha256(json.dumps(asked, sort_keys=True, allow_nan=False).encode()).hexdigest()


@dataclass(frozen=True)
class Made:
    """What came of working out an answer; the table was begun and filled by the job, and is published with it."""

    facts: dict[str, Any]
    arrays: Mapping[str, NDArray[Any]] = field(default_factory=dict)
    table_id: int | None = None


@dataclass(frozen=True)
class Answer:
    facts: dict[str, Any]
    arrays: Mapping[str, NDArray[Any]]
    table_id: int | None


@dataclass(frozen=True)
class Upload:
    """A file on its way to becoming a version: received, looked at, confirmed, read."""

    id: int
    team_id: int
    person_id: int | None
    file_name: str
    bytes_name: str
    host: str
    size: int
    state: str  # received, reading, done or given up
    choices: dict[str, Any]  # what a person decided about reading it
    looked: dict[str, Any] | None  # what was found with these choices
    look_job_id: int | None
    read_job_id: int | None
    mode: str  # new, replace or add
    dataset_id: int | None
    made: datetime
    version: int


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Lane(StrEnum):
    """Who waits: a person in front of the page, or nobody for minutes."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True)
class Job:
    id: int
    team_id: int
    person: str
    mine: bool
    kind: str
    subject: str
    state: JobState
    share: float
    sentence: str
    result: str | None  # the address of what was made
    failure: str | None
    reference: str | None
    made: datetime
    begun: datetime | None
    ended: datetime | None


@dataclass(frozen=True)
class Run:
    """One recipe applied to one version by one person: what a list of runs shows. The rest is its RunResult."""

    id: int
    team_id: int
    dataset_id: int
    dataset: str
    version: int  # its number
    person: str
    continues_id: int | None
    applies_id: int | None  # the run into whose segments these customers were put
    job_id: int | None
    state: JobState  # done once its result is there; else how its job stands
    name: str
    why: str  # why this many segments, in the words of who saved it
    tags: tuple[str, ...]
    method: str  # one of core.recipe.METHODS, or rfm
    recipe: dict[str, Any]  # of core/recipe.py; of a run by RFM its limits
    source: dict[str, Any]  # the question behind the per-customer table
    fingerprint: str
    core_version: int
    segments: int | None
    customers: int | None
    silhouette: float | None
    stability: float | None  # of the weakest segment
    smallest: int | None
    largest: int | None
    archived: bool
    made: datetime
    done: datetime | None
    edit: int
    removed: int = 0  # people who were erased from it since


@dataclass(frozen=True)
class Listed:
    """A run as a line of the history, to the eyes of one person."""

    id: int
    name: str
    edit: int
    state: JobState
    dataset_id: int
    dataset: str
    version: int  # its number
    customers: int | None
    segments: int | None
    method: str
    measures: tuple[str, ...]
    silhouette: float | None
    stability: float | None
    smallest: int | None
    largest: int | None
    tags: tuple[str, ...]
    notes: int  # on the run and on its segments
    author: str
    made: datetime
    starred: bool
    archived: bool


@dataclass(frozen=True)
class SavedView:
    """Which runs, in which order, with which columns: under a name. services/history.py says what `shown` holds."""

    id: int
    name: str
    of_team: bool
    mine: bool
    shown: dict[str, Any]


@dataclass(frozen=True)
class RunResult:
    """What came out of a run, never changed afterwards. jobs/runs.py says what the facts hold."""

    facts: dict[str, Any]
    preparation: dict[str, Any]
    model: dict[str, Any]
    arrays: Mapping[str, NDArray[Any]]
    digest: str  # of the labels in order
    table_id: int  # customer, segment, standing beside the measures; segment by segment


@dataclass(frozen=True)
class RunCheck:
    """A run was carried out again, and either came to the same labels or did not."""

    person: str
    same: bool
    differs: str  # in what, as a sentence; empty when nothing does
    at: datetime


@dataclass(frozen=True)
class Segment:
    """One group of customers in a run; numbered by size, named by people."""

    id: int
    run_id: int
    continues_id: int | None
    number: int
    customers: int
    profile: dict[str, Any]  # as core/explaining tells it, suggested name and strategy included
    own_name: str | None
    own_colour: int | None
    persona: str
    owner_id: int | None
    owner: str | None
    strategy: dict[str, Any]  # accepted, changed or ignored, and the words; empty while nobody has decided
    edit: int

    @property
    def name(self) -> str:
        """A person's own always wins."""
        return self.own_name or self.profile.get("name") or f"Segment {self.number}"

    @property
    def colour(self) -> int:
        """A place in the palette of twelve."""
        return self.number if self.own_colour is None else self.own_colour


@dataclass(frozen=True)
class Share:
    """A link with which people without an account look at a run, or at one segment of it."""

    id: int
    team_id: int
    run_id: int
    segment: int | None  # its number; the whole run without one
    password_hash: str | None = field(repr=False)
    rows: bool  # the customers may be taken along
    by: str
    made: datetime
    expires: datetime
    openings: int
    opened: datetime | None  # the last time


@dataclass(frozen=True)
class Erasure:
    """What was erased, without saying who: its receipt. `wanted` is known only until it is done."""

    id: int
    team_id: int
    by: str
    kind: str  # customer or dataset
    wanted: str | None = field(repr=False)
    facts: dict[str, Any]
    made: datetime
    done: datetime | None
    job_id: int | None


@dataclass(frozen=True)
class About:
    """What a note is about."""

    kind: str  # dataset, run, segment or plan
    id: int


@dataclass(frozen=True)
class Note:
    """What a person wrote; edits keep their trail."""

    id: int
    about: About
    author: str
    body: str
    claim: dict[str, Any] | None
    review_on: date | None
    made: datetime
    edits: int
    edited_by: str | None
    edited: datetime | None
    removed: bool
    edit: int


@dataclass(frozen=True)
class NoteEdit:
    """What a note said before it was changed, and who changed it when."""

    person: str
    body: str
    at: datetime


@dataclass(frozen=True)
class PlanSegment:
    """A segment that a plan is for, with its name and colour of now, or those of then when its run is gone."""

    number: int
    name: str
    colour: int


@dataclass(frozen=True)
class KeptPlan:
    """A plan with its place in the team. `run` is empty when the run was deleted."""

    id: int
    team_id: int
    run_id: int | None
    run: str
    run_archived: bool
    version: int | None  # the number of the version that the run was made from
    dataset_id: int | None
    plan: Plan
    segments: tuple[PlanSegment, ...]
    owner_id: int | None
    owner: str | None
    author: str
    made: datetime
    edited_by: str | None
    edited: datetime | None
    removed: bool
    edit: int


@dataclass(frozen=True)
class PlanEdit:
    """What a plan said before somebody changed it."""

    person: str
    before: Plan
    at: datetime


@dataclass(frozen=True)
class FrozenAudience:
    """The customers of a plan as they were when it was frozen; who they are, and who is held out, stands in its table."""

    plan_id: int
    table_id: int
    run: str  # as it was called then
    run_id: int | None
    version: int
    choice: dict[str, Any]
    facts: dict[str, Any]  # steps, strata, baseline, unknown ids
    treated: int
    held_out: int
    relief: dict[str, Any] | None  # what was decided about pressure
    person: str
    frozen: datetime

    @property
    def customers(self) -> int:
        return self.treated + self.held_out


@dataclass(frozen=True)
class Export:
    """A file that left the house."""

    form: str
    purpose: str
    recipient: str
    rows: int
    size: int
    sha256: str
    counted: dict[str, Any]  # left out and blank, by reason
    person: str
    at: datetime


@dataclass(frozen=True)
class Claim:
    """A job in the hands of a worker. Only who names the token may write for it."""

    job_id: int
    team_id: int
    person_id: int | None
    kind: str
    facts: dict[str, Any]
    attempts: int
    token: str


@dataclass(frozen=True)
class Event:
    """What somebody did, for the team's activity."""

    id: int
    at: datetime
    person: str
    kind: str
    facts: dict[str, str] = field(default_factory=dict)
