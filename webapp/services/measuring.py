"""Measures from orders: how they are made, chosen by the team and kept; what they come to; RFM; how trade went."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from core.errors import BadInput
from core.measuring import CALENDAR, Limits, Measuring
from webapp.records import Answer, Dataset, Job, Question, Treatment, Viewer
from webapp.rights import Right
from webapp.services import answers, customer_tables, datasets, door
from webapp.store import events, treatments
from webapp.store.engine import writing

PERIODS = ("day", "week", "month", "quarter", "year")
LEVELS = (5, 3)
LONGEST = 60
FOUND = "found"  # what a choice says that leaves a setting open
ONLY_ORDERS = "Measures are made from orders, and this dataset has a row per customer. Open a dataset of orders."


@dataclass(frozen=True)
class Chosen:
    """How measures of a dataset are made and scored; what is None is found in the file."""

    measuring: Measuring
    levels: int
    limits: Limits | None
    edit: int


def chosen(viewer: Viewer, dataset_id: object) -> Chosen:
    return _chosen(viewer, treatments.of(_orders(viewer, dataset_id).id))


def change(viewer: Viewer, dataset_id: object, typed: Mapping[str, Any], seen_edit: object) -> Chosen:
    """What was typed, field by field; an empty field is found in the file. What is not among them stays as it was."""
    viewer.must(Right.WORK)
    dataset = _orders(viewer, dataset_id)
    before = _chosen(viewer, treatments.of(dataset.id)).measuring.to_json()
    settings = before | {name: _read(name, value) for name, value in typed.items()}
    if settings["days"] != before["days"] and settings["reference"] == before["reference"]:
        settings["reference"] = None  # a day is no moment, nor the other way round
    return _keep(viewer, dataset, seen_edit, measuring=Measuring.from_json(settings).to_json())


def switch(viewer: Viewer, dataset_id: object, rule: object, seen_edit: object) -> Chosen:
    """A rule that leaves lines out is switched on or off."""
    rules = chosen(viewer, dataset_id).measuring.rules
    switched = [one for one in rules if one != rule] if rule in rules else [*rules, rule]
    return change(viewer, dataset_id, {"rules": switched}, seen_edit)


def score(viewer: Viewer, dataset_id: object, levels: object, typed: Mapping[str, Any], seen_edit: object) -> Chosen:
    """Limits are typed for all three, rising; or for none, and then the customers are cut into equal parts."""
    viewer.must(Right.WORK)
    dataset = _orders(viewer, dataset_id)
    count = int(door.one_of(str(levels), [str(each) for each in LEVELS], "Choose 5 scores or 3."))
    limits = _limits(count, typed)
    return _keep(viewer, dataset, seen_edit, scoring={"levels": count, "limits": limits and limits.to_json()})


def figures(viewer: Viewer, dataset_id: object, number: object = None, *, again: bool = False) -> Answer | Job:
    """Facts: `table`, what the customer table says of itself, and `figures` of each of its numbers."""
    dataset = _orders(viewer, dataset_id)
    of = customer_tables.question(viewer, dataset.id, number, alone=True)
    asked = Question("measures at a glance", dataset.id, {"of": asdict(of)})
    return _ask(viewer, asked, f"Measures of {dataset.name}", again)


def rfm(viewer: Viewer, dataset_id: object, number: object = None, *, again: bool = False) -> Answer | Job:
    """Facts: limits, shares of the segments, cells of the map; the table has everybody's scores and segment."""
    dataset = _orders(viewer, dataset_id)
    of, scoring = customer_tables.question(viewer, dataset.id, number, alone=True), chosen(viewer, dataset.id)
    facts = {"of": asdict(of), "levels": scoring.levels, "limits": scoring.limits and scoring.limits.to_json()}
    return _ask(viewer, Question("rfm", dataset.id, facts), f"RFM of {dataset.name}", again)


def trading(
    viewer: Viewer, dataset_id: object, number: object = None, period: object = "month", *, again: bool = False
) -> Answer | Job:
    dataset = _orders(viewer, dataset_id)
    wanted = door.one_of(period, PERIODS, f"Choose one of: {', '.join(PERIODS)}.")
    of = customer_tables.question(viewer, dataset.id, number, alone=True).facts
    facts = {name: of[name] for name in ("version", "repairs", "measuring")} | {"period": wanted}
    return _ask(viewer, Question("trading", dataset.id, facts), f"Orders over time of {dataset.name}", again)


def _ask(viewer: Viewer, question: Question, subject: str, again: bool) -> Answer | Job:
    return (answers.ask_again if again else answers.ask)(viewer, question, subject)


def _orders(viewer: Viewer, dataset_id: object) -> Dataset:
    dataset = datasets.find(viewer, dataset_id)
    if dataset.kind != "orders":
        raise BadInput(ONLY_ORDERS)
    return dataset


def _chosen(viewer: Viewer, treatment: Treatment) -> Chosen:
    limits = treatment.scoring.get("limits")
    return Chosen(
        customer_tables.measuring(viewer, treatment),
        treatment.scoring.get("levels", LEVELS[0]),
        Limits.from_json(limits) if limits else None,
        treatment.edit,
    )


def _keep(viewer: Viewer, dataset: Dataset, seen_edit: object, **changes: Any) -> Chosen:
    edit = door.version(seen_edit)
    with writing():
        kept = treatments.change(dataset.id, edit, **changes)
        what = "changed the measures" if "measuring" in changes else "changed the scores"
        events.add(viewer.team.id, viewer.person, what, dataset=dataset.name)
    return _chosen(viewer, kept)


def _read(name: str, value: Any) -> Any:
    """As core/measuring reads it: text without the spaces around it, and nothing where nothing was typed."""
    if name == "days":
        return value or CALENDAR
    if name == "groups":
        return _lines(value)
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise BadInput(f"A setting of the measures has {len(value)} characters. Write at most {LONGEST}.")
        return None if value == FOUND else value.strip() or None
    return value


def _lines(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return [line.strip() for line in value.splitlines() if line.strip()] or None


def _limits(levels: int, typed: Mapping[str, Any]) -> Limits | None:
    read = {name: _numbers(name, typed.get(name)) for name in ("recency", "frequency", "money")}
    if not any(read.values()):
        return None
    for name, limits in read.items():
        if len(limits) != levels - 1:
            raise BadInput(
                f"For {levels} scores, {name} needs {levels - 1} limits, and {len(limits) or 'none'} {'is' if len(limits) == 1 else 'are'} "
                "written. Write numbers that rise, with spaces between them; or leave all three fields empty."
            )
    return Limits.from_json(read)


def _numbers(name: str, value: Any) -> list[float]:
    text = value if isinstance(value, str) else ""
    words = text.replace(";", " ").replace(", ", " ").split()
    try:
        return [float(word) for word in words]
    except ValueError:
        raise BadInput(
            f"The limits of {name} are not numbers. Write them with spaces between them: 30 90 180 365."
        ) from None
