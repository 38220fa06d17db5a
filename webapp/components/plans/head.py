"""The head of a plan's page: its name, where it stands, and where it may go from there."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from core.planning import STATUSES as LEADS_TO
from webapp.components import blocks, fields, marks
from webapp.components.plans.told import run_of
from webapp.components.plans.words import STATUSES, when
from webapp.components.times import date
from webapp.records import KeptPlan, PlanEdit, Viewer
from webapp.rights import Right

LINE = ("idea", "planned", "approved", "running", "done")
NEXT = dict(pairwise(LINE))
ONWARD = {"planned": "Plan it", "approved": "Approve", "running": "Launch", "done": "Finish"}
ASIDE = {"idea": "Back to idea", "planned": "Back to planned", "cancelled": "Cancel plan"}


def move_id(status: Any) -> dict[str, Any]:
    return {"part": "plan-move", "status": status}


def head(viewer: Viewer, kept: KeptPlan, remove: str) -> Component:
    chip = html.Span(STATUSES[kept.plan.status], className="k-chip")
    segments = [marks.segment(one.number, one.name, one.colour) for one in kept.segments]
    owner = f"Owner {kept.owner}" if kept.owner else "Nobody owns it yet"
    facts = [*segments, f"Plan {kept.id}", owner, when(kept.plan), run_of(kept)]
    actions = _actions(kept, remove) if viewer.may(Right.WORK) and not kept.removed else []
    return blocks.head([kept.plan.name, " ", chip], facts, actions, [dcc.Link("Plans", href="/plans"), " /"])


def steps(kept: KeptPlan, trail: Sequence[PlanEdit], zone: str) -> Component:
    """Where the plan has been, when, and by whom it was moved; what is cancelled goes no further."""
    reached, status = _reached(kept, trail), kept.plan.status
    line = LINE if status in LINE else (*(one for one in LINE if one in reached), status)
    place = line.index(status)
    return html.Ol([_step(one, reached.get(one), at - place, zone) for at, one in enumerate(line)], className="k-steps")


def _actions(kept: KeptPlan, remove: str) -> list[Component]:
    """The next step stands last."""
    status = kept.plan.status
    onward = NEXT.get(status)
    others = [one for one in LEADS_TO[status] if one != onward]
    turns = [fields.button(ASIDE[one], "outline-secondary", id=move_id(one), type="button") for one in others]
    last = [fields.button(ONWARD[onward], id=move_id(onward), type="button")] if onward else []
    return [fields.button("Delete plan", "outline-secondary", id=remove, type="button"), *turns, *last]


def _reached(kept: KeptPlan, trail: Sequence[PlanEdit]) -> dict[str, tuple[datetime, str]]:
    """By status, when it was last come to and through whom."""
    reached = {"idea": (kept.made, kept.author)}
    after = [*(edit.before.status for edit in trail[1:]), kept.plan.status]
    for edit, status in zip(trail, after, strict=False):
        if edit.before.status != status:
            reached[status] = (edit.at, edit.person)
    return reached


def _step(status: str, reached: tuple[datetime, str] | None, from_now: int, zone: str) -> Component:
    past = reached if from_now <= 0 else None
    said = [html.Small(f"{date(past[0], zone)}, {past[1]}")] if past else []
    current = {"aria-current": "step"} if from_now == 0 else {}
    return html.Li([STATUSES[status], *said], **{"data-at": "past" if from_now <= 0 else "ahead"}, **current)
