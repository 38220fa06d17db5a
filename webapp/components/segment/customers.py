"""The customers of a segment in a grid that asks for what it shows: a page at a time, sorted and filtered where they lie."""

from collections.abc import Mapping
from typing import Any

import dash_ag_grid as dag
import dash_bootstrap_components as dbc
import pyarrow as pa
from dash import html
from dash.development.base_component import Component

from core.errors import BadInput
from core.explaining import Meaning
from core.explaining.wording import priced
from webapp.components import values
from webapp.components.segment import ids
from webapp.components.segment.opened import Opened
from webapp.rights import Right
from webapp.services import segment_customers
from webapp.services.segment_customers import STANDINGS, Customers, Page, Wanted

PAGE = 50
EVERY = "every"
WHO, STANDING = "who", "standing"  # the grid's own names: those that people typed may hold dots, which it would follow
ABOVE, BELOW, BETWEEN = "greaterThanOrEqual", "lessThanOrEqual", "inRange"
NUMBERS = {"filterOptions": [ABOVE, BELOW, BETWEEN], "inRangeInclusive": True, "maxNumConditions": 1, "debounceMs": 400}


def card(opened: Opened) -> Component:
    """Rows are for those who may work with them."""
    if not opened.viewer.may(Right.WORK):
        return html.P("Single customers are seen by editors and admins.", className="k-note")
    customers = segment_customers.of_segment(opened.viewer, opened.segment.run_id, opened.segment.number)
    return html.Section([_controls(), _grid(opened, customers)], className="card card-flush")


def wanted(asked: object, customers: Customers) -> Wanted:
    """What the grid asks for, in the words of the service, which checks them."""
    request = _mapping(asked)
    names, model = _names(customers), _mapping(request.get("filterModel"))
    sorts = request.get("sortModel")
    sort = _mapping(sorts[0] if isinstance(sorts, list) and sorts else None)
    limits = {names[key]: _limits(one) for key, one in model.items() if key in names and key not in (WHO, STANDING)}
    return Wanted(
        search=_filter(model, WHO) or "", standing=_filter(model, STANDING), sort=names.get(str(sort.get("colId"))),
        falling=sort.get("sort") == "desc", limits=limits, first=request.get("startRow", 0), most=PAGE,
    )  # fmt: skip


def rows(page: Page, customers: Customers, meanings: Mapping[str, Meaning]) -> list[dict[str, str]]:
    """As people read them; a customer is called as in the file."""
    columns = {
        key: [_written(value, meanings.get(name)) for value in page.rows[name].to_pylist()]
        for key, name in _names(customers).items()
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def matching(page: Page) -> str:
    if page.matching == page.all:
        return values.count(page.all, "customer")
    return f"{page.matching:,} of {values.count(page.all, 'customer')}"


def _controls() -> Component:
    search = dbc.Input(
        id=ids.search, type="search", placeholder="Search customers", debounce=True, value="", maxlength=200
    )
    standings = [
        {"label": "Core, usual and border", "value": ""},
        *({"label": f"Only {one}", "value": one} for one in STANDINGS),
    ]
    fields_ = [
        html.Div([html.Label("Search", htmlFor=ids.search), search], className="k-field"),
        html.Div([html.Label("How certain", htmlFor=ids.standing), dbc.Select(standings, EVERY, id=ids.standing)], className="k-field"),
        html.P("", id=ids.matching, className="k-note", role="status"),
    ]  # fmt: skip
    return html.Div(fields_, className="k-explore-choices k-grid-choices")


def _grid(opened: Opened, customers: Customers) -> Component:
    return dag.AgGrid(
        id=ids.grid,
        rowModelType="infinite",
        columnDefs=[_column(customers, key, name) for key, name in _names(customers).items()],
        defaultColDef={"sortable": True, "resizable": True, "minWidth": 116, "flex": 1, "suppressMovable": True},
        dashGridOptions={
            "theme": {"function": "kindredTheme(themeQuartz)"}, "pagination": True, "paginationPageSize": PAGE, "cacheBlockSize": PAGE,
            "paginationPageSizeSelector": False, "maxBlocksInCache": 4, "suppressMultiSort": True, "enableCellTextSelection": True,
        },
        className="k-grid",
    )  # fmt: skip


def _column(customers: Customers, key: str, name: str) -> dict[str, Any]:
    kind = customers.table.schema.field(name).type
    if key == WHO:
        return {
            "field": key,
            "headerName": name,
            "pinned": "left",
            "initialWidth": 140,
            "filter": "agTextColumnFilter",
            "suppressHeaderFilterButton": True,
        }
    if key == STANDING:
        return {
            "field": key,
            "headerName": "Certainty",
            "filter": "agTextColumnFilter",
            "suppressHeaderFilterButton": True,
        }
    number = {"type": "rightAligned", "filter": "agNumberColumnFilter", "filterParams": NUMBERS}
    return {"field": key, "headerName": name, **(number if _is_number(kind) else {})}


def _names(customers: Customers) -> dict[str, str]:
    """The grid's name of every column."""
    known = {customers.names["customer"]: WHO, customers.names["standing"]: STANDING}
    return {known.get(name, f"m{place}"): name for place, name in enumerate(customers.columns)}


def _filter(model: Mapping[str, Any], key: str) -> Any:
    return _mapping(model.get(key)).get("filter")


def _limits(one: object) -> tuple[float | None, float | None]:
    asked = _mapping(one)
    low, high, kind = asked.get("filter"), asked.get("filterTo"), asked.get("type")
    ends = {ABOVE: (low, None), BELOW: (None, low), BETWEEN: (low, high)}.get(str(kind))
    if ends is None or not all(end is None or isinstance(end, int | float) for end in ends):
        raise BadInput("A column of numbers is limited by one or two numbers. Set the limits again.")
    return ends


def _mapping(asked: object) -> dict[str, Any]:
    """What comes from a page may be anything."""
    return asked if isinstance(asked, dict) else {}


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _written(value: Any, meaning: Meaning | None) -> str:
    if value is None:
        return values.MISSING
    if isinstance(value, str | bool) or meaning is None:
        return str(value)
    if meaning.unit == "share":
        return f"{100 * value:,.1f}{values.THIN}%"
    if meaning.unit == "money":
        return priced(f"{value:,.2f}".replace("-", "−"), meaning)
    return values.number(float(f"{value:.6g}"))
