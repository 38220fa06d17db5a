from dash import html

PATH = "/team/settings"
TITLE = "Settings"


def layout(**_):
    return html.Div("Settings")


def register(app):
    pass
