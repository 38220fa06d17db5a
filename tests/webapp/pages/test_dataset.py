"""One dataset: rows, columns, versions, and what may be done with it."""

from typing import Any

import pytest

from tests.conftest import Cast
from tests.webapp import brought
from tests.webapp.pages.conftest import Answer, Visitor
from webapp.records import Dataset
from webapp.services import datasets

MORE = brought.CUSTOMERS + b"90000;33;7,50;03/04/2025\n90001;34;8,50;03/04/2025\n"


def press(visitor: Visitor, what: str, dataset: Dataset, **values: Any) -> Answer:
    button = f"dataset-{what.replace('_for_good', '')}.n_clicks"
    return visitor.presses(f"pages.dataset.{what}", button, {button: 1, "dataset-id.data": dataset.id, **values})


def draws(visitor: Visitor, dataset: Dataset, search: str = "") -> str:
    values = {"_pages_location.pathname": f"/datasets/{dataset.id}", "_pages_location.search": search}
    return str(visitor.presses("dash.update", "_pages_location.pathname", values).values["_pages_content.children"])


def test_editors_see_the_rows_and_viewers_the_columns(cast: Cast, admin: Visitor, viewer: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    assert "First rows" in draws(admin, dataset) and "00001" in draws(admin, dataset)
    for search in ("", "?tab=rows"):
        page = draws(viewer, dataset, search)
        assert "00001" not in page and "What each holds" in page
    for offered in ("dataset-rename", "dataset-archive", "data-drop", "tab=rows"):
        assert offered in draws(admin, dataset) and offered not in draws(viewer, dataset)


@pytest.mark.parametrize("search", ["?tab=nothing", "?tab=rows&utm=1", "?version="])
def test_what_an_address_says_too_much_is_left_aside(cast: Cast, admin: Visitor, search: str) -> None:
    assert "First rows" in draws(admin, brought.kept(cast.editor), search)


@pytest.mark.parametrize("search", ["?version=7", "?version=x", "?version=-1"])
def test_a_version_that_is_not_there_is_not_found(cast: Cast, admin: Visitor, search: str) -> None:
    assert "Not found" in draws(admin, brought.kept(cast.editor), search)


def test_versions_say_what_was_done_and_what_differs(cast: Cast, admin: Visitor) -> None:
    dataset = brought.next_version(cast.editor, brought.kept(cast.editor), MORE, "add")
    page = draws(admin, dataset, "?tab=versions")
    for told in (
        "Version 2 of 2",
        "+2 since version 1",
        "Of the customers, 2 new, 0 gone and 40 kept; 42 rows instead of 40.",
        "The file added 2 rows to the version before. 40 rows of it were there already and are not counted twice.",
        "were read with the day first",
    ):
        assert told in page, told
    assert "Version 1 of 2" in draws(admin, dataset, "?version=1")


def test_a_dataset_is_renamed_where_it_stands(cast: Cast, admin: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    values = {"dataset-rename.n_submit": 1, "dataset-id.data": dataset.id, "dataset-edit.data": dataset.edit}
    answer = admin.presses(
        "pages.dataset.rename", "dataset-rename.n_submit", {**values, "dataset-new-name.value": "Shop"}
    )
    assert (answer.values["dataset-name.children"], answer.values["dataset-renaming.open"]) == ("Shop", False)
    assert datasets.find(cast.editor, dataset.id).name == "Shop"
    answer = admin.presses("pages.dataset.rename", "dataset-rename.n_submit", {**values, "dataset-new-name.value": " "})
    assert "1 to 120 characters" in answer.told["dataset-new-name-error"]["children"]


def test_archiving_can_be_undone_from_the_message(cast: Cast, admin: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    answer = press(admin, "archive", dataset)
    assert datasets.find(cast.editor, dataset.id).archived
    undo = answer.told["frame-said"]["data"]["undo"]
    answer = admin.presses(
        "components.messages.take_back", "frame-undone.data", {"frame-undone.data": {**undo, "at": 1}}
    )
    assert not datasets.find(cast.editor, dataset.id).archived
    assert answer.told["frame-go"] == {"href": f"/datasets/{dataset.id}"}


def test_restoring_can_be_undone_too(cast: Cast, admin: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    press(admin, "archive", dataset)
    undo = press(admin, "restore", dataset).told["frame-said"]["data"]["undo"]
    assert not datasets.find(cast.editor, dataset.id).archived
    admin.presses("components.messages.take_back", "frame-undone.data", {"frame-undone.data": undo})
    assert datasets.find(cast.editor, dataset.id).archived


def test_what_goes_is_said_before_it_goes(cast: Cast, admin: Visitor) -> None:
    dataset = brought.next_version(cast.editor, brought.kept(cast.editor), MORE, "replace")
    brought.received(cast.editor, name="june.csv", dataset=dataset.id)
    assert "dataset-delete" not in draws(admin, dataset)
    datasets.archive(cast.editor, dataset.id)
    page = draws(admin, dataset)
    assert "2 versions with 82 rows" in page  # 40 and 42
    assert "june.csv, which is on its way in" in page
    assert "dataset-delete" not in draws(Visitor(cast, "editor"), dataset)
    press(admin, "delete_for_good", dataset)
    assert "Not found" in draws(admin, dataset)


def test_a_button_that_was_only_drawn_does_nothing(cast: Cast, admin: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    for what in ("archive", "delete_for_good"):
        button = f"dataset-{what.replace('_for_good', '')}.n_clicks"
        press(admin, what, dataset, **{button: None})
    assert not datasets.find(cast.editor, dataset.id).archived


def test_a_version_without_a_reading_is_drawn(cast: Cast, admin: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    version = datasets.versions(cast.editor, dataset.id)[0]
    assert version.found.facts["reading"]["rows"] == 40
    version.found.facts.pop("reading")
    from webapp.components import kept_columns, version_metrics

    assert kept_columns.table(version) is not None
    assert len(version_metrics.strip(version, [version]).children) == 2
