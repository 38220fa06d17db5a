"""Looking after runs: their names and tags; put away, taken out again, deleted for good."""

from core.errors import BadInput
from webapp.records import Lane, Run, Viewer
from webapp.rights import Right
from webapp.services import door, jobs, runs
from webapp.store import events, queue
from webapp.store import runs as stored
from webapp.store.engine import writing
from webapp.store.runs import Dependents


def rename(viewer: Viewer, run_id: object, name: object, seen_edit: object) -> Run:
    viewer.must(Right.WORK)
    run, wanted = runs.find(viewer, run_id), door.name(name, "a name for the run")
    if wanted != run.name:
        with writing():
            stored.rename(run.id, wanted, door.version(seen_edit), viewer.person)
            events.add(viewer.team.id, viewer.person, "renamed a run", before=run.name, run=wanted)
    return runs.find(viewer, run.id)


def tag(viewer: Viewer, run_id: object, tags: object, seen_edit: object) -> Run:
    viewer.must(Right.WORK)
    run, wanted = runs.find(viewer, run_id), runs.checked_tags(tags)
    if set(wanted) != set(run.tags):
        with writing():
            stored.set_tags(run.id, wanted, door.version(seen_edit), viewer.person)
    return runs.find(viewer, run.id)


def archive(viewer: Viewer, run_id: object) -> Run:
    """Out of the way until it is restored; links to it keep working."""
    return _set_archived(viewer, run_id, archived=True)


def restore(viewer: Viewer, run_id: object) -> Run:
    return _set_archived(viewer, run_id, archived=False)


def dependents(viewer: Viewer, run_id: object) -> Dependents:
    return stored.dependents(runs.find(viewer, run_id).id)


def delete_for_good(viewer: Viewer, run_id: object) -> Run:
    """Gone from sight at once, with its segments and notes; a job gives the space back."""
    viewer.must(Right.ADMINISTER)
    run = runs.find(viewer, run_id)
    if jobs.is_under_way(runs.job(viewer, run)) or jobs.is_under_way(runs.repeating(viewer, run)):
        raise BadInput("This run is being carried out. Wait for it or cancel it, then delete.")
    with writing():
        stored.remove(run.id)
        queue.add(viewer.team.id, viewer.person.id, "give space back", Lane.LONG, f"Deleting {run.name}"[:200], {})
        events.add(viewer.team.id, viewer.person, "deleted a run", run=run.name)
    return run


def _set_archived(viewer: Viewer, run_id: object, archived: bool) -> Run:
    viewer.must(Right.WORK)
    run = runs.find(viewer, run_id)
    if run.archived is not archived:
        with writing():
            stored.archive(run.id, archived)
            kind = "archived a run" if archived else "restored a run"
            events.add(viewer.team.id, viewer.person, kind, run=run.name)
    return runs.find(viewer, run.id)
