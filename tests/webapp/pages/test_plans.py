"""The pages of plans: made in one click or from a form, moved on the board, found by what stands in the address."""

from datetime import timedelta

import pytest

from tests.conftest import Cast
from tests.webapp.pages.conftest import Visitor
from tests.webapp.planned import READY, autumn, frozen, made, moved
from tests.webapp.work_now import work_now
from webapp.clock import now
from webapp.components.plans import form
from webapp.records import KeptPlan, Run
from webapp.services import audiences, plans, segments, shelf


@pytest.fixture
def run(cast: Cast) -> Run:
    return autumn(cast.editor)


@pytest.fixture
def editor(cast: Cast) -> Visitor:
    return Visitor(cast, "editor")


@pytest.fixture
def kept(cast: Cast, run: Run) -> KeptPlan:
    return made(cast.editor, run, **READY)


def filled(**changes: object) -> dict[str, object]:
    """The form of a plan as a person leaves it."""
    values: dict[str, object] = dict.fromkeys(form.NAMES, "") | {
        "name": "Free shipping", "segments": [1], "objective": "Bring them back", "channels": ["e-mail"], "start": "2026-12-01",
        "end": "2026-12-14", "currency": "EUR", "kpi": "conversion", "baseline": "6", "target": "9", "holdout": "15",
        "window_days": "28", "tags": "winter, post",
    } | changes  # fmt: skip
    return {f"{form.field(name)}.value": value for name, value in values.items()} | {f"{form.OWNER}.value": ""}


def test_a_plan_is_made_from_the_form(cast: Cast, editor: Visitor, run: Run) -> None:
    page = editor.draws(f"/plans/new?run={run.id}&segment=1")
    assert "Nearly lost" in page and "Win back" in page
    hidden = {"plan-new.n_submit": 1, "plan-new-run.data": run.id, "plan-new-key.data": "0123456789abcdef"}
    answer = editor.presses("pages.plan_new.make", "plan-new.n_submit", {**filled(), **hidden})
    (kept,) = plans.mine(cast.viewer)
    assert answer.told["frame-go"]["href"] == f"/plans/{kept.id}"
    assert (kept.plan.holdout, kept.plan.baseline, kept.plan.target) == (0.15, 0.06, 0.09)
    assert (kept.plan.tags, kept.plan.window_days, kept.plan.budget) == (("winter", "post"), 28, None)


def test_every_fault_is_told_under_its_field(cast: Cast, editor: Visitor, run: Run) -> None:
    wrong = filled(name="", end="2026-11-01", holdout="80", budget="much", window_days="soon")
    hidden = {"plan-new.n_submit": 1, "plan-new-run.data": run.id, "plan-new-key.data": "0123456789abcdef"}
    told = editor.presses("pages.plan_new.make", "plan-new.n_submit", {**wrong, **hidden}).told
    assert told["plan-name-error"]["children"] == "The name can't be empty."
    assert told["plan-holdout-error"]["children"] == "Hold out between 0 % and 50 % of the customers."
    assert "must be a number" in told["plan-budget-error"]["children"]
    assert "before it starts" in told["plan-end-error"]["children"]
    assert "1 to 366 days" in told["plan-window_days-error"]["children"]
    assert told["plan-objective-error"]["children"] == ""
    assert plans.mine(cast.viewer) == []


def test_a_suggestion_is_a_plan_in_one_click(cast: Cast, editor: Visitor, run: Run) -> None:
    pressed = '{"number":1,"part":"plan-new-suggested","strategy":"win back"}.n_clicks'
    values = {pressed: 1, "plan-new-run.data": run.id, "plan-new-key.data": "0123456789abcdef"}
    answer = editor.presses("pages.plan_new.take", pressed, values)
    (kept,) = plans.mine(cast.viewer)
    assert answer.told["frame-go"]["href"] == f"/plans/{kept.id}"
    assert kept.plan.objective == segments.find(cast.viewer, run.id, 1).profile["strategies"][0]["objective"]


