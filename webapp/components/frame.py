"""The frame."""

from dash import dcc, html, page_container

INDEX = """<!doctype html><html lang="en"><head>{%metas%}<title>{%title%}</title>{%favicon%}{%css%}</head><body>{%app_entry%}<footer>{%config%}{%scripts%}{%renderer%}</footer></body></html>"""


def layout(viewer):
    if viewer is None:
        return html.Div(page_container, hidden=True)
    return html.Div(
        [dcc.Store(id="frame-said"), viewer.team.name, page_container], id="frame", **{"data-team": viewer.team.id}
    )


def register(app):
    pass
