"""What stands around every page: menu, team, person, light or dark, and the place where messages appear."""

from collections.abc import Sequence
from types import ModuleType

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html, page_container
from dash.development.base_component import Component
from flask_wtf.csrf import generate_csrf

from webapp.components import going, messages, tray
from webapp.components.blocks import HIDDEN
from webapp.components.people import face
from webapp.records import Team, Viewer
from webapp.rights import Role

STYLES = (
    "vendor/bootstrap/bootstrap.min.css", "vendor/bootstrap-icons/bootstrap-icons.min.css", "vendor/inter/inter.css",
    "style/tokens.css", "style/libraries.css", "style/patterns.css", "style/datasets.css", "style/explore.css",
    "style/measures.css", "style/studio.css", "style/runs.css", "style/plans.css", "style/history.css", "style/compare.css",
    "style/sheet.css",
)  # fmt: skip
INDEX = (
    """<!doctype html>
<html lang="en">
<head>
{%metas%}
<title>{%title%}</title>
<link rel="icon" href="/assets/brand.svg" type="image/svg+xml">
<script src="/assets/early/early.js"></script>
"""
    + "\n".join(f'<link rel="stylesheet" href="/assets/{style}">' for style in STYLES)
    + """
{%css%}
</head>
<body>
{%app_entry%}
{%config%}{%scripts%}{%renderer%}
</body>
</html>"""
)


class ids:  # noqa: N801
    team = "frame-team"
    person = "frame-person"
    theme = "frame-theme"


def layout(viewer: Viewer, teams: Sequence[tuple[Team, Role]], menu: Sequence[ModuleType]) -> Component:
    return html.Div(
        [
            html.A("Skip to the page", href="#page", className="k-skip"),
            _menu(viewer, teams, menu),
            html.Main(page_container, id="page", className="k-main", tabIndex="-1"),
            messages.area(),
            going.place(),
        ],
        id="frame",
        className="k-frame",
        **{"data-team": str(viewer.team.id)},
    )


def nobody() -> Component:
    """Dash asks for the ids of a layout before anybody has signed in."""
    return html.Div(page_container, hidden=True)


def register(app: Dash) -> None:
    app.clientside_callback(ClientsideFunction("kindred", "show_where_we_are"), Input("_pages_location", "pathname"))
    app.clientside_callback(
        ClientsideFunction("kindred", "choose_theme"), Output(ids.theme, "value"), Input(ids.theme, "value")
    )
    messages.register(app)
    tray.register(app)


def _menu(viewer: Viewer, teams: Sequence[tuple[Team, Role]], menu: Sequence[ModuleType]) -> Component:
    return html.Header(
        [
            dcc.Link([html.I(**HIDDEN), "Kindred"], href="/", className="k-brand"),
            html.Nav([_entry(page) for page in menu], className="k-nav", **{"aria-label": "Main"}),
            html.Div(
                [
                    tray.place(),
                    html.Div([_person(viewer, teams), _appearance()], className="k-who"),
                ],
                className="k-foot",
            ),
        ],
        className="k-menu",
    )


def _entry(page: ModuleType) -> Component:
    return dcc.Link([html.I(className=f"bi {page.ICON}", **HIDDEN), html.Span(page.TITLE)], href=page.PATH)


def _person(viewer: Viewer, teams: Sequence[tuple[Team, Role]]) -> Component:
    others = [team for team, _ in teams if team.id != viewer.team.id]
    return html.Details(
        [
            html.Summary([face(viewer.person.name), html.Span(viewer.person.name, id=ids.person)]),
            html.Div(
                [
                    html.Div(
                        [
                            html.B(viewer.team.name, id=ids.team),
                            html.Span(f"You are {viewer.role} here", className="k-quiet"),
                        ],
                        className="k-pop-facts",
                    ),
                    *_switcher(others),
                    html.Hr(),
                    dcc.Link(
                        [html.I(className="bi bi-person", **HIDDEN), "Your account"], href="/me", className="k-pop-item"
                    ),
                    _post("/sign-out", html.I(className="bi bi-box-arrow-right", **HIDDEN), "Sign out"),
                ],
                className="k-pop-body",
            ),
        ],
        className="k-pop k-pop-person",
    )


def _switcher(others: Sequence[Team]) -> list[Component]:
    if not others:
        return []
    turns = [
        _post("/switch-team", html.I(className="bi bi-arrow-left-right", **HIDDEN), team.name, team=str(team.id))
        for team in others
    ]
    return [html.Hr(), html.H2("Turn to another team"), *turns]


def _post(address: str, icon: Component, label: str, **fields: str) -> Component:
    """A plain form: the browser leaves the page with it."""
    hidden = {"csrf_token": generate_csrf(), **fields}
    return html.Form(
        [
            *(dbc.Input(type="hidden", name=name, value=value) for name, value in hidden.items()),
            html.Button([icon, label], type="submit", className="k-pop-item"),
        ],
        action=address,
        method="post",
    )


def _appearance() -> Component:
    choices = [{"label": word.capitalize(), "value": word} for word in ("light", "dark", "system")]
    return html.Details(
        [
            html.Summary(
                [html.I(className="bi bi-moon", **HIDDEN), html.I(className="bi bi-sun", **HIDDEN)],
                title="Light or dark",
                **{"aria-label": "Light or dark"},
            ),
            html.Div(dbc.RadioItems(choices, id=ids.theme, className="k-choice", name="theme"), className="k-pop-body"),
        ],
        className="k-pop k-pop-look",
    )