def test_a_dropped_card_moves_its_plan_and_another_edit_is_refused(cast: Cast, editor: Visitor, kept: KeptPlan) -> None:
    dropped = {"plan": kept.id, "status": "planned", "edit": kept.edit}
    answer = editor.presses("pages.plans.drop", "plans-dropped.data", {"plans-dropped.data": dropped})
    assert answer.said == "Letter before day 200 is planned now."
    assert plans.find(cast.viewer, kept.id).plan.status == "planned"
    late = {"plans-dropped.data": dropped | {"status": "cancelled"}}
    assert "was changed by Jonas Berg" in editor.presses("pages.plans.drop", "plans-dropped.data", late).said


def test_a_move_that_says_too_little_is_told(cast: Cast, editor: Visitor, run: Run) -> None:
    idea = made(cast.editor, run)
    dropped = {"plans-dropped.data": {"plan": idea.id, "status": "planned", "edit": idea.edit}}
    assert editor.presses("pages.plans.drop", "plans-dropped.data", dropped).said == "Say when the plan starts."


def test_the_second_of_two_sees_what_the_first_saved(cast: Cast, editor: Visitor, kept: KeptPlan) -> None:
    plans.edit(cast.admin, kept.id, {"offer": "Mara's offer"}, kept.edit)
    hidden = {"plan-form.n_submit": 1, "plan-id.data": kept.id, "plan-edit.data": kept.edit}
    told = editor.presses("pages.plan.save", "plan-form.n_submit", {**filled(offer="Mine"), **hidden}).told
    assert "Mara's offer" in str(told["plan-theirs"]["children"])
    again = {**hidden, "plan-edit.data": told["plan-edit"]["data"]}
    editor.presses("pages.plan.save", "plan-form.n_submit", {**filled(offer="Mine"), **again})
    assert plans.find(cast.viewer, kept.id).plan.offer == "Mine"


def test_filters_stand_in_the_address(cast: Cast, editor: Visitor, run: Run) -> None:
    made(cast.editor, run, name="By letter", channels=["letter"])
    made(cast.editor, run, name="By phone", channels=["phone"], tags=["winter"])
    assert "By phone" not in (page := editor.draws("/plans?channel=letter")) and "By letter" in page
    assert "By letter" not in editor.draws("/plans?view=table&tag=winter")
    assert "No plan is like that" in editor.draws("/plans?status=done")
    values = {"plans-filter.n_submit": 1, "plans-channel.value": "letter", "plans-search.value": "by", "plans-asked.data": "/plans?view=table"}  # fmt: skip
    values |= {f"plans-{name}.value": "any" for name in ("owner", "status", "tag")}
    answer = editor.presses("pages.plans.choose", "plans-filter.n_submit", values)
    assert answer.told["frame-go"]["href"] == "/plans?view=table&channel=letter&search=by"


@pytest.mark.parametrize("by", ["segment", "owner", "channel"])
def test_the_calendar_shows_what_falls_into_it(cast: Cast, editor: Visitor, kept: KeptPlan, by: str) -> None:
    assert kept.plan.name in editor.draws(f"/plans?view=calendar&since=2026-11-20&by={by}")
    assert "No plan falls into this time." in editor.draws(f"/plans?view=calendar&since=2027-03-01&by={by}")
    assert kept.plan.name in editor.draws(f"/plans?view=calendar&unit=months&since=2026-08-01&by={by}")


def test_the_steps_of_a_plan_name_who_moved_it(cast: Cast, kept: KeptPlan) -> None:
    moved(cast.admin, kept, "planned", "cancelled")
    page = Visitor(cast, "viewer").draws(f"/plans/{kept.id}")
    assert "Mara Lind" in page and "Cancelled" in page and "Approved" not in page
    assert "Delete plan" not in page


def test_plans_stand_on_the_page_of_their_run(cast: Cast, editor: Visitor) -> None:
    from tests.webapp.ran import people, ran

    run = ran(cast.editor, people(cast.editor))
    made(cast.editor, run, name="For the middle group")
    page = editor.draws(f"/runs/{run.id}")
    assert "For the middle group" in page and f"/plans/new?run={run.id}" in page


