"""Runs that were carried out, for tests of what is found, drawn and pressed."""

from core.recipe import Measure, Recipe
from tests.webapp.brought import kept
from tests.webapp.work_now import work_now
from webapp.records import Dataset, Run, Viewer
from webapp.services import runs

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
