from dash import html

PATH = "/team"
TITLE = "Team"


def layout(**_):
    return html.Div("Team")


def register(app):
    pass