def test_a_deleted_plan_says_so_and_can_be_put_back(cast: Cast, editor: Visitor, kept: KeptPlan) -> None:
    values = {"plan-remove.n_clicks": 1, "plan-id.data": kept.id}
    answer = editor.presses("pages.plan.remove", "plan-remove.n_clicks", values)
    assert answer.told["frame-said"]["data"]["undo"] == {"put back plan": kept.id}
    assert "This plan was deleted" in editor.draws(f"/plans/{kept.id}")
    undone = {"frame-undone.data": {"put back plan": kept.id, "at": 1}}
    editor.presses("components.messages.take_back", "frame-undone.data", undone)
    assert not plans.find(cast.viewer, kept.id).removed


def test_home_tells_what_waits(cast: Cast, editor: Visitor, run: Run) -> None:
    today = now().date()
    week = {**READY, "start": today.isoformat(), "end": today.isoformat()}
    mine = made(cast.editor, run, **week, name="Mine this week")
    plans.give_to(cast.editor, mine.id, cast.editor.person.id, mine.edit)
    made(cast.editor, run, **week, name="Nobody's this week")
    before = (today - timedelta(days=40)).isoformat()
    closed = made(cast.editor, run, **{**READY, "start": before, "end": before}, name="Closed lately")
    moved(cast.editor, closed, "planned", "approved", "running")
    page = editor.draws("/")
    assert page.count("Yours this week") == 1 and page.count("window has closed") == 1
    assert "Its run is archived" not in page
    shelf.archive(cast.editor, run.id)
    assert "Its run is archived" in editor.draws("/")


def test_what_came_of_earlier_plans_stands_beside_the_next(cast: Cast, editor: Visitor, run: Run) -> None:
    kept = moved(cast.editor, made(cast.editor, run, **READY, name="The first try"), "planned", "approved", "running")
    assert "The first try" not in editor.draws(f"/plans/new?run={run.id}&segment=1")
    plans.edit(cast.editor, kept.id, {"result": 0.082}, kept.edit)
    page = editor.draws(f"/plans/new?run={run.id}&segment=1")
    assert "The first try" in page and "8.2" in page


def test_an_audience_is_chosen_frozen_and_discarded_on_the_page(cast: Cast, editor: Visitor, kept: KeptPlan) -> None:
    asked = {"plan-audience-asked.data": {"plan": kept.id}}
    chosen = {"plan-audience-form.n_submit": 1, "plan-sure.value": "all", "plan-suppressed.value": "1-00"}
    filters = {
        "plan-filter-measure-0.value": "visits",
        "plan-filter-test-0.value": "between",
        "plan-filter-value-0.value": "0, 9",
    }
    editor.presses("pages.plan_parts.audience.freeze", "plan-audience-form.n_submit", {**asked, **chosen, **filters})
    work_now()
    page = editor.draws(f"/plans/{kept.id}")
    # Ten of twenty have 0 to 9 visits, one of them is suppressed; a tenth of nine is one.
    assert "Visits between 0 and 9" in page and "8 treated" in page and "1 held out" in page
    editor.presses("pages.plan_parts.audience.discard", "plan-discard.n_clicks", {**asked, "plan-discard.n_clicks": 1})
    assert audiences.find(cast.viewer, kept.id) is None


def test_pressure_is_told_and_decided_on_the_page(cast: Cast, editor: Visitor, run: Run) -> None:
    first, second = (made(cast.editor, run, **READY, name=name, holdout=0) for name in ("First", "Second"))
    for each in (first, second):
        frozen(cast.editor, each)
    assert "20 would get two plans in the week of 2026-11-30" in editor.draws(f"/plans/{second.id}")
    pressed = '{"part":"plan-pressure","way":"priority"}.n_clicks'
    editor.presses("pages.plan_parts.pressure.decide", pressed, {pressed: 1, "plan-id.data": second.id})
    assert "this plan goes first" in editor.draws(f"/plans/{second.id}")
