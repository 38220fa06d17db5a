"""The history as it is drawn and pressed."""

import orjson
import pytest

from tests.conftest import Cast
from tests.webapp.pages.conftest import Visitor
from tests.webapp.ran import people, saved
from webapp.records import Run
from webapp.services import history, runs, views
from webapp.services.history import Shown, Wanted

ROWS = {"startRow": 0, "endRow": 100, "sortModel": [{"colId": "name", "sort": "asc"}]}
KEY = "k" * 16


@pytest.fixture
def two(cast: Cast) -> list[Run]:
    dataset = people(cast.editor)
    return [saved(cast.editor, dataset, name=name) for name in ("Winter", "Autumn")]


@pytest.fixture
def editor(cast: Cast, two: list[Run]) -> Visitor:
    return Visitor(cast, "editor")


def test_rows_come_as_the_grid_asks_for_them(editor: Visitor) -> None:
    answer = editor.presses(
        "pages.runs.rows", "runs-grid.getRowsRequest", {"runs-grid.getRowsRequest": ROWS, "runs-asked.data": {}}
    )
    response = answer.values["runs-grid.getRowsResponse"]
    assert [row["name"] for row in response["rowData"]] == ["Autumn", "Winter"]
    assert response["rowCount"] == 2 and answer.values["runs-matching.children"] == "2 runs"
    narrowed = {"runs-grid.getRowsRequest": ROWS, "runs-asked.data": {"search": "wint"}}
    answer = editor.presses("pages.runs.rows", "runs-grid.getRowsRequest", narrowed)
    assert [row["name"] for row in answer.values["runs-grid.getRowsResponse"]["rowData"]] == ["Winter"]


def test_filters_say_what_is_not_as_usual(editor: Visitor) -> None:
    typed = {
        "runs-search.value": "tea",
        "runs-dataset.value": "all",
        "runs-segments.value": 4,
        "runs-starred.value": True,
    }
    answer = editor.presses("pages.runs.narrow", "runs-search.value", {**typed, "runs-archived.data": False})
    assert answer.values["runs-asked.data"] == {"search": "tea", "k": "4", "starred": "yes"}


def test_a_star_is_pressed_in_its_row(editor: Visitor, cast: Cast, two: list[Run]) -> None:
    pressed = {"runs-star.data": {"run": str(two[0].id), "starred": True}}
    editor.presses("pages.runs.star", "runs-star.data", pressed)
    assert [run.id for run in history.page(cast.editor, Wanted(starred=True)).rows] == [two[0].id]


def renaming(run: Run, name: str) -> dict[str, object]:
    return {
        "runs-grid.cellValueChanged": [{"data": {"id": str(run.id), "edit": run.edit}, "value": name, "colId": "name"}]
    }


def test_a_name_is_edited_in_place_and_nobody_is_overwritten(editor: Visitor, cast: Cast, two: list[Run]) -> None:
    answer = editor.presses("pages.runs.rename", "runs-grid.cellValueChanged", renaming(two[0], "Deep winter"))
    assert answer.said == "The run is called Deep winter now."
    answer = editor.presses("pages.runs.rename", "runs-grid.cellValueChanged", renaming(two[0], "Late"))
    assert answer.said.startswith("This run was changed by Jonas Berg")
    assert "runs-changed" in answer.told  # the table shows what it is called by now
    assert runs.find(cast.viewer, two[0].id).name == "Deep winter"


def test_what_is_ticked_is_archived_and_taken_back(editor: Visitor, cast: Cast, two: list[Run]) -> None:
    ticked = {"runs-grid.selectedRows": [{"id": str(run.id)} for run in two], "runs-archive.n_clicks": 1}
    answer = editor.presses("pages.runs.archive", "runs-archive.n_clicks", ticked)
    assert answer.said == "2 runs archived." and runs.count(cast.viewer) == 0
    undo = answer.told["frame-said"]["data"]["undo"]
    editor.presses("components.messages.take_back", "frame-undone.data", {"frame-undone.data": undo})
    assert runs.count(cast.viewer) == 2


def test_what_is_ticked_is_tagged_and_taken_back(editor: Visitor, cast: Cast, two: list[Run]) -> None:
    ticked = {
        "runs-grid.selectedRows": [{"id": str(run.id)} for run in two],
        "runs-tagging.n_clicks": 1,
        "runs-new-tag.value": "cold",
    }
    answer = editor.presses("pages.runs.tag", "runs-tagging.n_clicks", ticked)
    assert answer.said == "2 runs tagged." and runs.find(cast.viewer, two[1].id).tags == ("cold", "first")
    undo = answer.told["frame-said"]["data"]["undo"]
    editor.presses("components.messages.take_back", "frame-undone.data", {"frame-undone.data": undo})
    assert runs.find(cast.viewer, two[1].id).tags == ("first",)


def test_a_view_keeps_filters_order_and_columns(editor: Visitor, cast: Cast) -> None:
    columns = [
        {"colId": "ag-Grid-SelectionColumn"},
        {"colId": "star"},
        {"colId": "name"},
        {"colId": "made"},
        {"colId": "tags", "hide": True},
    ]
    looked_at = {
        "runs-asked.data": {"search": "wint"},
        "runs-grid.getRowsRequest": ROWS,
        "runs-grid.columnState": columns,
    }
    said = {
        "runs-keep.n_clicks": 1,
        "runs-view-name.value": "Winters",
        "runs-for-team.value": True,
        "runs-key.data": KEY,
    }
    answer = editor.presses("pages.runs.keep", "runs-keep.n_clicks", {**said, **looked_at})
    (view,) = views.mine(cast.viewer)
    assert answer.told["frame-go"] == {"href": f"/runs?view={view.id}"}
    assert Shown.of(view.shown) == Shown(Wanted(search="wint", sort="name", rising=True), ("star", "name", "made"))
    page = orjson.loads(Visitor(cast, "viewer").draws(f"/runs?view={view.id}"))
    assert "Winters" in str(page) and "'value': 'wint'" in str(page)


def test_a_view_without_a_name_is_told_under_the_field(editor: Visitor, cast: Cast) -> None:
    said = {"runs-keep.n_clicks": 1, "runs-view-name.value": "", "runs-for-team.value": False, "runs-key.data": KEY}
    answer = editor.presses("pages.runs.keep", "runs-keep.n_clicks", said)
    assert answer.told["runs-view-name-error"]["children"].startswith("Give a name for the view")
    assert views.mine(cast.editor) == []


def test_a_view_is_removed_and_put_back(editor: Visitor, cast: Cast) -> None:
    view = views.save(cast.editor, "Mine", Shown(), False, KEY)
    pressed = {"runs-remove-view.n_clicks": 1, "runs-view.data": view.id}
    answer = editor.presses("pages.runs.remove_view", "runs-remove-view.n_clicks", pressed)
    assert views.mine(cast.editor) == []
    undo = answer.told["frame-said"]["data"]["undo"]
    editor.presses("components.messages.take_back", "frame-undone.data", {"frame-undone.data": undo})
    assert views.mine(cast.editor) == [view]
