"""The ways to look into a version: what the address asks of each, what it shows where nothing is asked, and what can be chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dash.development.base_component import Component

from core.exploring import Column
from core.exploring.pictures import MOST_NUMBERS
from webapp.components import explore_choices
from webapp.pages.dataset_tabs.opened import Opened
from webapp.services import exploring
from webapp.services.exploring import Wish

FIRST_PAIRS, FIRST_CORRELATED = 3, 12
TOGETHER = "-"  # split by nothing; a list wants a value to stand at

USUAL = {"view": "column", "by": TOGETHER, "as": "density", "scale": "even"}  # an address need not say it

Choices = dict[str, str | list[str]]


@dataclass(frozen=True)
class View:
    """`wish` is what to ask for, or nothing and `why`; `choices` is what the controls stand at."""

    wish: Wish | None
    why: str = ""
    controls: tuple[Component, ...] = ()
    choices: Choices = field(default_factory=dict)


def column(opened: Opened, columns: Sequence[Column]) -> View:
    """One column: how its values lie."""
    offered = [each for each in columns if each.role != "ignore"]
    if not offered:
        return View(
            None, "Every column of this version is left out. Undo such a repair, or give the next version roles."
        )
    usual = next((each for each in offered if each.role == "number"), offered[0])
    shown = next((each for each in columns if each.name == opened.one("column")), usual)
    names = [(each.name, each.name) for each in columns if each in offered or each is shown]
    first = explore_choices.one("column", "Column", names, shown.name)
    if not shown.is_number and not shown.is_date:
        if not exploring.may_see(opened.viewer, shown):
            return View(None, exploring.ROWS_ONLY.format(name=shown.name), (first,), {"column": shown.name})
        return View(Wish("bars", (shown.name,)), controls=(first,), choices={"column": shown.name})
    by, split = _split(opened, columns)
    if shown.is_date:
        return View(
            Wish("distribution", (shown.name,), by), controls=(first, split),
            choices={"column": shown.name, "by": by or TOGETHER},
        )  # fmt: skip
    drawn, scale = _one_of(opened, "as", ("density", "boxes")), _one_of(opened, "scale", ("even", "log"))
    as_ = explore_choices.one("as", "Drawn as", [("density", "Density"), ("boxes", "Boxes")], drawn)
    scales = explore_choices.one("scale", "Scale", [("even", "Even"), ("log", "Logarithm")], scale)
    kind, log = ("boxes", False) if drawn == "boxes" else ("distribution", scale == "log")
    return View(
        Wish(kind, (shown.name,), by, log),
        controls=(first, split, as_, *([scales] if kind == "distribution" else [])),
        choices={"column": shown.name, "by": by or TOGETHER, "as": drawn, "scale": scale},
    )


def statistics(_opened: Opened, _columns: Sequence[Column]) -> View:
    return View(Wish("statistics"))


def pairs(opened: Opened, columns: Sequence[Column]) -> View:
    names, chosen = _numbers(opened, columns, FIRST_PAIRS)
    if len(names) < 2:
        return View(None, "A pair needs two columns of numbers.")
    by, split = _split(opened, columns)
    several = explore_choices.several("columns", f"Columns, up to {MOST_NUMBERS}", names, chosen)
    wish = Wish("pairs", chosen, by)
    return View(wish, controls=(several, split), choices={"columns": list(chosen), "by": by or TOGETHER})


def correlations(opened: Opened, columns: Sequence[Column]) -> View:
    names, chosen = _numbers(opened, columns, FIRST_CORRELATED)
    if len(names) < 2:
        return View(None, "A correlation needs two columns of numbers.")
    most = exploring.MOST_COLUMNS
    several = explore_choices.several("columns", f"Columns, up to {most}", names, chosen[:most])
    return View(Wish("correlations", chosen[:most]), controls=(several,), choices={"columns": list(chosen[:most])})


VIEWS: dict[str, tuple[str, Callable[[Opened, Sequence[Column]], View]]] = {
    "column": ("One column", column),
    "statistics": ("Every column in figures", statistics),
    "pairs": ("Pairs", pairs),
    "correlations": ("Correlations", correlations),
}


def _numbers(opened: Opened, columns: Sequence[Column], first: int) -> tuple[list[str], tuple[str, ...]]:
    """The columns of numbers, and which of them are chosen: those in the address, else the first few measures."""
    names = [each.name for each in columns if each.is_number and each.role != "ignore"]
    asked = tuple(dict.fromkeys(name for name in opened.many("columns") if name in names))
    measures = [each.name for each in columns if each.name in names and each.role not in exploring.PERSONAL]
    return names, asked or tuple((measures if len(measures) > 1 else names)[:first])


def _split(opened: Opened, columns: Sequence[Column]) -> tuple[str | None, Component]:
    groups = [each.name for each in columns if exploring.may_group(opened.viewer, each)]
    by = opened.one("by") if opened.one("by") in groups else None
    options = [(TOGETHER, "Everyone together"), *((name, name) for name in groups)]
    return by, explore_choices.one("by", "Split by", options, by or TOGETHER)


def _one_of(opened: Opened, name: str, known: tuple[str, str]) -> str:
    return opened.one(name) if opened.one(name) in known else known[0]
