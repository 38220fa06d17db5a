"""One run: what is told of it, and what may be done with it."""

from typing import Any

import pytest

from core.measuring import Limits
from tests.conftest import Cast
from tests.webapp.brought import kept, next_version
from tests.webapp.pages.conftest import Answer, Visitor
from tests.webapp.ran import ORDERS, PEOPLE, people, ran, saved
from tests.webapp.work_now import work_now
from webapp.errors import NotFound
from webapp.records import JobState, Run
from webapp.services import runs, segments, sensitivity, shelf


def press(visitor: Visitor, what: str, run: Run, **values: Any) -> Answer:
    button = f"run-{what.replace('_for_good', '').replace('_', '-')}.n_clicks"
    return visitor.presses(f"pages.run.{what}", button, {button: 1, "run-id.data": run.id, **values})


def test_a_run_tells_what_was_found(cast: Cast, admin: Visitor) -> None:
    run = ran(cast.editor, people(cast.editor))
    page = admin.draws(f"/runs/{run.id}")
    for told in (
        "Autumn", "People, version 1", "K-Means on 2 measures", "Three stand out.", "3 segments", "highly stable",
        "Customers by segment, on visits and spend", "Profile", "Plain rules", "Would another analyst get the same?",
        "visits: gaps filled with the median, scaled by its standard deviation", "Write a note",
    ):  # fmt: skip
        assert told in page, told
    for segment in segments.of_run(cast.viewer, run.id):
        assert segment.name in page and segment.profile["rule"]["sql"] in page.replace('\\"', '"')


def test_a_run_by_rfm_tells_its_limits(cast: Cast, admin: Visitor) -> None:
    dataset = kept(cast.editor, "Orders", ORDERS)
    run = runs.save_rfm(cast.editor, dataset.id, 1, Limits((30.0, 90.0), (1.0, 2.0), (8.0, 20.0)), "By RFM")
    work_now()
    page = admin.draws(f"/runs/{run.id}")
    assert "frequency: limits 1, 2" in page and "by the limits that are stored with the run" in page
    assert "Change something" not in page


def test_a_persons_own_name_and_colour_are_everywhere(cast: Cast, admin: Visitor) -> None:
    run = ran(cast.editor, people(cast.editor))
    suggested = segments.find(cast.viewer, run.id, 0).name
    segments.rename(cast.editor, run.id, 0, "Passers-by", 1)
    segments.recolour(cast.editor, run.id, 0, 7, 2)
    page = admin.draws(f"/runs/{run.id}")
    assert suggested not in page and page.count("Passers-by") > 4
    assert "k-mark seg-7" in page and "k-mark seg-0" not in page  # the eighth colour instead of the first


def test_viewers_see_everything_and_are_offered_nothing(cast: Cast, viewer: Visitor) -> None:
    page = viewer.draws(f"/runs/{ran(cast.editor, people(cast.editor)).id}")
    assert "Plain rules" in page and "Customers by segment" in page
    for offered in ("run-again", "run-archive", "run-rename", "Write a note", "/downloads/"):
        assert offered not in page
    assert "1-07" not in page  # nobody's id, on the map neither


def test_a_run_on_its_way_is_watched_until_it_is_there(cast: Cast, admin: Visitor) -> None:
    run = saved(cast.editor, people(cast.editor))
    page = admin.draws(f"/runs/{run.id}")
    assert "Jonas Berg began this; it waits for its turn" in page and "Plain rules" not in page
    watched = {"run-id.data": run.id, "run-tick.n_intervals": 1}
    first = admin.presses("pages.run.watch", "run-tick.n_intervals", watched)
    seen = first.values["run-seen.data"]
    assert first.values["run-tick.disabled"] is False
    still = admin.presses("pages.run.watch", "run-tick.n_intervals", {**watched, "run-seen.data": seen})
    assert (still.status, still.values) == (204, {})
    work_now()
    done = admin.presses("pages.run.watch", "run-tick.n_intervals", {**watched, "run-seen.data": seen})
    assert done.values["run-tick.disabled"] is True and "Plain rules" in str(done.values["run-content.children"])


def test_a_run_can_be_cancelled_and_tried_again(cast: Cast, admin: Visitor) -> None:
    run = saved(cast.admin, people(cast.editor))
    press(admin, "cancel", run)
    assert runs.find(cast.viewer, run.id).state is JobState.CANCELLED
    assert "This run was cancelled" in admin.draws(f"/runs/{run.id}")
    assert press(admin, "try_again", run).values["run-tick.disabled"] is False
    assert runs.find(cast.viewer, run.id).state is JobState.QUEUED


def test_carried_out_again_it_says_whether_the_labels_are_the_same(cast: Cast, admin: Visitor) -> None:
    run = ran(cast.editor, people(cast.editor))
    press(admin, "again", run)
    assert "Carrying it out again" in admin.draws(f"/runs/{run.id}")
    work_now()
    page = admin.draws(f"/runs/{run.id}")
    assert "The same labels came out." in page and "Carrying it out again" not in page


