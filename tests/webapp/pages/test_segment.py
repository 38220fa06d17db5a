"""The page of a segment: what it tells, what people make of it, and who sees whom."""

import re
from typing import Any

import pytest

from core.measuring import Limits
from core.recipe import Measure, Recipe
from tests.conftest import Cast
from tests.webapp.brought import kept
from tests.webapp.pages.conftest import Answer, Visitor
from tests.webapp.ran import ORDERS, people, ran
from tests.webapp.work_now import work_now
from webapp.components import values
from webapp.figures.theme import SEGMENTS
from webapp.records import Run
from webapp.services import runs, segments

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


@pytest.fixture
def run(cast: Cast) -> Run:
    return ran(cast.editor, people(cast.editor))


@pytest.fixture
def editor(cast: Cast) -> Visitor:
    return Visitor(cast, "editor")


def presses(
    visitor: Visitor, run: Run, what: str, pressed: str, edit: int = 1, number: int = 1, **values: Any
) -> Answer:
    place = {"segment-where.data": {"run": run.id, "number": number}, "segment-edit.data": edit}
    return visitor.presses(f"pages.segment.{what}", pressed, {pressed: 1, **place, **values})


def asks(visitor: Visitor, run: Run, **asked: Any) -> Answer:
    pressed = "segment-grid.getRowsRequest"
    return presses(
        visitor, run, "rows", pressed, **{pressed: {"startRow": 0, "sortModel": [], "filterModel": {}, **asked}}
    )


def number(kind: str, low: object, high: object = None) -> dict[str, Any]:
    return {"filterType": "number", "type": kind, "filter": low, "filterTo": high}


def test_the_page_tells_who_they_are_and_how_sure_that_is(cast: Cast, editor: Visitor, run: Run) -> None:
    page = editor.draws(f"/runs/{run.id}/segments/1")
    segment = segments.find(cast.viewer, run.id, 1)
    for told in (segment.name, *(one["text"] for one in segment.profile["sentences"]), segment.profile["rule"]["text"]):
        assert told in page
    # 20 of 60 customers, who all stay where they are.
    assert "33\u202f% of those with a segment" in page and "20 core, 0 usual, 0 border" in page
    assert "Nobody stands at the border." in page
    assert f"/downloads/runs/{run.id}/segments/1.xlsx" in page and "Every measure in figures" in page


def test_the_way_leads_to_the_segments_before_and_after(editor: Visitor, run: Run) -> None:
    pages = [editor.draws(f"/runs/{run.id}/segments/{at}") for at in range(3)]
    links = [[f'"/runs/{run.id}/segments/{other}"' in page for other in range(3)] for page in pages]
    assert links == [[False, True, False], [True, False, True], [False, True, False]]


@pytest.mark.parametrize(
    "path", ["/runs/1/segments/3", "/runs/1/segments/-1", "/runs/1/segments/x", "/runs/99/segments/0"]
)
def test_what_is_not_there_is_not_found(editor: Visitor, run: Run, path: str) -> None:
    assert run.id == 1 and "Not found" in editor.draws(path)


def test_of_another_team_nothing_is_there(cast: Cast, run: Run) -> None:
    stranger = Visitor(cast, "stranger")
    assert "Not found" in stranger.draws(f"/runs/{run.id}/segments/1")
    assert "rowData" not in str(asks(stranger, run).values)
    assert "name" not in str(
        presses(stranger, run, "rename", "segment-rename.n_submit", **{"segment-name.value": "Mine"}).values
    )


def test_a_viewer_sees_the_segment_and_no_rows(cast: Cast, viewer: Visitor, run: Run) -> None:
    page = viewer.draws(f"/runs/{run.id}/segments/1")
    assert segments.find(cast.viewer, run.id, 1).name in page and "Single customers are seen by editors" in page
    for hidden in ("segment-grid", "segment-rename", "segment-accept", "/downloads/", "1-00"):
        assert hidden not in page
    asked = asks(viewer, run)
    assert asked.status == 403 and asked.values == {}
    refused = presses(viewer, run, "ignore", "segment-ignore.n_clicks")
    assert refused.values == {} and segments.find(cast.viewer, run.id, 1).strategy == {}


