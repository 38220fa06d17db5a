"""Plans over weeks or months, a lane for each owner, channel or segment. Hatched: not approved yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dash import dcc, html
from dash.development.base_component import Component

from core.planning import CHANNELS
from webapp.components import marks
from webapp.components.plans.words import STATUSES, when
from webapp.figures.theme import SEGMENTS
from webapp.records import KeptPlan, PlanSegment

WEEKS, MONTHS = 8, 6
APPROVED = ("approved", "running", "done")

Lane = tuple[str, Component, int]  # what lanes are sorted by, what stands before it, the colour of its bars


@dataclass(frozen=True)
class Span:
    """The columns of a calendar: the first day of each, and the day after the last."""

    days: tuple[date, ...]

    @classmethod
    def of(cls, unit: str, first: date) -> "Span":
        if unit == "months":
            months = (first.year * 12 + first.month - 1 + n for n in range(MONTHS + 1))
            return cls(tuple(date(month // 12, month % 12 + 1, 1) for month in months))
        monday = first - timedelta(days=first.weekday())
        return cls(tuple(monday + timedelta(weeks=n) for n in range(WEEKS + 1)))

    def columns(self, kept: KeptPlan) -> tuple[int, int] | None:
        """From which column to before which other, both ends cut to what is shown; None outside."""
        start, end = kept.plan.start, kept.plan.end or kept.plan.start
        if start is None or end is None or start >= self.days[-1] or end < self.days[0]:
            return None
        touched = [n for n in range(len(self.days) - 1) if start < self.days[n + 1] and end >= self.days[n]]
        return touched[0], touched[-1] + 1


def calendar(plans: Sequence[KeptPlan], span: Span, by: str) -> Component:
    lanes: dict[str, tuple[Component, list[Component]]] = {}
    for kept in plans:
        if span.columns(kept) is not None:
            for name, head, colour in LANES[by](kept):
                lanes.setdefault(name, (head, []))[1].append(_bar(kept, span, colour))
    heads: list[Component] = [html.Span(f"{day.day} {day:%b}", className="k-calendar-head") for day in span.days[:-1]]
    rows = [_lane(head, bars, span) for _, (head, bars) in sorted(lanes.items())]
    grid = html.Div([_lane(html.Span(), heads, span), *rows], className="k-calendar")
    nothing = [] if rows else [html.P("No plan falls into this time.", className="k-note")]
    return html.Section(
        [html.Div(grid, className="k-scroll"), *nothing], className="card", **{"aria-label": "Calendar of plans"}
    )


def _lane(head: Component, cells: list[Component], span: Span) -> Component:
    columns = {"gridTemplateColumns": f"repeat({len(span.days) - 1}, minmax(0, 1fr))"}
    return html.Div([head, html.Div(cells, className="k-calendar-days", style=columns)], className="k-calendar-lane")


def _bar(kept: KeptPlan, span: Span, colour: int) -> Component:
    first, last = span.columns(kept) or (0, 1)
    waits = "" if kept.plan.status in APPROVED else " k-calendar-waits"
    place = colour % len(SEGMENTS)
    told = f"{kept.plan.name}, {STATUSES[kept.plan.status].lower()}, {when(kept.plan)}"
    colours = {"borderLeftColor": f"var(--seg-{place})", "backgroundColor": f"var(--seg-{place}-wash)"}
    return html.Div(
        dcc.Link(kept.plan.name, href=f"/plans/{kept.id}", title=told),
        className=f"k-calendar-bar{waits}", style={"gridColumn": f"{first + 1} / {last + 1}", **colours},
    )  # fmt: skip


def _owners(kept: KeptPlan) -> list[Lane]:
    name = kept.owner or "Nobody yet"
    return [(name, html.Span(name, className="k-calendar-name"), kept.segments[0].colour)]


def _channels(kept: KeptPlan) -> list[Lane]:
    names = [CHANNELS[one] for one in kept.plan.channels] or ["No channel yet"]
    return [(name, html.Span(name, className="k-calendar-name"), kept.segments[0].colour) for name in names]


def _segments(kept: KeptPlan) -> list[Lane]:
    """The segments of one run stand together, by number."""
    return [(f"{kept.run_id or 0:012} {one.number:03} {one.name}", _segment(one), one.colour) for one in kept.segments]


def _segment(one: PlanSegment) -> Component:
    return html.Span(marks.segment(one.number, one.name, one.colour), className="k-calendar-name")


LANES: dict[str, Callable[[KeptPlan], list[Lane]]] = {"segment": _segments, "owner": _owners, "channel": _channels}
