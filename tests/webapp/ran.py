"""Runs that were carried out, for tests of what is found, drawn and pressed."""

from core.measuring import Limits
from core.recipe import Measure, Recipe
from tests.webapp.brought import kept, next_version
from tests.webapp.work_now import work_now
from webapp.records import About, Dataset, Run, Viewer
from webapp.services import jobs, notes, runs, segments, shelf

# Three groups that nobody could mistake: 30 with little of both, 20 with much spend, 10 with much of both.
GROUPS = ((30, 10, 20), (20, 15, 900), (10, 90, 950))
PEOPLE = b"id;visits;spend;country\n" + b"".join(
    b"%d-%02d;%d;%d;%s\n" % (group, number, visits + number % 3, spend + number % 7, b"DE" if number % 2 else b"FR")
    for group, (size, visits, spend) in enumerate(GROUPS)
    for number in range(size)
)
ORDERS = b"order;customer;date;product;quantity;price\n" + b"".join(
    b"%d-%d;%s;2025-%02d-%02d;%s;1;%d\n"
    % (who, order, b"c%02d" % who, 1 + (who + order) % 9, 1 + order, product, price)
    for who in range(40)
    for order, (product, price) in enumerate([(b"tea", 5), (b"cup", 9), (b"pot", 60)][: 1 + who % 3])
)
RECIPE = Recipe((Measure("visits"), Measure("spend")), segments=3, starts=10)


def people(viewer: Viewer, name: str = "People") -> Dataset:
    return kept(viewer, name, PEOPLE)


def saved(viewer: Viewer, dataset: Dataset, recipe: Recipe = RECIPE, name: str = "Autumn") -> Run:
    return runs.save(viewer, dataset.id, dataset.version.number, recipe, name, ("first",), "Three stand out.")


def ran(viewer: Viewer, dataset: Dataset, recipe: Recipe = RECIPE, name: str = "Autumn") -> Run:
    run = saved(viewer, dataset, recipe, name)
    work_now()
    return runs.find(viewer, run.id)


def in_every_state(viewer: Viewer) -> list[int]:
    """Done (with a strategy that was decided on) with another version to apply it to, archived with a note, stopped, cancelled, by RFM, waiting."""
    dataset, orders = people(viewer, "Runs were made of"), kept(viewer, "Orders that runs were made of", ORDERS)
    done = ran(viewer, dataset)
    segments.ignore_strategy(viewer, done.id, 1, segments.find(viewer, done.id, 1).edit)
    next_version(viewer, dataset, PEOPLE, "replace")
    archived = ran(viewer, dataset, name="Put away")
    notes.add(viewer, About("run", archived.id), "Why it was put away")
    shelf.archive(viewer, archived.id)
    stopped = ran(viewer, dataset, Recipe((Measure("height"),), segments=3), "Stopped")
    by_rfm = runs.save_rfm(viewer, orders.id, 1, Limits((30.0, 90.0), (1.0, 2.0), (8.0, 20.0)), "By RFM")
    work_now()
    cancelled = saved(viewer, dataset, name="Cancelled")
    jobs.cancel(viewer, cancelled.job_id)
    return [run.id for run in (done, archived, stopped, by_rfm, cancelled, saved(viewer, dataset, name="Waits"))]


def in_every_decision(viewer: Viewer, run_id: int) -> list[int]:
    """Numbers of segments: one as it was suggested, one whose strategy the team has ignored."""
    segments.ignore_strategy(viewer, run_id, 1, segments.find(viewer, run_id, 1).edit)
    return [0, 1]