def test_a_name_is_changed_in_place_and_taken_back_by_none(cast: Cast, editor: Visitor, run: Run) -> None:
    suggested = segments.find(cast.viewer, run.id, 1).name
    named = presses(editor, run, "rename", "segment-rename.n_submit", **{"segment-name.value": "Regulars"})
    assert named.said == "The segment is called Regulars now." and named.values["segment-edit.data"] == 2
    assert "Regulars" in str(named.values["segment-head.children"])
    assert f"Suggested name: {suggested}" in str(named.values["segment-head.children"])
    presses(editor, run, "rename", "segment-rename.n_submit", edit=2, **{"segment-name.value": ""})
    assert segments.find(cast.viewer, run.id, 1).name == suggested


def test_the_second_of_two_editors_keeps_what_they_typed_and_goes_on(
    cast: Cast, editor: Visitor, admin: Visitor, run: Run
) -> None:
    press = "segment-rename.n_submit"
    presses(admin, run, "rename", press, **{"segment-name.value": "Regulars"})
    late = presses(editor, run, "rename", press, **{"segment-name.value": "Loyal"})
    assert late.values == {} and "changed by Mara Lind just now" in late.said  # the form, and what is typed, stay
    assert "Regulars" in str(late.told["segment-head"]["children"]) and late.told["segment-edit"]["data"] == 2
    assert segments.find(cast.viewer, run.id, 1).name == "Regulars"
    presses(editor, run, "rename", press, edit=2, **{"segment-name.value": "Loyal"})
    assert segments.find(cast.viewer, run.id, 1).name == "Loyal"


@pytest.mark.parametrize(
    ("what", "pressed"),
    [("rename", "segment-rename.n_submit"), ("write_persona", "segment-write.n_submit"), ("change", "segment-change.n_submit"),
     ("accept", "segment-accept.n_clicks"), ("ignore", "segment-ignore.n_clicks"), ("take_back", "segment-take-back.n_clicks")],
)  # fmt: skip
def test_forms_that_are_only_drawn_anew_change_nothing(
    cast: Cast, editor: Visitor, run: Run, what: str, pressed: str
) -> None:
    typed = {"segment-name.value": "Mine", "segment-persona.value": "Mine", "segment-strategy-title.value": "Mine"}
    assert presses(editor, run, what, pressed, **{**typed, pressed: None}).values == {}
    assert segments.find(cast.viewer, run.id, 1).edit == 1


def test_a_name_that_is_taken_is_told_under_its_field(editor: Visitor, run: Run) -> None:
    press = "segment-rename.n_submit"
    presses(editor, run, "rename", press, **{"segment-name.value": "Regulars"})
    refused = presses(editor, run, "rename", press, number=0, **{"segment-name.value": "regulars"})
    assert "already a segment called “Regulars”" in refused.told["segment-name-error"]["children"]


def test_a_colour_is_the_same_on_every_figure(cast: Cast, editor: Visitor, run: Run) -> None:
    answer = presses(editor, run, "recolour", "segment-colour.value", **{"segment-colour.value": "7"})
    assert SEGMENTS[7] in str(answer.values["segment-content.children"])
    page = re.sub(r'"colorway":\[.*?\]', "", editor.draws(f"/runs/{run.id}"))
    # Map, parallel coordinates, boxes, bars, composition, silhouettes; and nobody has the second colour any more.
    assert page.count(SEGMENTS[7]) >= 6 and SEGMENTS[1] not in page
    unchanged = presses(editor, run, "recolour", "segment-colour.value", edit=2, **{"segment-colour.value": "7"})
    assert unchanged.values == {} and segments.find(cast.viewer, run.id, 1).edit == 2


