"""The table with a row per customer: asked for by what it is made of, so that whoever asks for the same has it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from core.exploring.repairs import Repairs
from core.measuring import Measuring
from webapp.records import Answer, Dataset, Job, Question, StoredTable, Treatment, Version, Viewer
from webapp.services import answers, datasets
from webapp.store import datasets as stored_datasets
from webapp.store import stored_tables, treatments

KIND = "customer table"


@dataclass(frozen=True)
class CustomerColumn:
    """`kind`: customer id, number, category or other; `unit`: days, count, money, share, number, category or what else it is."""

    name: str
    kind: str
    unit: str
    meaning: str
    source: str  # orders or customers
    missing: int


@dataclass(frozen=True)
class CustomerTable:
    """A row per customer; `facts` has the funnel, the settled measuring (None for customers) and what joining found."""

    question: Question
    table: StoredTable
    columns: tuple[CustomerColumn, ...]
    facts: dict[str, Any]

    @property
    def customers(self) -> int:
        return int(self.facts["customers"])

    @property
    def currency(self) -> str | None:
        """Of money, where the orders say it."""
        measuring = self.facts["measuring"]
        return None if measuring is None else measuring["currency"]


def question(viewer: Viewer, dataset_id: object, version_number: object = None, *, alone: bool = False) -> Question:
    """What the table of a version (the newest, unless numbered) is made of, as its dataset is to be treated now.

    `alone`: of orders only, whatever customers they are joined with.
    """
    dataset = datasets.find(viewer, dataset_id)
    treatment = treatments.of(dataset.id)
    beside = None if alone else _beside(viewer, dataset, treatment)
    facts = _facts(viewer, dataset, datasets.version(viewer, dataset.id, version_number), treatment)
    if beside is not None:
        facts["joined"] = _facts(viewer, beside, beside.version, treatments.of(beside.id))
    return Question(KIND, dataset.id, facts, None if beside is None else beside.id)


def ask(
    viewer: Viewer, dataset_id: object, version_number: object = None, *, alone: bool = False
) -> CustomerTable | Job:
    return _asked(viewer, question(viewer, dataset_id, version_number, alone=alone), answers.ask)


def ask_again(viewer: Viewer, dataset_id: object, version_number: object = None) -> CustomerTable | Job:
    """After it has failed or was cancelled."""
    return _asked(viewer, question(viewer, dataset_id, version_number), answers.ask_again)


def measuring(viewer: Viewer, treatment: Treatment) -> Measuring:
    """Until somebody decides otherwise, moments with a zone become the days of the team."""
    usual = {"zone": viewer.team.settings.zone}
    return Measuring.from_json(usual | treatment.measuring)


def column_reader(table: CustomerTable) -> Callable[..., pa.RecordBatchReader]:
    """Rows for working with; who may see them is for the asking service to say."""
    return stored_tables.reader(table.table)


def opened(asked: Question, answer: Answer) -> CustomerTable:
    assert answer.table_id is not None, "every customer table has its rows"
    columns = tuple(CustomerColumn(**column) for column in answer.facts["columns"])
    return CustomerTable(asked, stored_tables.find(answer.table_id), columns, answer.facts)


def _asked(viewer: Viewer, asked: Question, ask_: Callable[..., Answer | Job]) -> CustomerTable | Job:
    dataset = datasets.find(viewer, asked.dataset_id)
    found = ask_(viewer, asked, f"A row per customer of {dataset.name}")
    return found if isinstance(found, Job) else opened(asked, found)


def _beside(viewer: Viewer, dataset: Dataset, treatment: Treatment) -> Dataset | None:
    if dataset.kind != "orders" or treatment.joined_id is None:
        return None
    return stored_datasets.find(viewer.team.id, treatment.joined_id)


def _facts(viewer: Viewer, dataset: Dataset, version: Version, treatment: Treatment) -> dict[str, Any]:
    repairs = Repairs.from_json(treatment.repairs).to_json()
    made = measuring(viewer, treatment).to_json() if dataset.kind == "orders" else None
    return {"version": version.id, "repairs": repairs, "measuring": made, "joined": None}
