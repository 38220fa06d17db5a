"""People and what they may do. A face is initials on grey: people have no colour, segments do."""

from dash import html
from dash.development.base_component import Component

from webapp.records import Person
from webapp.rights import Role

MEANINGS = {
    Role.VIEWER: "sees results, runs and plans, and comments on them",
    Role.EDITOR: "also brings data, makes runs and plans, and exports",
    Role.ADMIN: "also looks after people, roles and settings",
}


def face(name: str) -> Component:
    return html.Span(_initials(name), className="k-face", **{"aria-hidden": "true"})


def person(who: Person, you: bool = False) -> Component:
    """Face, name and address; the address is what tells two people of one name apart."""
    name = [html.B(who.name), *([html.Span("you", className="k-chip")] if you else [])]
    words = html.Div([html.Div(name), html.Span(who.email)], className="k-person-words")
    return html.Div([face(who.name), words], className="k-person")


def role_options() -> list[dict[str, object]]:
    """For radio buttons: the role and what it means."""
    return [
        {"label": html.Div([html.B(role.capitalize()), html.Span(meaning)]), "value": role.value}
        for role, meaning in MEANINGS.items()
    ]


def _initials(name: str) -> str:
    words = name.split()
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()
