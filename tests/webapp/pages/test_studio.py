"""The studio's page: what it holds, what it sends at a turn of the slider, and for whom it is."""

import orjson
import pytest

from tests.conftest import Cast
from tests.webapp import studio_made
from tests.webapp.pages.conftest import Answer, Visitor
from tests.webapp.work_now import work_now
from webapp.components.studio import ids
from webapp.records import Dataset
from webapp.services import runs
from webapp.services.studio import Found

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


def named(part: dict[str, str], prop: str = "value") -> str:
    return f"{orjson.dumps(part, option=orjson.OPT_SORT_KEYS).decode()}.{prop}"


def kept(brought: Dataset, recipe: str = "m=income~score", **looked_at: object) -> dict[str, object]:
    """What the page's stores hold."""
    return {
        f"{ids.dataset}.data": brought.id, f"{ids.recipe}.data": recipe, f"{ids.looked_at}.data": looked_at,
        f"{ids.tab}.data": studio_made.TAB, f"{ids.drawn}.data": {},
    }  # fmt: skip


def turns(visitor: Visitor, found: Found, control: dict[str, str], value: object, **looked_at: object) -> Answer:
    page = {**kept(found.studio.dataset, **looked_at), f"{ids.drawn}.data": {"sweep": found.recipe.fingerprint}}
    return visitor.presses("pages.studio.turn", named(control), {**page, named(control): value})


