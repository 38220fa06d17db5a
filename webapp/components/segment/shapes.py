"""A segment over everyone, measure by measure; and what it is composed of."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.explaining.wording import capital, written
from webapp.components.figure import Behind, Cell, framed
from webapp.components.run.profiles import composition
from webapp.components.segment.opened import Opened
from webapp.figures.densities import density, shares

MOST_SHAPES, MOST_CATEGORIES = 6, 4


def densities(opened: Opened) -> Component:
    """Of the measures that are farthest from everyone."""
    known = {shape["name"]: shape for shape in opened.run.everyone["shapes"]}
    names = [meaning.name for meaning in opened.apart if meaning.name in known]
    return html.Div([_density(opened, known[name]) for name in names[:MOST_SHAPES]], className="k-small-multiples")


def compositions(opened: Opened) -> list[Component]:
    every = opened.run.everyone
    names = [one["name"] for one in every["separations"] if one["name"] in every["categories"]]
    drawn = [composition(opened.run, name, [opened.segment]) for name in names[:MOST_CATEGORIES]]
    return [html.Div(drawn, className="k-columns k-columns-even k-profiles")] if drawn else []


def _density(opened: Opened, shape: Mapping[str, Any]) -> Component:
    own = opened.segment
    meaning, counts = opened.run.meanings[shape["name"]], shape["segments"][own.number]
    median, everyone = (
        written(profile["numbers"][meaning.name]["median"], meaning) for profile in (own.profile, opened.run.everyone)
    )
    title = capital(meaning.label)
    says = f"{title}: median {median}, of everyone {everyone}"
    drawn = density(shape["low"], shape["width"], shape["everyone"], counts, own.colour)
    return framed(title, f"Median {median} · everyone {everyone}", drawn, says, _behind(shape, counts))


def _behind(shape: Mapping[str, Any], counts: Sequence[int]) -> Behind:
    starts = [shape["low"] + shape["width"] * step for step in range(len(counts))]
    part, of_all = shares(counts), shares(shape["everyone"])
    rows: list[Sequence[Cell]] = [
        (start, start + shape["width"], *each)
        for start, each in zip(starts, zip(counts, part, shape["everyone"], of_all, strict=True), strict=True)
    ]
    return Behind(("From", "To", "Customers", "Share", "Everyone", "Share of everyone"), rows)
