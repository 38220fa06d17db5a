from dash import html

PATH = "/me"
TITLE = "Me"


def layout(**_):
    return html.Div("Me")


def register(app):
    pass