def test_the_page_shows_five_groups_with_verdict_map_sizes_and_criteria(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.judged(cast.editor, brought)
    page = viewer.draws(f"/datasets/{brought.id}/studio?m=income~score")
    for words in (
        "Five: the criteria agree", "Customers by segment, on income and score", "All 150 customers, centres numbered",
        "5 segments; you can work with 12", "What each number offers", "How segments split as their number grows",
        "A new customer joins the segment with the nearest centre.",
    ):  # fmt: skip
        assert words in page, words


def test_a_first_look_says_what_is_on_its_way(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    assert "Looking at the measures" in viewer.draws(f"/datasets/{brought.id}/studio")
    assert work_now() == 1


def test_the_page_follows_the_measures_then_the_sweep_then_the_criteria(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    viewer.draws(f"/datasets/{brought.id}/studio?m=income~score")
    work_now()
    tick = f"{ids.sweep_tick}.n_intervals"
    page = {**kept(brought), tick: 7}
    waits = viewer.presses("pages.studio.look", tick, page)
    assert "Measures" in str(waits.values[f"{ids.side}.children"])
    assert waits.values[f"{ids.picture}.className"] == "k-stack k-waits"
    assert waits.values[f"{ids.sweep_tick}.max_intervals"] == 8  # one more than there were
    work_now()
    came = viewer.presses("pages.studio.look", tick, {**page, f"{ids.drawn}.data": waits.values[f"{ids.drawn}.data"]})
    assert "Customers by segment" in str(came.values[f"{ids.picture}.children"])
    assert (came.values[f"{ids.sweep_tick}.max_intervals"], came.values[f"{ids.criteria_tick}.max_intervals"]) == (0, 1)
    assert f"{ids.side}.children" not in came.values  # it was drawn already
    criteria = f"{ids.criteria_tick}.n_intervals"
    page[f"{ids.drawn}.data"] = came.values[f"{ids.drawn}.data"]
    assert "are being worked out" in str(viewer.presses("pages.studio.judge", criteria, page).values)
    work_now()
    judged = viewer.presses("pages.studio.judge", criteria, page)
    assert "Five: the criteria agree" in str(judged.values[f"{ids.verdict}.children"])
    assert judged.values[f"{ids.criteria_tick}.max_intervals"] == 0


def test_a_turn_of_the_slider_sends_what_is_another_and_not_much(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    found = studio_made.swept(cast.editor, brought)
    answer = turns(viewer, found, ids.look("k"), "3", k=5)
    assert answer.values[f"{ids.looked_at}.data"] == {"k": 3}
    assert len(answer.values[f"{ids.map_figure}.figure"]["data"][-1]["text"]) == 3
    assert "3 segments; you can work with 12" in str(answer.values[f"{ids.sizes}.children"])
    assert f"{ids.axes}.className" not in answer.values
    assert len(orjson.dumps(answer.values)) < 150_000


def test_other_axes_leave_everything_else_as_it_is(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    found = studio_made.swept(cast.editor, brought)
    answer = turns(viewer, found, ids.look("x"), "component 1", k=5)
    assert "component 1" in answer.values[f"{ids.map_title}.children"]
    assert f"{ids.sizes}.children" not in answer.values


def test_controls_that_were_only_just_drawn_send_nothing(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    found = studio_made.swept(cast.editor, brought)
    assert turns(viewer, found, ids.look("k"), "5", k=5).status == 204


def test_controls_of_a_sweep_that_is_drawn_no_more_send_nothing(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    older, newer = (studio_made.swept(cast.editor, brought, f"m={names}") for names in ("income~age", "income~score"))
    assert older.recipe.fingerprint != newer.recipe.fingerprint
    assert turns(viewer, older, ids.look("k"), "3", k=5).status == 204


def test_a_limit_that_is_none_is_told_under_its_field(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    found = studio_made.swept(cast.editor, brought)
    answer = turns(viewer, found, ids.limit("least"), -4, k=5)
    assert answer.told["studio-least-error"]["children"].startswith("The smallest segment must be a whole number")


def test_only_who_may_see_rows_is_told_who_a_dot_is(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    found = studio_made.swept(cast.editor, brought)
    seen = {
        who: str(turns(visitor, found, ids.look("k"), "4", k=5).values)
        for who, visitor in (("viewer", viewer), ("editor", Visitor(cast, "editor")))
    }
    assert "V001" in seen["editor"] and "Customer %{text}" in seen["editor"]
    assert "V001" not in seen["viewer"] and "Customer %{text}" not in seen["viewer"]


def test_a_tick_chooses_a_measure_and_its_preparation_appears(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.choices(cast.editor, brought)
    ticks = {
        named(ids.chosen(name)): name in ("income", "score", "gender") for name in ("income", "score", "gender", "age")
    }
    method = {named(ids.method("method")): "ward", named(ids.method("seed")): 1}
    pressed = named(ids.chosen("gender"))
    answer = viewer.presses("pages.studio.choose", pressed, {**kept(brought), **ticks, **method})
    assert answer.values[f"{ids.recipe}.data"] == "by=ward&m=income~score~gender"
    assert "One column for each value" in str(answer.values[f"{ids.side}.children"])


def test_a_weight_of_nothing_is_refused_in_a_sentence(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.choices(cast.editor, brought)
    weight = named(ids.setting("income", "weight"))
    method = {named(ids.method("method")): "k-means", named(ids.method("seed")): 1}
    answer = viewer.presses("pages.studio.choose", weight, {**kept(brought), **method, weight: 0})
    assert answer.said.startswith("The weight of 'income' must be above 0")


def test_an_address_that_cannot_be_followed_says_so_and_shows_the_rest(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.judged(cast.editor, brought)
    page = viewer.draws(f"/datasets/{brought.id}/studio?m=income~score~shoe size&k=many")
    assert "The number of segments must be a whole number from 1 to 50." in page
    assert "“shoe size” is no measure of this version" in page
    assert "All 150 customers" in page


def test_a_sweep_that_failed_says_why_and_offers_to_try_again(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    address = f"/datasets/{brought.id}/studio?m=income&p=income~g.-5~t.sqrt"
    for _ in range(2):
        viewer.draws(address)
        work_now()
    assert "square root cannot be taken" in viewer.draws(address)
    again = {**kept(brought, "m=income&p=income~g.-5~t.sqrt"), named(ids.again("sweep"), "n_clicks"): 1}
    answer = viewer.presses("pages.studio.try_again", named(ids.again("sweep"), "n_clicks"), again)
    assert answer.values[f"{ids.sweep_tick}.max_intervals"] == 1


def test_saving_asks_for_a_name_and_a_reason_and_leads_to_the_run(cast: Cast) -> None:
    editor, brought = Visitor(cast, "editor"), studio_made.dataset(cast.editor)
    studio_made.judged(cast.editor, brought)
    page = kept(brought, k=5)
    asked = editor.presses("pages.studio.ask_to_save", f"{ids.ask}.n_clicks", {**page, f"{ids.ask}.n_clicks": 1})
    assert asked.values[f"{ids.name}.value"] == "Visitors, 5 segments"
    assert asked.values[f"{ids.why}.value"].startswith("5 segments (silhouette")
    written = {
        f"{ids.name}.value": "Spring", f"{ids.tags}.value": "trial, spring", f"{ids.saving}.n_clicks": 1,
        f"{ids.why}.value": asked.values[f"{ids.why}.value"], f"{ids.key}.data": asked.values[f"{ids.key}.data"],
    }  # fmt: skip
    for _ in range(2):  # pressed twice, it is one run all the same
        saved = editor.presses("pages.studio.save", f"{ids.saving}.n_clicks", {**page, **written})
    (run,) = runs.mine(cast.editor)
    assert (run.name, run.tags) == ("Spring", ("spring", "trial"))
    assert (run.recipe["segments"], [measure["name"] for measure in run.recipe["measures"]]) == (5, ["income", "score"])
    assert saved.told["frame-go"]["href"] == f"/runs/{run.id}"


def test_a_viewer_looks_and_plays_but_is_not_offered_to_save(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.judged(cast.editor, brought)
    assert "Save as run" not in viewer.draws(f"/datasets/{brought.id}/studio?m=income~score")
    refused = viewer.presses(
        "pages.studio.save", f"{ids.saving}.n_clicks", {**kept(brought), f"{ids.saving}.n_clicks": 1}
    )
    assert refused.status == 403


def test_ways_into_the_studio(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    for path in (f"/datasets/{brought.id}", "/"):
        assert f'"/datasets/{brought.id}/studio"' in viewer.draws(path)


def test_a_method_that_finds_its_number_by_itself_has_no_slider(cast: Cast, viewer: Visitor) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.swept(cast.editor, brought, "m=income~score&by=hdbscan")
    page = viewer.draws(f"/datasets/{brought.id}/studio?m=income~score&by=hdbscan")
    assert "This method finds its number by itself." in page
    assert "k-slider" not in page
    assert "counts as noise" in page  # what becomes of a customer who comes later
