"""Files of an audience that leave the house: the treated only; for whom and what for is asked, and every one is recorded."""

import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from core.errors import BadInput
from core.exploring import Column, Table
from core.exploring.repairs import Repairs, repaired
from core.planning import Arms
from core.planning.exports import (
    GOOGLE,
    META,
    Contacts,
    Written,
    arm_rows,
    check_reach,
    file_name,
    write_csv,
    write_excel,
    write_for,
    write_generic,
)  # fmt: skip
from webapp.errors import NotFound
from webapp.records import Export, FrozenAudience, KeptPlan, Question, Run, Viewer
from webapp.rights import Right
from webapp.services import audiences, datasets, door, plans, runs, segments
from webapp.store import audiences as stored
from webapp.store import events, exports, instance, stored_tables
from webapp.store.engine import writing

FORMS = {
    "csv": "CSV for spreadsheets", "excel": "Excel", "google": "Google customer list", "meta": "Meta customer list",
    "list": "Plain list for other tools",
}  # fmt: skip
PLATFORMS = {"google": GOOGLE, "meta": META}
LEAVES_FROM = ("approved", "running", "done")


@dataclass(frozen=True)
class File:
    """What was written, to be read once and then gone."""

    name: str
    body: IO[bytes]


def export(viewer: Viewer, plan_id: object, form: object, purpose: object, recipient: object) -> File:
    """Recorded before the first byte leaves."""
    viewer.must(Right.WORK)
    kept = plans.find(viewer, plan_id)
    wanted = door.one_of(form, list(FORMS), "Choose what the file is for.")
    what_for, to = door.name(purpose, "the purpose of the file"), door.name(recipient, "the recipient of the file")
    frozen = _frozen(viewer, kept)
    if wanted in PLATFORMS:
        _refuse_small(viewer, frozen, wanted)
    with ExitStack() as undo:
        body = undo.enter_context(tempfile.TemporaryFile(dir=instance.current().scratch))
        written = _write(viewer, kept, frozen, wanted, body)
        _record(viewer, kept, wanted, what_for, to, written)
        body.seek(0)
        undo.pop_all()  # whoever asked for it closes it
    return File(file_name(kept.id, kept.plan.name, wanted, "xlsx" if wanted == "excel" else "csv"), body)


def of_plan(viewer: Viewer, plan_id: object) -> list[Export]:
    """Newest first."""
    return exports.of_plan(plans.find(viewer, plan_id).id)


def missing(viewer: Viewer, kept: KeptPlan) -> dict[str, str]:
    """By platform, why it could not find these customers; nothing where it can."""
    contacts = Contacts.of(_contacts_table(viewer, _run(viewer, kept)))
    found = {}
    for form, platform in PLATFORMS.items():
        try:
            check_reach(platform, contacts)
        except BadInput as problem:
            found[form] = problem.sentence
    return found


def _record(viewer: Viewer, kept: KeptPlan, form: str, purpose: str, recipient: str, written: Written) -> None:
    counted = {"left out": dict(written.left_out), "left empty": dict(written.blank)}
    record = {
        "form": form, "purpose": purpose, "recipient": recipient, "rows": written.rows, "size": written.size,
        "sha256": written.sha256, "counted": counted,
    }  # fmt: skip
    with writing():
        exports.add(kept.id, viewer.person, record)
        facts = {"plan": kept.plan.name, "rows": f"{written.rows:,}", "recipient": recipient}
        events.add(viewer.team.id, viewer.person, "exported an audience", **facts)


def _frozen(viewer: Viewer, kept: KeptPlan) -> FrozenAudience:
    frozen = audiences.find(viewer, kept.id)
    if frozen is None:
        raise BadInput("Freeze the audience first: a file holds the customers as they were then.")
    if kept.plan.status not in LEAVES_FROM:
        raise BadInput("Approve the plan first: customers leave the house only for a plan that is approved.")
    return frozen


def _refuse_small(viewer: Viewer, frozen: FrozenAudience, form: str) -> None:
    least = viewer.team.settings.smallest_audience
    if frozen.treated < least:
        raise BadInput(
            f"{FORMS[form]}: the audience has {frozen.treated:,} customers, and your team sends lists of {least:,} or more. "
            "Take more customers, or ask an admin to change the setting."
        )


def _write(viewer: Viewer, kept: KeptPlan, frozen: FrozenAudience, form: str, body: IO[bytes]) -> Written:
    arms, run = stored.arms(frozen), _run(viewer, kept)
    if form in PLATFORMS:
        table = _contacts_table(viewer, run)
        contacts = Contacts.of(table)
        rows = arm_rows(table, contacts.customer, contacts.columns, arms)
        return write_for(PLATFORMS[form], rows, contacts, viewer.team.settings.phone_country, body.write)
    if form == "list":
        names = {one.number: one.name for one in segments.of_run(viewer, run.id)}
        return write_generic(arms, names, run.name, kept.plan.name, body.write)
    return _spreadsheet(viewer, kept, run, arms, form, body)


def _spreadsheet(viewer: Viewer, kept: KeptPlan, run: Run, arms: Arms, form: str, body: IO[bytes]) -> Written:
    """Who they are, their segment and their measures, as the run has them."""
    result = runs.result(viewer, run.id)
    if result is None:
        raise NotFound("The run of this plan has no segments any more.")
    stored_table = stored_tables.find(result.table_id)
    names = stored_table.schema.names
    columns = tuple(Column(field.name, "ignore", field.type) for field in stored_table.schema)
    table = Table("customers", columns, stored_table.rows, stored_tables.reader(stored_table))
    rows = arm_rows(table, result.facts["labels"]["customer"], names, arms).treated
    if form == "csv":
        return write_csv(names, rows, body.write)
    about = {"Plan": kept.plan.name, "Run": run.name, "Version": str(run.version), "Arm": "treated"}
    return write_excel(names, rows, body.write, about=about)


def _run(viewer: Viewer, kept: KeptPlan) -> Run:
    if kept.run_id is None:
        raise BadInput("The run of this plan was deleted, so nobody can say more of its customers.")
    return runs.find(viewer, kept.run_id)


def _contacts_table(viewer: Viewer, run: Run) -> Table:
    """Where customers stand with their addresses: the customers beside the orders, else what the run was made from."""
    source = Question(**run.source)
    joined = source.facts["joined"]
    dataset_id, facts = (source.joined_id, joined) if joined else (source.dataset_id, source.facts)
    version = next((one for one in datasets.versions(viewer, dataset_id) if one.id == facts["version"]), None)
    if version is None:
        raise NotFound("The version behind this run is not there any more.")
    kept = stored_tables.find(version.table_id)
    roles = {column["name"]: column["role"] for column in version.found.columns}
    columns = tuple(Column(field.name, roles.get(field.name, "ignore"), field.type) for field in kept.schema)
    table = Table(datasets.find(viewer, dataset_id).kind, columns, kept.rows, stored_tables.reader(kept))
    return repaired(table, Repairs.from_json(facts["repairs"]))
