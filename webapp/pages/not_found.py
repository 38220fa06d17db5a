from dash import html

PATH = "/not-found"
TITLE = "Notfound"


def layout(**_):
    return html.Div("Notfound")


def register(app):
    pass
