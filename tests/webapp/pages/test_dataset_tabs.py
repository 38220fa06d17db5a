"""Findings and pictures on the page of a dataset: waited for, drawn, chosen, and told when they fail."""

import json
from typing import Any

import pytest

from tests.conftest import Cast
from tests.webapp import brought
from tests.webapp.pages.conftest import Answer, Visitor
from tests.webapp.work_now import work_now
from webapp.jobs.kinds import MAKERS
from webapp.records import Dataset
from webapp.services import repairs

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)

CONTENT = b"customer_id,age,gender\n" + b"".join(
    b"C%02d,%d,%s\n" % (number, 199 if number == 5 else 20 + number, b"Female" if number % 2 else b"Male")
    for number in range(30)
)
DROP = "Leave out rows where 'age' is below 0 or is above 120"


@pytest.fixture
def dataset(cast: Cast) -> Dataset:
    return brought.kept(cast.editor, content=CONTENT)


def looks(visitor: Visitor, tab: str, asked: dict[str, Any], **more: Any) -> Answer:
    tick = f"{tab}-tick.n_intervals"
    return visitor.presses(f"pages.dataset_tabs.{tab}.look", tick, {tick: 1, f"{tab}-asked.data": asked, **more})


def presses(visitor: Visitor, what: str, part: dict[str, Any], dataset: Dataset, edit: int) -> Answer:
    button = json.dumps(part, sort_keys=True, separators=(",", ":"))
    values = {
        f"{button}.n_clicks": 1,
        "findings-asked.data": {"dataset": dataset.id, "version": 1},
        "findings-edit.data": edit,
    }
    return visitor.presses(f"pages.dataset_tabs.findings.{what}", f"{button}.n_clicks", values)


def test_the_page_waits_and_then_draws_what_was_found(admin: Visitor, dataset: Dataset) -> None:
    page = admin.draws(f"/datasets/{dataset.id}?tab=findings")
    assert '"disabled":false' in page and "cannot be right" not in page
    asked = {"dataset": dataset.id, "version": 1}
    waiting = looks(admin, "findings", asked, **{"findings-edit.data": 0})
    assert waiting.values["findings-tick.disabled"] is False and "findings-content.children" not in waiting.values
    work_now()
    there = looks(admin, "findings", asked, **{"findings-edit.data": 0})
    assert there.values["findings-tick.disabled"] is True
    assert "1 of 30 values of 'age' cannot be right." in str(there.values["findings-content.children"])
    assert "cannot be right" in admin.draws(f"/datasets/{dataset.id}?tab=findings")


def test_repairs_are_pressed_listed_undone_and_taken_back(cast: Cast, admin: Visitor, dataset: Dataset) -> None:
    admin.draws(f"/datasets/{dataset.id}?tab=findings")
    work_now()
    page = admin.draws(f"/datasets/{dataset.id}?tab=findings")
    buttons = [part for part in _parts(json.loads(page), "findings-repair") if part["words"] == DROP]
    answer = presses(admin, "repair", buttons[0]["id"], dataset, 0)
    assert answer.said == f"{DROP}: done." and answer.values["findings-edit.data"] == 1
    assert answer.values["findings-content.className"] == "k-stack k-waits"  # what was drawn stays, dimmed
    assert "Being counted" in str(answer.values["findings-repairs.children"])
    work_now()
    asked = {"dataset": dataset.id, "version": 1}
    assert "30 → 29 rows" in str(looks(admin, "findings", asked).values["findings-repairs.children"])

    answer = presses(admin, "undo", {"part": "repairs-undo", "place": 0}, dataset, 1)
    assert answer.said == f"{DROP}: undone." and repairs.of(cast.admin, dataset.id).words == ()
    undone = {"frame-undone.data": answer.told["frame-said"]["data"]["undo"]}
    here = {"_pages_location.pathname": f"/datasets/{dataset.id}", "_pages_location.search": "?tab=findings"}
    back = admin.presses("pages.dataset_tabs.findings.put_back", "frame-undone.data", {**undone, **here})
    assert back.told["findings-tick"] == {"disabled": False} and repairs.of(cast.admin, dataset.id).words == (DROP,)


def test_taking_back_from_another_page_leads_to_the_findings(cast: Cast, admin: Visitor, dataset: Dataset) -> None:
    undone = {"frame-undone.data": {"repairs of": dataset.id, "steps": [{"kind": "drop copies"}], "edit": 0}}
    here = {"_pages_location.pathname": "/team", "_pages_location.search": ""}
    answer = admin.presses("pages.dataset_tabs.findings.put_back", "frame-undone.data", {**undone, **here})
    assert answer.values["frame-go.href"] == f"/datasets/{dataset.id}?tab=findings"
    assert repairs.of(cast.admin, dataset.id).words == ("Leave out exact copies of rows",)


