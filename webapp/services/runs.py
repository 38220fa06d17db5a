"""Runs: saved, carried out in the background, found again, carried out again, applied to customers still to come."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from json import dumps
from typing import Any

from core import VERSION
from core.errors import BadInput
from core.measuring import Limits, names_by_code
from core.recipe import Recipe, check_segments
from webapp.errors import NotFound
from webapp.records import Answer, Job, JobState, Lane, Question, Run, RunCheck, RunResult, Viewer
from webapp.rights import Right
from webapp.services import customer_tables, datasets, door, jobs
from webapp.store import events, queue, runs
from webapp.store.engine import writing
from webapp.store.runs import PICTURE, Asked

CARRY_OUT, REPEAT = "run", "repeat run"
RFM = "rfm"
MOST_SHOWN = 500
MOST_WHY, MOST_TAG, MOST_TAGS = 500, 40, 10


def save(
    viewer: Viewer, dataset_id: object, version_number: object, recipe: Recipe, name: object,
    tags: Sequence[object] = (), why: object = "", continues_id: object = None, *, key: object = None,
) -> Run:  # fmt: skip
    """In the history at once, and carried out in the background. The same key again is the same run."""
    viewer.must(Right.WORK)
    if recipe.method != "hdbscan":
        check_segments(recipe.segments)
    question = customer_tables.question(viewer, dataset_id, version_number)
    whole = _complete(recipe, question)
    continues = None if continues_id is None else find(viewer, continues_id).id
    asked = _asked(viewer, question, name, why, whole.method, whole.to_dict(), whole.fingerprint, key)
    return _begin(viewer, replace(asked, continues_id=continues), checked_tags(tags))


def save_rfm(
    viewer: Viewer, dataset_id: object, version_number: object, limits: Limits, name: object,
    tags: Sequence[object] = (), why: object = "", *, key: object = None,
) -> Run:  # fmt: skip
    """The named groups of recency, frequency and money as a run like any other; its limits are its recipe."""
    viewer.must(Right.WORK)
    question = customer_tables.question(viewer, dataset_id, version_number)
    if question.facts["measuring"] is None:
        raise BadInput("Groups by recency, frequency and money follow from order lines. Choose a dataset of orders.")
    names_by_code(limits.levels)  # else it says for how many scores there are names
    recipe = {"method": RFM, "limits": limits.to_json(), "measuring": [question.facts["measuring"]]}
    recipe["repairs"] = question.facts["repairs"]
    asked = _asked(viewer, question, name, why, RFM, recipe, _fingerprint(recipe), key)
    return _begin(viewer, asked, checked_tags(tags))


def apply(viewer: Viewer, run_id: object, version_number: object, *, key: object = None) -> Run:
    """The customers of another version in the segments of this run, by its stored preparation and model."""
    viewer.must(Right.WORK)
    origin = _done(viewer, run_id)
    version = datasets.version(viewer, origin.dataset_id, version_number)
    if version.number == origin.version:
        raise BadInput(f"“{origin.name}” was made from version {version.number}. Choose another version.")
    question = _same_way(viewer, origin, version.id)
    name = f"{origin.name}, version {version.number}"[-door.MOST_NAME :]
    asked = _asked(viewer, question, name, origin.why, origin.method, origin.recipe, origin.fingerprint, key)
    return _begin(viewer, replace(asked, applies_id=origin.id), origin.tags)


def again(viewer: Viewer, run_id: object) -> Job:
    """Carried out once more, to see whether the same labels come out; `checks` tells."""
    viewer.must(Right.WORK)
    run = _done(viewer, run_id)
    key = f"repeat run {run.id}"
    with writing():
        queue.forget_ended(viewer.team.id, key)
        subject = f"{run.name}, once more"
        job_id = queue.add(viewer.team.id, viewer.person.id, REPEAT, Lane.LONG, subject, {"run": run.id}, key=key)
    return jobs.find(viewer, job_id)


def try_again(viewer: Viewer, run_id: object) -> Run:
    """After it has failed or was cancelled."""
    viewer.must(Right.WORK)
    run = find(viewer, run_id)
    if run.state in (JobState.FAILED, JobState.CANCELLED):
        with writing():
            _queue(viewer, run.id, run.name)
    return find(viewer, run.id)


def find(viewer: Viewer, run_id: object) -> Run:
    viewer.must(Right.LOOK)
    run = runs.find(viewer.team.id, door.id_(run_id))
    if run is None:
        raise NotFound
    return run


def mine(viewer: Viewer, archived: bool = False, most: int = MOST_SHOWN) -> list[Run]:
    """The team's, newest first."""
    viewer.must(Right.LOOK)
    return runs.of_team(viewer.team.id, archived, most)


