"""The head of a segment's page: mark and name, the facts, and the way to the segments before and after."""

from dash import dcc, html
from dash.development.base_component import Component

from webapp.clock import now
from webapp.components import blocks, sharing, values
from webapp.components.blocks import HIDDEN
from webapp.components.marks import mark
from webapp.components.segment.opened import Opened
from webapp.components.times import stamp
from webapp.records import Segment
from webapp.rights import Right

WAYS = (("csv", "Download as CSV"), ("xlsx", "Download as Excel"))


def head(opened: Opened) -> Component:
    run, own = opened.run.run, opened.segment
    title = [mark(own.number, own.colour), " ", own.name]
    crumbs = [dcc.Link("Runs", href="/runs"), " / ", dcc.Link(run.name, href=f"/runs/{run.id}"), " /"]
    facts = [
        f"Segment {own.number}",
        f"{values.count(len(opened.run.segments), 'segment')} in this run",
        [f"Run {run.id}, ", stamp(run.made, opened.viewer.person.zone, now())],
        *([f"Suggested name: {own.profile['name']}"] if own.own_name and own.own_name != own.profile["name"] else []),
        f"Owner {own.owner}" if own.owner else "Nobody looks after it yet",
    ]
    return blocks.head(title, facts, [*_downloads(opened), _neighbours(opened)], crumbs)


def _downloads(opened: Opened) -> list[Component]:
    if not opened.viewer.may(Right.WORK):
        return []
    own = opened.segment
    address = f"/downloads/runs/{own.run_id}/segments/{own.number}"
    links = [html.A(words, href=f"{address}.{form}", className="btn btn-outline-secondary") for form, words in WAYS]
    brief = html.A(
        "Brief", href=f"/briefs/runs/{own.run_id}/segments/{own.number}", className="btn btn-outline-secondary"
    )
    return [*links, brief, sharing.button()]


def _neighbours(opened: Opened) -> Component:
    by_number = {one.number: one for one in opened.run.segments}
    at = opened.segment.number
    links = [_link(by_number.get(at - 1), "left", "Before"), _link(by_number.get(at + 1), "right", "Next")]
    return html.Nav([link for link in links if link], className="k-acts-group", **{"aria-label": "Other segments"})


def _link(one: Segment | None, side: str, word: str) -> Component | None:
    if one is None:
        return None
    words = [
        html.Span(f"{word}: {one.number} {one.name}", className="k-unseen"),
        html.I(className=f"bi bi-chevron-{side}", **HIDDEN),
    ]
    return dcc.Link(words, href=f"/runs/{one.run_id}/segments/{one.number}", title=f"{one.number} {one.name}", className="btn btn-outline-secondary")  # fmt: skip
