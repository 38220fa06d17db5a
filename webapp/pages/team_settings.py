"""Team settings: what an admin decides for everybody."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import Dash, Input, Output, State, ctx, dcc, html, set_props
from dash.development.base_component import Component

from webapp import auth
from webapp.components import blocks, choices, fields, frame, messages
from webapp.components.activity import SETTINGS
from webapp.errors import Conflict
from webapp.records import Team
from webapp.services import teams

PATH = "/team/settings"
TITLE = "Team settings"
GROUPS = {
    "The team": ("name", "currency", "zone", "phone_country"),
    "Segments": ("most_segments", "smallest_segment", "smallest_audience"),
    "Signing in": ("idle_hours", "session_days"),
    "Files": ("largest_file_gb", "most_rows_million"),
}


class ids:  # noqa: N801
    form = "team-settings-form"
    version = "team-settings-version"
    changed_meanwhile = "team-settings-changed-meanwhile"

    @staticmethod
    def field(name: str) -> str:
        return f"team-settings-{name.replace('_', '-')}"


FIELDS = [ids.field(name) for name in SETTINGS]


def layout(**_: Any) -> Component:
    team = auth.viewer().team
    crumbs = [dcc.Link("Team", href="/team"), " /"]
    cards = [
        blocks.card(title, html.Div([_field(name, team) for name in names], className="k-form-columns"))
        for title, names in GROUPS.items()
    ]
    form = dbc.Form(
        [
            *cards,
            html.Div(id=ids.changed_meanwhile, role="alert"),
            html.Div(fields.button("Save settings"), className="k-form-end"),
            dcc.Store(id=ids.version, data=team.version),
        ],
        id=ids.form,
        prevent_default_on_submit=True,
        className="k-stack k-settings",
    )
    return html.Div([blocks.head(TITLE, [team.name], crumbs=crumbs), form])


def save(_submits: object, values: dict[str, object], version: object) -> tuple[Any, ...]:
    saved = teams.change_settings(auth.viewer(), values["name"], values, version)
    fields.clear(FIELDS)
    set_props(frame.ids.team, {"children": saved.name})
    messages.say("Settings saved")
    return saved.version, None


def register(app: Dash) -> None:
    app.callback(
        Output(ids.version, "data"),
        Output(ids.changed_meanwhile, "children"),
        inputs={
            "_submits": Input(ids.form, "n_submit"),
            "values": {name: State(ids.field(name), "value") for name in SETTINGS},
            "version": State(ids.version, "data"),
        },
        prevent_initial_call=True,
        on_error=_tell,
    )(save)


def _tell(error: Exception) -> tuple[Any, ...] | None:
    """After a conflict the person has seen what is saved now, and may save over it knowingly."""
    if not isinstance(error, Conflict):
        fields.told_under(FIELDS, _field_of)(error)
        return None
    team = auth.viewer().team
    typed = {name: ctx.states.get(f"{ids.field(name)}.value") for name in SETTINGS}
    return team.version, _changed_meanwhile(error.sentence, team, typed)


def _changed_meanwhile(sentence: str, team: Team, typed: dict[str, Any]) -> Component:
    differing = [name for name in SETTINGS if _value(name, team) != typed[name]]
    return html.Div(
        [
            html.I(className="bi bi-exclamation-triangle", **blocks.HIDDEN),
            html.Div(
                [
                    html.P(f"{sentence} Yours are still in the form; these differ from what is saved now:"),
                    html.Ul([html.Li(f"{SETTINGS[name]}: {_value(name, team)} is saved") for name in differing]),
                ]
            ),
        ],
        className="k-alert k-alert-warn",
    )


def _field_of(sentence: str) -> str:
    """The service's sentences begin with how it calls the field, or name what is asked for."""
    begins = {called: name for name, (_, _, called) in teams.WHOLE.items()}
    name = next((name for called, name in begins.items() if sentence.startswith(called)), "name")
    return ids.field(name)


def _field(name: str, team: Team) -> Component:
    field, label, value = ids.field(name), SETTINGS[name], _value(name, team)
    if name in teams.WHOLE:
        least, most, _ = teams.WHOLE[name]
        return fields.number(field, label, value, f"{least:,} to {most:,}")
    if name == "currency":
        return fields.choice(field, label, choices.currencies(teams.CURRENCIES), value)
    if name == "zone":
        return fields.choice(
            field, label, choices.zones(value), value, "For reports; each person sees times in their own"
        )
    if name == "phone_country":
        options = choices.countries(teams.PHONE_COUNTRIES)
        return fields.choice(field, label, options, value, "For phone numbers written without a country code")
    return fields.text(field, label, value)


def _value(name: str, team: Team) -> Any:
    return team.name if name == "name" else getattr(team.settings, name)