def test_a_run_gets_another_name_and_tags(cast: Cast, admin: Visitor) -> None:
    run = saved(cast.editor, people(cast.editor))
    known = {"run-id.data": run.id, "run-edit.data": run.edit}
    answer = admin.presses(
        "pages.run.rename", "run-rename.n_submit", {**known, "run-rename.n_submit": 1, "run-new-name.value": "Winter"}
    )
    assert answer.values["run-name.children"] == "Winter" and answer.values["run-edit.data"] > run.edit
    late = admin.presses(
        "pages.run.tag", "run-tag.n_submit", {**known, "run-tag.n_submit": 1, "run-tags.value": "a, b"}
    )
    assert "was changed by Mara Lind just now" in late.said
    fresh = {**known, "run-edit.data": runs.find(cast.viewer, run.id).edit}
    admin.presses("pages.run.tag", "run-tag.n_submit", {**fresh, "run-tag.n_submit": 1, "run-tags.value": "a, b"})
    assert runs.find(cast.viewer, run.id).tags == ("a", "b")
    wrong = admin.presses(
        "pages.run.rename", "run-rename.n_submit", {**fresh, "run-rename.n_submit": 1, "run-new-name.value": ""}
    )
    assert "1 to 120 characters" in wrong.told["run-new-name-error"]["children"]


def test_customers_of_another_version_are_put_into_its_segments(cast: Cast, admin: Visitor) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    assert "run-apply" not in admin.draws(f"/runs/{run.id}")
    next_version(cast.editor, dataset, PEOPLE, "replace")
    assert "run-apply" in admin.draws(f"/runs/{run.id}")
    press(admin, "apply", run, **{"run-version.value": "2"})
    applied, _ = runs.mine(cast.viewer)
    assert (applied.applies_id, applied.version) == (run.id, 2)
    work_now()
    assert "customers in the segments of " in admin.draws(f"/runs/{applied.id}")


def test_archiving_can_be_taken_back_and_deleting_says_what_goes(cast: Cast, admin: Visitor) -> None:
    run = ran(cast.editor, people(cast.editor))
    undo = press(admin, "archive", run).told["frame-said"]["data"]["undo"]
    assert runs.find(cast.viewer, run.id).archived
    admin.presses("components.messages.take_back", "frame-undone.data", {"frame-undone.data": undo})
    assert not runs.find(cast.viewer, run.id).archived
    shelf.archive(cast.editor, run.id)
    assert "3 segments" in admin.draws(f"/runs/{run.id}")
    press(admin, "delete_for_good", run)
    with pytest.raises(NotFound):
        runs.find(cast.viewer, run.id)


def test_other_analysts_are_asked_once_and_their_answer_stays(cast: Cast, admin: Visitor) -> None:
    run = ran(cast.editor, people(cast.editor))
    asked = {"run-others-asked.data": {"run": run.id}, "run-ask-others.n_clicks": 1}
    answer = admin.presses("pages.run.ask_others", "run-ask-others.n_clicks", asked)
    assert answer.values["run-others-tick.disabled"] is False
    assert work_now() == 1
    found = sensitivity.known(cast.viewer, run.id)
    assert isinstance(found, sensitivity.Sensitive) and found.facts["outcomes"]
    page = admin.draws(f"/runs/{run.id}")
    assert found.sentence in page and "One segment more" in page


def test_what_is_not_there_is_not_found(cast: Cast, admin: Visitor) -> None:
    run = ran(cast.editor, people(cast.editor))
    for address in ("/runs/999999", "/runs/x", "/runs/-1", f"/runs/{10**30}"):
        assert "Not found" in admin.draws(address)
    assert "Not found" in Visitor(cast, "stranger").draws(f"/runs/{run.id}")


def test_rfm_groups_are_saved_from_their_tab(cast: Cast, admin: Visitor) -> None:
    dataset = kept(cast.editor, "Orders", ORDERS)
    admin.draws(f"/datasets/{dataset.id}?tab=rfm")
    form = {"rfm-keep.n_submit": 1, "rfm-name.value": "Groups", "rfm-key.data": "0123456789abcdef",
            "rfm-asked.data": {"dataset": dataset.id, "version": 1}}  # fmt: skip
    early = admin.presses("pages.dataset_tabs.rfm.save_as_run", "rfm-keep.n_submit", form)
    assert "are being worked out" in early.told["rfm-name-error"]["children"] and runs.mine(cast.viewer) == []
    work_now()
    for _ in range(2):
        admin.presses("pages.dataset_tabs.rfm.save_as_run", "rfm-keep.n_submit", form)
    (run,) = runs.mine(cast.viewer)
    assert (run.name, run.method, set(run.recipe["limits"])) == ("Groups", "rfm", {"recency", "frequency", "money"})
