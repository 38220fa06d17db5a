from dash import html

PATH = "/"
TITLE = "Home"


def layout(**_):
    return html.Div("Home")


def register(app):
    pass
