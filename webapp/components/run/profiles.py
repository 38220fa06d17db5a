"""Profiles in pictures: every segment against everyone, each picture with the numbers behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from core.explaining import Meaning
from core.explaining.wording import share, written
from core.exploring.pictures import Box
from webapp.components.figure import Behind, Cell, Mark, framed
from webapp.components.run.opened import Opened
from webapp.components.run.words import capital
from webapp.figures import boxes, by_segment, dots, theme
from webapp.figures.by_segment import Bar
from webapp.figures.dots import Dots
from webapp.records import Segment

MOST_JOINED, MOST_BOXES, MOST_CATEGORIES, MOST_VALUES = 8, 6, 4, 8
BARS = (("money", "Spending"), ("frequency", "Frequency"))


def pictures(opened: Opened) -> list[Component]:
    """Spending and frequency where they are known; boxes of what the segments were made of; composition of what has categories."""
    beside = bars(opened)
    names = [one["name"] for one in opened.everyone["separations"] if one["name"] in opened.everyone["categories"]]
    return [
        *parallel(opened),
        *([html.Div(beside, className="k-stack")] if beside else []),
        *(spread(opened, opened.meanings[name]) for name in _boxed(opened)),
        *(composition(opened, name, opened.segments) for name in names[:MOST_CATEGORIES]),
    ]


def parallel(opened: Opened) -> list[Component]:
    """A line needs two measures at least."""
    names = numbers(opened)[:MOST_JOINED]
    if len(names) < 2:
        return []
    rows: list[list[Cell]] = [[name, *(_position(one, name) for one in opened.segments)] for name in names]
    found = [
        Dots(one.number, one.name, one.colour, [_position(one, name) for name in names],
             [_median(one, opened.meanings[name]) for name in names])
        for one in opened.segments
    ]  # fmt: skip
    behind = Behind(("Measure", *(f"{one.number} {one.name}" for one in opened.segments)), rows)
    note = "Of two customers, one of the segment and one of everyone: how often the first has more. The grey line is everyone"
    says = (
        f"Positions of {len(opened.segments)} segments among everyone, on {len(names)} measures; most apart: {names[0]}"
    )
    labels = [capital(opened.meanings[name].label) for name in names]
    return [
        framed("Every segment on every measure", note, dots.parallel(labels, found), says, behind, marks=marks(opened))
    ]


def bars(opened: Opened) -> list[Component]:
    senses = {meaning.sense: meaning for meaning in opened.meanings.values()}
    return [_bars(opened, senses[sense], title) for sense, title in BARS if sense in senses]


def spread(opened: Opened, meaning: Meaning) -> Component:
    """Boxes of one measure, everyone below."""
    own = [(one, one.profile["numbers"].get(meaning.name)) for one in opened.segments]
    found = [box(theme.named(one.number, one.name), figures) for one, figures in own if figures]
    colours = [theme.segment_colour(one.colour) for one, figures in own if figures]
    found.append(box("Everyone", opened.everyone["numbers"][meaning.name]))
    heads = ("Segment", "Customers", "Mean", "Lowest", "Whisker from", "Lower quarter", "Median", "Upper quarter", "Whisker to", "Highest", "Below", "Above")  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (one.name, one.rows, one.mean, one.low, one.whisker_low, one.quarter, one.median, one.three_quarters, one.whisker_high, one.high, one.below, one.above)
        for one in found
    ]  # fmt: skip
    note = "Half of a segment lies in its box around the median; whiskers end at the last value within one and a half boxes"
    says = "Medians: " + "; ".join(f"{one.name} {written(one.median, meaning)}" for one in found)
    drawn = boxes.figure(capital(meaning.label), found, [*colours, theme.EVERYONE])
    return framed(f"{capital(meaning.label)} by segment", note, drawn, says, Behind(heads, rows))


def composition(opened: Opened, name: str, shown: Sequence[Segment]) -> Component:
    """The most common values of a category, in the segments that are shown and in everyone."""
    parts = opened.everyone["categories"][name][:MOST_VALUES]
    values = [part["value"] for part in parts]
    found = [_parts(one, name, values) for one in shown]
    others = len(opened.everyone["categories"][name]) - len(values)
    note = f"Shares of the customers of each segment; grey marks are everyone{f'; {others} rarer values are left out' if others > 0 else ''}"
    rows: list[list[Cell]] = [
        [value, *(one.at[row] for one in found), parts[row]["share"]] for row, value in enumerate(values)
    ]
    behind = Behind((name, *(f"{one.number} {one.name}" for one in found), "Everyone"), rows)
    says = f"Most common of everyone: {values[0]}, {share(parts[0]['share'])}. " + "; ".join(
        f"{one.name} {share(one.at[0] or 0)}" for one in found
    )
    drawn = dots.composition(values, found, [part["share"] for part in parts])
    return framed(capital(opened.meanings[name].label), note, drawn, says, behind, marks=marks(opened, shown))


def numbers(opened: Opened) -> list[str]:
    """Measures that are numbers, the one that separates best first."""
    known = opened.everyone["numbers"]
    return [one["name"] for one in opened.everyone["separations"] if one["name"] in known]


def box(name: str, figures: Mapping[str, Any]) -> Box:
    known = {part: figures[part] for part in Box.__dataclass_fields__ if part in figures}
    return Box(**{**known, "name": name, "rows": figures["present"]})


def marks(opened: Opened, shown: Sequence[Segment] = ()) -> list[Mark]:
    return [Mark(one.colour % len(theme.SEGMENTS), f"{one.number} {one.name}") for one in shown or opened.segments]


def _boxed(opened: Opened) -> list[str]:
    every = numbers(opened)
    return [name for name in every if name in opened.chosen][:MOST_BOXES] or every[:MOST_BOXES]


def _bars(opened: Opened, meaning: Meaning, title: str) -> Component:
    own = [(one, one.profile["numbers"].get(meaning.name)) for one in opened.segments]
    found = [
        Bar(one.number, one.name, one.colour, figures["mean"], written(figures["mean"], meaning))
        for one, figures in own
        if figures
    ]
    everyone = opened.everyone["numbers"][meaning.name]["mean"]
    note = f"Mean {meaning.label} of a customer; the dashed line is everyone, {written(everyone, meaning)}"
    says = f"Mean {meaning.label}: " + "; ".join(f"{bar.name} {bar.told}" for bar in found)
    rows: list[Sequence[Cell]] = [(f"{bar.number} {bar.name}", bar.value) for bar in found]
    behind = Behind(("Segment", f"Mean {meaning.name}"), [*rows, ("Everyone", everyone)])
    return framed(f"{title} by segment", note, by_segment.bars(found, everyone), says, behind)


def _position(one: Segment, name: str) -> float | None:
    figures = one.profile["numbers"].get(name)
    return None if figures is None else figures["position"]


def _median(one: Segment, meaning: Meaning) -> str:
    figures = one.profile["numbers"].get(meaning.name)
    return "" if figures is None else f"{meaning.label}: median {written(figures['median'], meaning)}"


def _parts(one: Segment, name: str, values: Sequence[str]) -> Dots:
    known = {part["value"]: part["share"] for part in one.profile["categories"].get(name, ())}
    at = [known.get(value, 0.0) for value in values]
    told = [f"{value}: {share(part)}" for value, part in zip(values, at, strict=True)]
    return Dots(one.number, one.name, one.colour, at, told)
