"""Where files are dropped or chosen. What happens then is assets/upload.js: nothing of a file passes through a callback."""

from dash import dcc, html
from dash.development.base_component import Component

from webapp.components import values
from webapp.components.blocks import HIDDEN
from webapp.records import Viewer

RECEIVED = "drop-received"  # the script puts the number of an upload here once the file is there
KINDS = "CSV, Excel, Parquet or JSON lines"


def drop_zone(viewer: Viewer, dataset_id: int | None = None, quiet: bool = False) -> Component:
    """One a page. Files for a dataset come one at a time: each is a version. A quiet one shows only what is being sent."""
    limit = viewer.team.settings.largest_file_gb * 10**9
    what = "Drop files here" if dataset_id is None else "Drop the next file here"
    words = html.Div(
        [
            html.P(what, className="k-drop-title"),
            html.P(f"{KINDS}, up to {values.size(limit).replace('.0', '')}", id="drop-hint", className="k-note"),
        ]
    )
    zone = html.Div(
        [
            html.I(className="bi bi-file-earmark-arrow-up", **HIDDEN),
            words,
            choose_button("Choose files" if dataset_id is None else "Choose a file", "outline-secondary"),
        ],
        className="k-drop",
        **{
            "data-drop": "" if dataset_id is None else str(dataset_id),
            "data-limit": str(limit),
            "data-many": "yes" if dataset_id is None else "no",
        },
    )
    return html.Section(
        [
            zone,
            # The script's own: rows of what is being sent.
            html.Ul(**{"data-sending": "", "aria-label": "Files being sent"}),
            html.Div(className="k-unseen", role="status", **{"data-sending-said": ""}),
            dcc.Store(id=RECEIVED),
        ],
        className=f"card card-flush k-bring-files{' k-quietly' if quiet else ''}",
        **{"aria-label": "Bring files"},
    )


def choose_button(label: str, kind: str = "primary") -> Component:
    """Opens the browser's dialog for files; anywhere on a page with a drop zone."""
    return html.Button(label, type="button", className=f"btn btn-{kind}", **{"data-choose-files": ""})
