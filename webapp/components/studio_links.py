"""Ways into the studio from other pages."""

from dash import dcc
from dash.development.base_component import Component

from webapp.components import blocks
from webapp.records import Dataset, Version

WORDS = "Find segments"


def button(dataset: Dataset, version: Version) -> Component:
    """With the version that is looked at; the newest goes without saying, so that the link stays with the newest."""
    which = "" if version.number == dataset.version.number else f"?version={version.number}"
    return dcc.Link(WORDS, href=f"/datasets/{dataset.id}/studio{which}", className="btn btn-primary")


def row(dataset: Dataset) -> Component:
    return blocks.link_row("bi-circle-square", f"{WORDS} in {dataset.name}", f"/datasets/{dataset.id}/studio")