def of_dataset(viewer: Viewer, dataset_id: object) -> list[Run]:
    dataset = datasets.find(viewer, dataset_id)
    return runs.of_team(viewer.team.id, archived=False, most=MOST_SHOWN, dataset_id=dataset.id)


def count(viewer: Viewer, archived: bool = False) -> int:
    viewer.must(Right.LOOK)
    return runs.count(viewer.team.id, archived)


def result(viewer: Viewer, run_id: object) -> RunResult | None:
    """None while it waits, and when it came to nothing."""
    return runs.result(find(viewer, run_id).id)


def picture(result: RunResult) -> Answer | None:
    """What the map of a run is drawn from, as a sweep keeps it; groups by RFM have none."""
    if not result.facts.get("picture"):
        return None
    arrays = {name.removeprefix(PICTURE): array for name, array in result.arrays.items() if name.startswith(PICTURE)}
    return Answer(result.facts["picture"], arrays, None)


def checks(viewer: Viewer, run_id: object) -> list[RunCheck]:
    """Each time it was carried out again, newest first."""
    return runs.checks(find(viewer, run_id).id)


def job(viewer: Viewer, run: Run) -> Job | None:
    return None if run.job_id is None else queue.find(viewer.team.id, run.job_id, viewer.person.id)


def repeating(viewer: Viewer, run: Run) -> Job | None:
    """What carries it out once more just now, or has stopped doing so."""
    return queue.with_key(viewer.team.id, f"repeat run {run.id}", viewer.person.id)


def checked_tags(tags: object) -> tuple[str, ...]:
    if not isinstance(tags, list | tuple) or len(tags) > MOST_TAGS:
        raise BadInput(f"Give a run at most {MOST_TAGS} tags.")
    named: dict[str, str] = {}
    for tag in tags:
        text = door.name(tag, "a tag")
        if len(text) > MOST_TAG:
            raise BadInput(f"A tag has at most {MOST_TAG} characters; “{text[:20]}…” is longer.")
        named.setdefault(text.casefold(), text)
    return tuple(named.values())


def _done(viewer: Viewer, run_id: object) -> Run:
    run = find(viewer, run_id)
    if run.state is not JobState.DONE:
        raise BadInput(f"“{run.name}” has no segments yet. Wait until it is done.")
    return run


def _complete(recipe: Recipe, question: Question) -> Recipe:
    """All that decides the result, also what was done before there were measures."""
    facts = question.facts
    measuring = tuple(one for one in (facts["measuring"], facts["joined"]) if one is not None)
    return replace(recipe, repairs=tuple(facts["repairs"]), measuring=measuring)


def _same_way(viewer: Viewer, origin: Run, version_id: int) -> Question:
    """Another version, repaired and measured as the first was, whatever the dataset's treatment is by now."""
    source = Question(**origin.source)
    return replace(source, facts={**source.facts, "version": version_id})


def _asked(
    viewer: Viewer, question: Question, name: object, why: object, method: str,
    recipe: Mapping[str, Any], fingerprint: str, key: object,
) -> Asked:  # fmt: skip
    return Asked(
        team_id=viewer.team.id, dataset_id=question.dataset_id, version_id=question.facts["version"],
        name=door.name(name, "a name for the run"), why=_why(why), method=method, recipe=dict(recipe), source=asdict(question),
        fingerprint=fingerprint, core_version=VERSION, key=None if key is None else door.key(key),
    )  # fmt: skip


def _begin(viewer: Viewer, asked: Asked, tags: tuple[str, ...]) -> Run:
    with writing():
        runs.only_one_at_a_time(viewer.team.id)
        run_id = runs.with_key(viewer.team.id, asked.key) if asked.key else None
        if run_id is None:
            run_id = runs.add(asked, viewer.person.id, tags)
            _queue(viewer, run_id, asked.name)
            events.add(viewer.team.id, viewer.person, "saved a run", run=asked.name)
    return find(viewer, run_id)


def _queue(viewer: Viewer, run_id: int, name: str) -> None:
    limits = {name: getattr(viewer.team.settings, name) for name in ("most_segments", "smallest_segment")}
    facts = {"run": run_id, "limits": limits}
    runs.set_job(run_id, queue.add(viewer.team.id, viewer.person.id, CARRY_OUT, Lane.LONG, name, facts))


def _why(value: object) -> str:
    if value in (None, ""):
        return ""
    if not isinstance(value, str) or len(value) > MOST_WHY:
        raise BadInput(f"Say in at most {MOST_WHY} characters why this many segments.")
    return "".join(letter for letter in value if letter.isprintable() or letter == "\n").strip()


def _fingerprint(recipe: Mapping[str, Any]) -> str:
    return sha256(dumps(recipe, sort_keys=True, allow_nan=False).encode()).hexdigest()
