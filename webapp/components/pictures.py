"""Pictures of a version in their frames: what each shows, in words, and the numbers behind it."""

from collections.abc import Sequence
from datetime import date, timedelta

from dash.development.base_component import Component

from core.exploring.pictures import Bars, Box, Correlations, Curve, Distribution, Pairs
from webapp.components import figure, values
from webapp.components.figure import Behind, Cell, Mark
from webapp.figures import bars, boxes, correlations, distributions, pairs, theme

EPOCH = date(1970, 1, 1)


def of_distribution(found: Distribution, *, dates: bool = False) -> Component:
    split = f" by {found.by}" if found.by else ""
    title = f"{found.column}{split}" + (", on a log scale" if found.log else "")
    return figure.framed(
        title, _counted(found, dates), distributions.figure(found, dates=dates), _most(found, dates),
        _behind_distribution(found, dates), marks=_marks(found.curves) if found.by else (),
    )  # fmt: skip


def of_bars(found: Bars) -> Component:
    rows = bars.counted(found)
    whole = sum(n for _, n in rows)
    shown = f"The {len(found.values)} most common of {values.count(len(found.values) + found.others, 'value')}"
    note = shown if found.others else values.count(len(found.values), "value")
    says = (
        f"Most common: {found.values[0]}, {values.share(found.rows[0], whole)} of the rows." if found.values else note
    )
    behind = Behind(("Value", "Rows", "Share"), [(name, n, values.share(n, whole)) for name, n in rows])
    return figure.framed(
        f"Rows by {found.column}", f"{note}, in {values.count(whole, 'row')}", bars.figure(found), says, behind
    )


def of_boxes(column: str, by: str | None, found: Sequence[Box]) -> Component:
    title = f"{column}" + (f" by {by}" if by else "")
    note = (
        "Half of the rows lie in the box around the median; whiskers end at the last value within one and a half boxes."
    )
    says = "; ".join(f"{box.name}: median {box.median:,.4g}" for box in found)
    heads = ("Group", "Rows", "Mean", "Lowest", "Whisker from", "Lower quarter", "Median", "Upper quarter", "Whisker to", "Highest", "Below", "Above")  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (box.name, box.rows, box.mean, box.low, box.whisker_low, box.quarter, box.median, box.three_quarters, box.whisker_high, box.high, box.below, box.above)
        for box in found
    ]  # fmt: skip
    return figure.framed(title, note, boxes.figure(column, found), says, Behind(heads, rows))


def of_pairs(found: Pairs, by: str | None) -> Component:
    title = f"{', '.join(found.columns)} in pairs" + (f", by {by}" if by else "")
    note = "The more rows in a cell, the stronger its colour; along the diagonal, each number alone. Without the outermost 0.2 % of the values."
    rows: list[Sequence[Cell]] = [
        (pair.across, pair.up, name, int(counts.sum()))
        for pair in found.pairs
        for name, counts in zip(found.groups, pair.counts, strict=True)
    ]
    behind = Behind(("Across", "Up", "Group", "Rows drawn"), rows)
    marks = [Mark(_number(place, name), name) for place, name in enumerate(found.groups)] if by else []
    return figure.framed(title, note, pairs.figure(found), f"{len(found.pairs)} pairs of numbers", behind, marks=marks)


def of_correlations(found: Correlations) -> Component:
    many = range(len(found.columns))
    together = [(i, j) for i in many for j in many if i < j]
    rows: list[Sequence[Cell]] = [
        (found.columns[i], found.columns[j], _number_or_none(found.r[i, j]), int(found.rows[i, j])) for i, j in together
    ]
    known = [row for row in rows if row[2] is not None]
    strongest = max(known, key=lambda row: abs(float(row[2] or 0)), default=None)
    says = f"Strongest: {strongest[0]} and {strongest[1]}, {correlations.written(float(strongest[2] or 0))}" if strongest else "No two numbers vary together."  # fmt: skip
    return figure.framed(
        "How the numbers go together", "Correlation (Pearson's r), from −1 in orange to 1 in petrol, over the rows that have both values",
        correlations.figure(found), says, Behind(("Column", "And", "Correlation", "Rows"), rows),
    )  # fmt: skip


def _counted(found: Distribution, dates: bool) -> str:
    inside, outside, missing = (
        sum(getattr(curve, part) for curve in found.curves) for part in ("inside", "outside", "missing")
    )
    told = [
        f"{'Share of each group' if found.by else 'Rows'} per {_step(found, dates)}, from {values.count(inside, 'row')}",
        *(["the line is the density"] if not found.by else []),
        *([f"{values.number_of(outside)} outside of the picture"] if outside else []),
        *([f"{values.number_of(missing)} without a value"] if missing else []),
    ]
    return "; ".join(told)


def _step(found: Distribution, dates: bool) -> str:
    if found.log:
        return "step"
    width = distributions.step(found)
    return values.count(int(width), "day") if dates else f"step of {width:,.3g}"


def _most(found: Distribution, dates: bool) -> str:
    """Where the most rows of each group lie."""
    return "; ".join(
        f"{curve.name}: most around {_peak(found, curve, dates)}" for curve in found.curves if curve.inside
    )


def _peak(found: Distribution, curve: Curve, dates: bool) -> str:
    at = float(found.points[curve.density.argmax()])
    return values.date(_day(at)) if dates else f"{at:,.3g}"


def _behind_distribution(found: Distribution, dates: bool) -> Behind:
    ends = [_day(edge) if dates else float(edge) for edge in found.edges]
    counts = zip(*(curve.counts.tolist() for curve in found.curves), strict=True)
    rows = [(low, high, *each) for low, high, each in zip(ends[:-1], ends[1:], counts, strict=True)]
    names = ["Rows"] if found.by is None else [curve.name for curve in found.curves]
    return Behind(("From", "To", *names), rows)


def _day(since: float) -> str:
    """An ISO date, for files and for values.date."""
    return (EPOCH + timedelta(days=int(since // 1))).isoformat()


def _marks(curves: Sequence[Curve]) -> list[Mark]:
    return [
        Mark(_number(place, curve.name), curve.name, values.count(curve.inside, "row"))
        for place, curve in enumerate(curves)
    ]


def _number(place: int, name: str) -> int | None:
    return None if theme.REST.fullmatch(name) else place % len(theme.SEGMENTS)


def _number_or_none(r: float) -> float | None:
    return None if r != r else float(r)
