"""The table of the history: rows come as they are scrolled to, filtered and sorted in the database.

The grid's own parts, stars and names that are links, are drawn in assets/history.js.
"""

from dataclasses import replace
from typing import Any

import dash_ag_grid as dag
from dash.development.base_component import Component

from core.errors import BadInput
from webapp.clock import now
from webapp.components import times, values
from webapp.components.history import ids
from webapp.components.run.head import METHODS, STATES
from webapp.components.run.words import cut
from webapp.records import JobState, Listed, Viewer
from webapp.rights import Right
from webapp.services import door
from webapp.services.history import COLUMNS, Shown, Wanted

BLOCK = 100
HEADS = {
    "star": "Star", "name": "Run", "dataset": "Dataset", "customers": "Customers", "segments": "Segments",
    "silhouette": "Silhouette", "stability": "Stability", "tags": "Tags", "notes": "Notes", "author": "By", "made": "Made",
    "status": "Status", "method": "Method", "measures": "Measures", "smallest": "Smallest", "largest": "Largest",
}  # fmt: skip
WIDTHS = {"star": 64, "name": 240, "dataset": 220, "tags": 160, "measures": 320, "method": 150, "author": 150}
NUMBERS = ("customers", "segments", "silhouette", "stability", "notes", "smallest", "largest")
UNSORTED = ("star", "tags", "notes", "measures")  # by the database; stars and tags are filters


def table(viewer: Viewer, shown: Shown) -> Component:
    options = {
        "theme": {"function": "kindredTheme(themeQuartz)"},
        "cacheBlockSize": BLOCK,
        "maxBlocksInCache": 20,
        "rowSelection": {
            "mode": "multiRow",
            "checkboxes": True,
            "headerCheckbox": False,
            "enableClickSelection": False,
        },
        "selectionColumnDef": {"pinned": "left", "width": 44},
        "ensureDomOrder": True,
        "suppressDragLeaveHidesColumns": True,
        "localeText": {"noRowsToShow": "No run is like that. Take a filter off."},
    }
    return dag.AgGrid(
        id=ids.grid,
        rowModelType="infinite",
        columnDefs=_columns(viewer, shown),
        defaultColDef={"sortable": True, "resizable": True, "width": 110, "sortingOrder": ["desc", "asc"]},
        getRowId="params.data.id",
        dashGridOptions=options,
        className="k-grid",
        style={},
    )


def line(run: Listed, viewer: Viewer) -> dict[str, Any]:
    """A row of the grid, written for people; the id as text, as the grid wants it."""
    return {
        "id": str(run.id), "edit": run.edit, "star": run.starred, "name": run.name,
        "dataset": f"{run.dataset}, version {run.version}", "customers": _whole(run.customers),
        "segments": _whole(run.segments), "silhouette": _cut(run.silhouette), "stability": _cut(run.stability),
        "tags": ", ".join(run.tags), "notes": _whole(run.notes or None), "author": run.author,
        "made": times.moment(run.made, viewer.person.zone, now()), "status": status(run.state),
        "method": METHODS[run.method], "measures": ", ".join(run.measures), "smallest": _whole(run.smallest),
        "largest": _whole(run.largest),
    }  # fmt: skip


def status(state: JobState) -> str:
    return STATES.get(state, "Done")


def read(asked: object, request: object) -> tuple[Wanted, object, int]:
    """Which runs the grid asks for: as the filters and its own sorting say, from which row on, and how many."""
    if not isinstance(request, dict):
        raise BadInput(door.OUT_OF_DATE)
    first = door.whole(request.get("startRow"), 0, door.LARGEST_ID, "The first row")
    most = door.whole(request.get("endRow"), 0, door.LARGEST_ID, "The last row") - first
    return ordered(asked, request).wanted, first, most


def ordered(asked: object, request: object) -> Shown:
    """What the filters say, in the order that the grid has been given."""
    shown = Shown.of(asked if isinstance(asked, dict) else {})
    model = request.get("sortModel") if isinstance(request, dict) else None
    by = model[0] if isinstance(model, list) and model and isinstance(model[0], dict) else {}
    sorting = Shown.of({"sort": by.get("colId"), "rising": by.get("sort") == "asc"}).wanted
    return replace(shown, wanted=replace(shown.wanted, sort=sorting.sort, rising=sorting.rising))


def columns_of(state: object) -> list[str]:
    """The columns that the grid shows, in its order."""
    each = [column for column in state if isinstance(column, dict)] if isinstance(state, list) else []
    return [column["colId"] for column in each if column.get("colId") in COLUMNS and not column.get("hide")]


def _columns(viewer: Viewer, shown: Shown) -> list[dict[str, Any]]:
    rest = [name for name in COLUMNS if name not in shown.columns]
    return [_column(name, viewer, shown) for name in (*shown.columns, *rest)]


def _column(name: str, viewer: Viewer, shown: Shown) -> dict[str, Any]:
    made: dict[str, Any] = {"field": name, "colId": name, "headerName": HEADS[name], "hide": name not in shown.columns}
    made |= {"width": WIDTHS[name]} if name in WIDTHS else {}
    made |= {"sortable": False} if name in UNSORTED else {}
    made |= {"type": "rightAligned"} if name in NUMBERS else {"tooltipField": name} if name in WIDTHS else {}
    if shown.wanted.sort == name:
        made["sort"] = "asc" if shown.wanted.rising else "desc"
    if name == "star":
        made |= {"pinned": "left", "cellRenderer": "KindredStar", "tooltipField": None, "lockPosition": "left"}
    if name == "name":
        made |= {"pinned": "left", "cellRenderer": "KindredRunName", "editable": viewer.may(Right.WORK)}
        made["suppressKeyboardEvent"] = {"function": "params.event.key === 'Enter' && !params.editing"}
    return made


def _whole(value: int | None) -> str:
    return values.MISSING if value is None else values.number_of(value)


def _cut(value: float | None) -> str:
    return values.MISSING if value is None else cut(value)
