from dash import html


def not_found():
    return html.Div("Not found, or you do not have access.")


def problem(s):
    return html.Div(s)


def failed(r):
    return html.Div(r)