def test_a_list_that_somebody_else_changed_is_left_as_it_is(cast: Cast, admin: Visitor, dataset: Dataset) -> None:
    repairs.put_back(cast.editor, dataset.id, [{"kind": "drop copies"}], 0)
    assert "Somebody else changed" in presses(admin, "undo", {"part": "repairs-undo", "place": 0}, dataset, 0).said
    assert len(repairs.of(cast.editor, dataset.id).words) == 1


def test_viewers_see_counts_and_no_buttons(viewer: Visitor, dataset: Dataset) -> None:
    viewer.draws(f"/datasets/{dataset.id}?tab=findings")
    work_now()
    page = viewer.draws(f"/datasets/{dataset.id}?tab=findings")
    assert "1 of 30 values of 'age' cannot be right." in page
    assert 'findings-repair"' not in page.replace("findings-repairs", "") and "row 6: 199" not in page


def test_a_failure_is_told_and_can_be_tried_again(
    admin: Visitor, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/datasets/{dataset.id}?tab=explore&column=age"
    with monkeypatch.context() as broken:
        broken.setitem(MAKERS, "distribution", lambda _work, _question: 1 / 0)  # type: ignore[arg-type, return-value]
        admin.draws(path)
        work_now()
    page = admin.draws(path)
    assert "could not be worked out" in page and "Reference" in page and "ZeroDivisionError" not in page
    (asked,) = [part for part in _stores(json.loads(page)) if part["id"] == "explore-asked"]
    button = '{"of":"it","part":"explore-again"}.n_clicks'
    again = admin.presses(
        "pages.dataset_tabs.explore.try_again", button, {button: 1, "explore-asked.data": asked["data"]}
    )
    assert again.values["explore-tick.disabled"] is False
    work_now()
    assert "age by" not in admin.draws(path) and "js-plotly" not in page and "Show as table: age" in admin.draws(path)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "Show as table: age"), ("&column=age&by=gender", "Show as table: age by gender"),
        ("&column=age&by=gender&as=boxes", "Show as table: age by gender"), ("&column=gender", "Rows by gender"),
        ("&column=age&scale=log", "age, on a log scale"), ("&column=nowhere&by=nowhere", "Show as table: age"),
        ("&column=age&column=gender", "Show as table: age"), ("&view=statistics", "Every column in figures"),
        ("&view=pairs", "A pair needs two columns of numbers."), ("&view=correlations", "needs two columns"),
        ("&view=nothing", "Show as table: age"),
    ],
)  # fmt: skip
def test_what_is_looked_at_is_in_the_address(admin: Visitor, dataset: Dataset, query: str, shown: str) -> None:
    path = f"/datasets/{dataset.id}?tab=explore{query}"
    admin.draws(path)
    work_now()
    assert shown in admin.draws(path)


def test_viewers_are_told_why_they_see_no_single_values(viewer: Visitor, dataset: Dataset) -> None:
    page = viewer.draws(f"/datasets/{dataset.id}?tab=explore&column=customer_id")
    assert "may stand for single customers" in page and "C01" not in page
    assert "explore-choice" in page  # another column can be chosen


def test_a_choice_is_a_short_address(admin: Visitor, dataset: Dataset) -> None:
    choices = {"column": "age", "by": "-", "as": "density", "scale": "even"}
    asked = {"dataset": dataset.id, "version": 1, "newest": True, "view": "column", "choices": choices}

    def chooses(**chosen: str) -> Answer:
        values = {
            f'{{"of":"{of}","part":"explore-choice"}}.value': value for of, value in {**choices, **chosen}.items()
        }
        return admin.presses(
            "pages.dataset_tabs.explore.choose", next(iter(values)), {**values, "explore-asked.data": asked}
        )

    assert "frame-go" not in chooses().told  # only drawn
    went = chooses(by="gender").told["frame-go"]["href"]
    assert went == f"/datasets/{dataset.id}?tab=explore&column=age&by=gender"


def _parts(tree: Any, part: str) -> list[dict[str, Any]]:
    """Buttons with ids of this part, and what stands on them."""
    if isinstance(tree, list):
        return [found for each in tree for found in _parts(each, part)]
    props = tree.get("props", {}) if isinstance(tree, dict) else {}
    here = isinstance(props.get("id"), dict) and props["id"]["part"] == part
    below = _parts(props.get("children"), part) if isinstance(props.get("children"), list | dict) else []
    return [*([{"id": props["id"], "words": props["children"]}] if here else []), *below]


def _stores(tree: Any) -> list[dict[str, Any]]:
    if isinstance(tree, list):
        return [found for each in tree for found in _stores(each)]
    props = tree.get("props", {}) if isinstance(tree, dict) else {}
    here = [props] if isinstance(tree, dict) and tree.get("type") == "Store" else []
    return [*here, *(_stores(props["children"]) if isinstance(props.get("children"), list | dict) else [])]