def test_somebody_looks_after_it_and_says_who_they_are(cast: Cast, editor: Visitor, run: Run) -> None:
    owner = str(cast.admin.person.id)
    given = presses(editor, run, "give", "segment-owner.value", **{"segment-owner.value": owner})
    assert "Owner Mara Lind" in str(given.values["segment-head.children"])
    written = presses(
        editor, run, "write_persona", "segment-write.n_submit", edit=2, **{"segment-persona.value": "*Families*"}
    )
    assert "*Families*" in str(written.values["segment-content.children"])
    nobody = presses(editor, run, "give", "segment-owner.value", edit=3, **{"segment-owner.value": ""})
    assert "Nobody looks after it yet" in str(nobody.values["segment-head.children"])


def test_a_strategy_is_accepted_and_signed(cast: Cast, editor: Visitor, run: Run) -> None:
    offered = segments.find(cast.viewer, run.id, 1).profile["strategies"]
    answer = presses(
        editor, run, "accept", "segment-accept.n_clicks", **{"segment-suggested.value": offered[-1]["key"]}
    )
    content = str(answer.values["segment-content.children"])
    assert (
        "Accepted by Jonas Berg" in content and offered[-1]["objective"] in content and "segment-accept" not in content
    )
    back = presses(editor, run, "take_back", "segment-take-back.n_clicks", edit=2)
    assert "segment-accept" in str(back.values["segment-content.children"])


def test_a_strategy_is_ignored_and_the_page_says_who_decided(cast: Cast, editor: Visitor, run: Run) -> None:
    title = segments.find(cast.viewer, run.id, 1).profile["strategies"][0]["title"]
    content = str(presses(editor, run, "ignore", "segment-ignore.n_clicks").values["segment-content.children"])
    assert "Suggestions ignored by Jonas Berg" in content and "No strategy for this segment." in content
    assert title not in content
    # It stays so, whoever looks, and whatever else is changed.
    presses(editor, run, "rename", "segment-rename.n_submit", edit=2, **{"segment-name.value": "Regulars"})
    assert "Suggestions ignored by Jonas Berg" in editor.draws(f"/runs/{run.id}/segments/1")


def test_a_teams_own_words_win(editor: Visitor, run: Run) -> None:
    words = {f"segment-strategy-{part}.value": "" for part in ("objective", "offer", "channel", "watch")}
    press = "segment-change.n_submit"
    kept_ = presses(editor, run, "change", press, **{**words, "segment-strategy-title.value": "Letter before day 200"})
    content = str(kept_.values["segment-content.children"])
    assert "Letter before day 200" in content and "In our words, decided by Jonas Berg" in content
    nothing = presses(editor, run, "change", press, edit=2, **{**words, "segment-strategy-title.value": ""})
    assert "Give the strategy a title" in nothing.told["segment-strategy-title-error"]["children"]


def test_customers_come_a_page_at_a_time_as_people_read_them(editor: Visitor, run: Run) -> None:
    answer = asks(editor, run)
    rows = answer.values["segment-grid.getRowsResponse"]
    assert (rows["rowCount"], len(rows["rowData"]), answer.values["segment-matching.children"]) == (
        20,
        20,
        "20 customers",
    )
    assert rows["rowData"][0] == {"who": "1-00", "standing": "core", "m2": "15", "m3": "900", "m4": "FR"}


def test_customers_are_sorted_searched_and_limited_where_they_lie(editor: Visitor, run: Run) -> None:
    def shown(**asked: Any) -> list[str]:
        return [row["who"] for row in asks(editor, run, **asked).values["segment-grid.getRowsResponse"]["rowData"]]

    # Spend is 900 plus the number's rest by 7: 6 and 13 have the most.
    assert shown(sortModel=[{"colId": "m3", "sort": "desc"}])[:2] == ["1-06", "1-13"]
    assert shown(filterModel={"who": {"filter": "1-1"}, "m3": number("lessThanOrEqual", 901)}) == ["1-14", "1-15"]
    assert shown(filterModel={"m3": number("inRange", 905, 906)}) == ["1-05", "1-06", "1-12", "1-13", "1-19"]
    assert shown(filterModel={"standing": {"filter": "border"}}) == []
    assert (
        asks(editor, run, filterModel={"who": {"filter": "1-1"}}).values["segment-matching.children"]
        == "10 of 20 customers"
    )


