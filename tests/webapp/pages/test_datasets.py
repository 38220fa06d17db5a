"""Datasets: what the team has, what is on its way in, and who may bring more."""

from tests.conftest import Cast
from tests.webapp import brought
from tests.webapp.pages.conftest import Visitor
from webapp.services import datasets, sample_data, uploads
from webapp.store import queue


def watch(visitor: Visitor, seen: object) -> dict[str, object]:
    values = {"datasets-tick.n_intervals": 3, "datasets-seen.data": seen, "datasets-archived.data": False}
    return visitor.presses("pages.datasets.watch", "datasets-tick.n_intervals", values).values


def test_a_team_without_any_is_told_what_to_do_and_offered_sample_data(admin: Visitor) -> None:
    page = admin.draws("/datasets")
    assert "No datasets yet" in page and "datasets-sample" in page and "data-drop" in page


def test_a_viewer_sees_the_list_and_is_offered_nothing(cast: Cast, viewer: Visitor) -> None:
    assert "An editor of this team brings the first" in viewer.draws("/datasets")
    brought.kept(cast.editor)
    brought.looked_at(cast.editor)
    page = viewer.draws("/datasets")
    assert "Customers" in page
    for offered in ("data-drop", "data-choose-files", "datasets-sample", "On the way in"):
        assert offered not in page


def test_a_dataset_is_listed_with_its_newest_version(cast: Cast, admin: Visitor) -> None:
    dataset = brought.kept(cast.editor)
    page = admin.draws("/datasets")
    assert f"/datasets/{dataset.id}" in page
    assert "40 rows, 4 columns" in page


def test_archived_ones_are_behind_a_link(cast: Cast, admin: Visitor) -> None:
    assert "archived=yes" not in admin.draws("/datasets")
    dataset = brought.kept(cast.editor, "Out of use")
    datasets.archive(cast.editor, dataset.id)
    page = admin.draws("/datasets")
    assert "Out of use" not in page and "archived=yes" in page and "No datasets in use" in page


def test_files_on_their_way_stand_there_with_what_they_wait_for(cast: Cast, admin: Visitor) -> None:
    ready, refused = brought.looked_at(cast.editor), brought.looked_at(cast.editor, brought.RAGGED, "broken.csv")
    waits = brought.received(cast.editor, name="waits.csv")
    page = admin.draws("/datasets")
    assert "Ready to be kept: 40 rows, 4 columns" in page
    assert "Row 3 has 3 values but the header has 2" in page
    assert "Looking at it. Jonas Berg began this; it waits for its turn" in page
    assert all(f"/datasets/bring/{upload.id}" in page for upload in (ready, refused, waits))


def test_nothing_is_drawn_anew_until_something_changes(cast: Cast, admin: Visitor) -> None:
    upload = brought.looked_at(cast.editor)
    first = watch(admin, None)
    assert first["datasets-tick.disabled"] is True
    assert watch(admin, first["datasets-seen.data"]) == {}
    uploads.give_up(cast.editor, upload.id)
    assert watch(admin, first["datasets-seen.data"])["datasets-on-its-way.children"] == []


def test_the_page_looks_again_while_something_is_under_way(cast: Cast, admin: Visitor) -> None:
    brought.received(cast.editor)
    assert watch(admin, None)["datasets-tick.disabled"] is False


def test_sample_data_comes_when_asked_for_and_not_when_the_button_is_drawn(cast: Cast, admin: Visitor) -> None:
    for clicks, asked in ((None, False), (1, True)):
        admin.presses(
            "pages.datasets.bring_sample_data", "datasets-sample.n_clicks", {"datasets-sample.n_clicks": clicks}
        )
        assert (queue.under_way(cast.admin.team.id, sample_data.KIND) is not None) is asked
    assert "Sample data is on its way" in admin.draws("/datasets")
