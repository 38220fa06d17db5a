"""What people make of a segment: its name, colour, who looks after it, and who they are in the team's own words."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import fields
from webapp.components.blocks import HIDDEN
from webapp.components.marks import mark
from webapp.components.segment import ids
from webapp.components.segment.opened import Opened
from webapp.records import Member
from webapp.rights import Right
from webapp.services.segments import COLOURS, MOST_NAME, MOST_PERSONA

NOBODY = ""


def card(opened: Opened, members: Sequence[Member]) -> list[Component]:
    """Folded away under the name; those who may only look have nothing to change."""
    if not opened.viewer.may(Right.WORK):
        return []
    summary = html.Summary([html.I(className="bi bi-pencil", **HIDDEN), " Name, colour, owner, persona"])
    parts = [_name(opened), _colour(opened), _owner(opened, members), _persona(opened)]
    return [
        html.Details([summary, html.Div(parts, className="k-stack k-segment-forms")], className="k-disclosure card")
    ]


def persona(opened: Opened) -> list[Component]:
    """In the team's words, with Markdown as in notes."""
    words = opened.segment.persona
    return [dcc.Markdown(words, link_target="_blank", className="k-note-body")] if words else []


def _name(opened: Opened) -> Component:
    own = opened.segment
    hint = f"Empty: called “{own.profile['name']}” again, as was suggested."
    field = fields.text(
        ids.name, "Name of the segment", own.own_name or "", hint, maxlength=MOST_NAME, placeholder=own.name
    )
    return dbc.Form([field, fields.button("Rename", "outline-secondary")], id=ids.rename, prevent_default_on_submit=True, className="k-stack")  # fmt: skip


def _colour(opened: Opened) -> Component:
    """The mark in every colour; who has one already gets the other's."""
    own = opened.segment
    taken = {one.colour: one.name for one in opened.run.segments if one.id != own.id}
    options = [
        {"label": html.Span([mark(own.number, place), html.Span(_told(place, taken), className="k-unseen")], title=taken.get(place)), "value": str(place)}
        for place in range(COLOURS)
    ]  # fmt: skip
    name = html.Div("Colour, on every page", id=f"{ids.colour}-label", className="k-label")
    chosen = dbc.RadioItems(
        options, value=str(own.colour % COLOURS), id=ids.colour, name=ids.colour, className="k-palette"
    )
    hint = html.P("A segment that has the colour already gets this one's.", className="k-hint")
    return html.Div([name, html.Div(chosen, role="radiogroup", **{"aria-labelledby": f"{ids.colour}-label"}), hint])


def _told(place: int, taken: dict[int, str]) -> str:
    return f"Colour {place}" + (f", of {taken[place]}" if place in taken else "")


def _owner(opened: Opened, members: Sequence[Member]) -> Component:
    people = [{"label": member.person.name, "value": str(member.person.id)} for member in members]
    value = NOBODY if opened.segment.owner_id is None else str(opened.segment.owner_id)
    return fields.choice(ids.owner, "Who looks after it", [{"label": "Nobody", "value": NOBODY}, *people], value)


def _persona(opened: Opened) -> Component:
    area = dbc.Textarea(
        id=ids.persona, value=opened.segment.persona, rows=5, maxlength=MOST_PERSONA, className="k-text-area"
    )
    problem = html.P(
        "", id=f"{ids.persona}-error", className="k-field-error", role="alert", **{"data-describes": ids.persona}
    )
    field = html.Div(
        [html.Label("Who they are, in your words", htmlFor=ids.persona), area, problem], className="k-field"
    )
    return dbc.Form([field, fields.button("Keep persona", "outline-secondary")], id=ids.write, prevent_default_on_submit=True, className="k-stack")  # fmt: skip