@pytest.mark.parametrize(
    "asked",
    [{"filterModel": {"m3": number("inRange", "x")}}, {"filterModel": {"m3": {"type": "contains", "filter": "9"}}},
     {"filterModel": {"who": {"filter": 3}}}, {"filterModel": {"m4": number("inRange", 1, 2)}}, {"startRow": "first"}],
)  # fmt: skip
def test_what_a_grid_cannot_ask_is_refused_with_a_sentence(editor: Visitor, run: Run, asked: dict[str, Any]) -> None:
    answer = asks(editor, run, **asked)
    assert answer.values == {} and answer.said.endswith(".") and "Reference" not in answer.said


def test_columns_with_dots_in_their_names_are_columns_like_others(cast: Cast, editor: Visitor) -> None:
    content = b"id;spend.net;age\n" + b"".join(b"%d;%d;%d\n" % (who, 900 * (who > 20) + who, who) for who in range(40))
    recipe = Recipe((Measure("spend.net"),), segments=2, starts=10)
    run = ran(cast.editor, kept(cast.editor, "Dotted", content), recipe)
    first = asks(editor, run).values["segment-grid.getRowsResponse"]["rowData"][0]
    assert set(first) == {"who", "standing", "m2", "m3"}
    assert "spend.net" in editor.draws(f"/runs/{run.id}/segments/0")


def test_what_they_buy_more_than_everyone_is_told_of_orders(cast: Cast, editor: Visitor) -> None:
    recipe = Recipe((Measure("orders"), Measure("money")), segments=3, starts=10)
    run = ran(cast.editor, kept(cast.editor, "Orders", ORDERS), recipe)
    page = editor.draws(f"/runs/{run.id}/segments/1") + editor.draws(f"/runs/{run.id}/segments/2")
    assert "Bought more than by everyone" in page
    # Pots are bought by the 13 who order three times, and by nobody else of the 40.
    assert '"pot"' in page and '"13"' in page and '"3.1"' in page


def test_a_person_with_a_long_persona_is_told_how_long_it_may_be(editor: Visitor, run: Run) -> None:
    written = presses(editor, run, "write_persona", "segment-write.n_submit", **{"segment-persona.value": "x" * 5_001})
    assert "up to 5,000 characters" in written.told["segment-persona-error"]["children"]


def test_profiles_in_pictures_stand_on_the_page_of_the_run(viewer: Visitor, run: Run) -> None:
    page = viewer.draws(f"/runs/{run.id}")
    for title in (
        "Every segment on every measure",
        "Spend by segment",
        "Visits by segment",
        "Country",
        "Spending by segment",
    ):
        assert f"Show as table: {title}" in page, title


def test_those_at_the_border_are_told_with_where_they_lean(cast: Cast, editor: Visitor) -> None:
    # Evenly spread, cut in two: who stands in the middle comes into the one or the other, as others are drawn.
    content = b"id;visits\n" + b"".join(b"%d;%d\n" % (who, who) for who in range(80))
    run = ran(cast.editor, kept(cast.editor, "Even", content), Recipe((Measure("visits"),), segments=2, starts=10))
    border = asks(editor, run, filterModel={"standing": {"filter": "border"}}).values["segment-grid.getRowsResponse"][
        "rowCount"
    ]
    other = segments.find(cast.viewer, run.id, 0).name
    assert 0 < border < 20
    assert f"Those at the border lean: {values.count(border, 'customer')} to {other}." in editor.draws(
        f"/runs/{run.id}/segments/1"
    )


def test_groups_by_rfm_say_that_nobody_asked_how_sure_they_are(cast: Cast, editor: Visitor) -> None:
    orders = kept(cast.editor, "Orders", ORDERS)
    run = runs.save_rfm(cast.editor, orders.id, 1, Limits((30.0, 90.0), (1.0, 2.0), (20.0, 60.0)), "By RFM")
    work_now()
    page = editor.draws(f"/runs/{run.id}/segments/0")
    assert "How sure was not asked" in page and "Bought more than by everyone" in page
