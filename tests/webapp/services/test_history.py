"""The history: found, sorted, starred, tagged and put away; and the views of it that people keep."""

import random
from dataclasses import replace

import pytest

from core.errors import BadInput
from core.recipe import Measure, Recipe
from tests.conftest import Cast
from tests.webapp.ran import RECIPE, people, ran, saved
from webapp.errors import NotAllowed, NotFound
from webapp.records import About, JobState, Run, Viewer
from webapp.services import history, jobs, notes, runs, shelf, views
from webapp.services.history import ALWAYS, COLUMNS, USUAL, Shown, Wanted
from webapp.store.engine import db, writing
from webapp.store.history import SORTS
from webapp.store.tables import RunRow, SavedViewRow

KEY = "k" * 16


def names(viewer: Viewer, **wanted: object) -> list[str]:
    return [run.name for run in history.page(viewer, Wanted(**wanted)).rows]  # type: ignore[arg-type]


@pytest.fixture
def three(cast: Cast) -> list[Run]:
    """Nothing is carried out: what is sorted by is set by hand."""
    dataset = people(cast.editor)
    made = [saved(cast.editor, dataset, name=name) for name in ("Älter", "berg", "Ahorn")]
    for run, silhouette, customers in zip(made, (0.5, None, 0.25), (60, None, 40), strict=True):
        with writing():
            row = db.session.get_one(RunRow, run.id)
            row.silhouette, row.customers, row.segments = silhouette, customers, 3
            row.state = "done" if customers else "waiting"
    return made


@pytest.mark.usefixtures("three")
def test_runs_come_newest_first_unless_sorted(cast: Cast) -> None:
    assert names(cast.viewer) == ["Ahorn", "berg", "Älter"]
    assert names(cast.viewer, rising=True) == ["Älter", "berg", "Ahorn"]
    assert names(cast.viewer, sort="name", rising=True)[:2] == ["Ahorn", "berg"]  # capitals do not matter


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("sort", ["silhouette", "customers"])
def test_what_has_no_value_yet_comes_last_either_way(cast: Cast, sort: str) -> None:
    assert names(cast.viewer, sort=sort) == ["Älter", "Ahorn", "berg"]
    assert names(cast.viewer, sort=sort, rising=True) == ["Ahorn", "Älter", "berg"]


def test_filters_hold_together(cast: Cast, three: list[Run]) -> None:
    other = saved(cast.admin, people(cast.editor, "Elsewhere"), Recipe((Measure("visits"),), "ward", 4), "Ward")
    shelf.tag(cast.editor, three[0].id, ["spring"], runs.find(cast.editor, three[0].id).edit)
    viewer = cast.viewer
    assert names(viewer, method="ward") == names(viewer, person_id=cast.admin.person.id) == ["Ward"]
    assert names(viewer, dataset_id=other.dataset_id) == names(viewer, search="elsewh") == ["Ward"]
    assert names(viewer, tag="spring") == names(viewer, search="SPRI") == ["Älter"]
    assert names(viewer, search="ält") == ["Älter"] and names(viewer, search="ä b") == []
    assert names(viewer, search="100%") == names(viewer, search="_") == []  # no jokers
    assert names(viewer, segments=3) == ["Ahorn", "berg", "Älter"] and names(viewer, segments=4) == []
    assert names(viewer, method="ward", tag="spring") == []


def test_a_run_is_under_way_done_or_stopped(cast: Cast) -> None:
    dataset = people(cast.editor)
    done = ran(cast.editor, dataset)
    ran(cast.editor, dataset, Recipe((Measure("height"),), segments=3), "Without height")
    cancelled, waits = (saved(cast.editor, dataset, name=name) for name in ("Cancelled", "Waits"))
    jobs.cancel(cast.editor, cancelled.job_id)
    assert names(cast.viewer, status="done") == [done.name]
    assert names(cast.viewer, status="under way") == [waits.name]
    assert names(cast.viewer, status="stopped") == ["Cancelled", "Without height"]
    states = {run.name: run.state for run in history.page(cast.viewer, Wanted()).rows}
    assert states["Cancelled"] is JobState.CANCELLED and states["Without height"] is JobState.FAILED


def test_a_line_tells_what_the_list_shows(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    notes.add(cast.editor, About("run", run.id), "On the run.")
    segment = notes.add(cast.editor, About("segment", segment_id(cast, run)), "On a segment.")
    removed = notes.add(cast.editor, About("run", run.id), "Gone.")
    notes.remove(cast.editor, removed.id)
    (line,) = history.page(cast.viewer, Wanted()).rows
    assert (line.notes, segment.removed) == (2, False)
    assert (line.dataset, line.version, line.author) == ("People", 1, "Jonas Berg")
    assert (line.customers, line.segments, line.smallest, line.largest) == (60, 3, 10, 30)
    assert (line.measures, line.tags, line.edit) == (("visits", "spend"), ("first",), run.edit)


def segment_id(cast: Cast, run: Run) -> int:
    from webapp.services import segments

    return segments.find(cast.viewer, run.id, 0).id


@pytest.mark.parametrize("server", ["sqlite", "postgresql"], indirect=True)
def test_pages_hold_every_run_once_whatever_they_are_sorted_by(cast: Cast) -> None:
    dataset, chance = people(cast.editor), random.Random(4)
    for number in range(23):
        saved(cast.editor, dataset, name=f"Run {chance.randrange(5)}")
        with writing():
            row = db.session.get_one(RunRow, runs.mine(cast.editor)[0].id)
            row.customers = chance.choice([None, 10, 20])
            row.silhouette = chance.choice([None, 0.5, number / 100])
    every = {run.id for run in runs.mine(cast.viewer)}
    for sort in SORTS:
        for rising in (False, True):
            wanted = Wanted(sort=sort, rising=rising)
            pages = [history.page(cast.viewer, wanted, first, 10) for first in (0, 10, 20, 30)]
            met = [run.id for page in pages for run in page.rows]
            assert sorted(met) == sorted(every), (sort, rising)
            assert {page.matching for page in pages} == {23}


def test_a_star_is_of_one_person(cast: Cast, three: list[Run]) -> None:
    for _ in range(2):
        history.star(cast.viewer, three[0].id, True)
    assert names(cast.viewer, starred=True) == ["Älter"]
    assert names(cast.editor, starred=True) == []
    for _ in range(2):
        history.star(cast.viewer, three[0].id, False)
    assert names(cast.viewer, starred=True) == []
    with pytest.raises(NotFound):
        history.star(cast.stranger, three[0].id, True)


def test_many_are_archived_at_once_and_told_apart_from_those_that_were(cast: Cast, three: list[Run]) -> None:
    shelf.archive(cast.editor, three[0].id)
    ids = [run.id for run in three]
    assert sorted(history.archive(cast.editor, ids)) == ids[1:]  # so undoing it leaves the first where it was
    assert history.archive(cast.editor, ids) == []
    assert names(cast.viewer) == [] and len(names(cast.viewer, archived=True)) == 3
    assert sorted(history.restore(cast.editor, ids[1:])) == ids[1:]
    assert names(cast.viewer, archived=True) == ["Älter"]


def test_many_are_tagged_at_once(cast: Cast, three: list[Run]) -> None:
    ids = [run.id for run in three]
    history.tag(cast.editor, ids[:1], "spring")
    assert sorted(history.tag(cast.editor, ids, " spring ")) == ids[1:]
    history.untag(cast.editor, ids[1:], "spring")
    assert names(cast.viewer, tag="spring") == ["Älter"]
    assert runs.find(cast.editor, ids[0]).edit > three[0].edit  # whoever has it open is told


def test_no_run_gets_more_tags_than_it_may_have(cast: Cast, three: list[Run]) -> None:
    for number in range(runs.MOST_TAGS - 1):  # it has one already
        history.tag(cast.editor, [three[0].id], f"tag {number}")
    with pytest.raises(BadInput, match="has 10 tags already"):
        history.tag(cast.editor, [run.id for run in three], "one more")
    assert names(cast.viewer, tag="one more") == []


def test_many_at_once_are_all_the_teams_or_none_is_touched(cast: Cast, three: list[Run]) -> None:
    theirs = saved(cast.stranger, people(cast.stranger))
    with pytest.raises(NotFound):
        history.archive(cast.editor, [three[0].id, theirs.id])
    assert len(names(cast.viewer)) == 3
    for refused in (None, [], "1", [three[0].id] * 501):
        with pytest.raises(BadInput):
            history.archive(cast.editor, refused)


def test_who_looks_does_not_change_runs(cast: Cast, three: list[Run]) -> None:
    ids = [run.id for run in three]
    for attempt in (history.archive, history.restore):
        with pytest.raises(NotAllowed):
            attempt(cast.viewer, ids)
    for tagging in (history.tag, history.untag):
        with pytest.raises(NotAllowed):
            tagging(cast.viewer, ids, "spring")
    assert history.page(cast.stranger, Wanted()).rows == []


def test_an_address_says_what_is_not_as_usual_and_reads_back() -> None:
    assert Shown().address() == ""
    wanted = Wanted("tea 100%", 5, "ward", 4, "spring", 2, "done", True, True, "silhouette", True)
    shown = Shown(wanted, (*ALWAYS, "made", "customers"))
    from urllib.parse import parse_qsl

    read = Shown.of(dict(parse_qsl(shown.address())))
    assert read == shown == Shown.of(shown.to_json())


@pytest.mark.parametrize(
    "rubbish", [{"sort": "password"}, {"k": "-1"}, {"dataset": "1e9"}, {"columns": ["x", 7]}, {"method": 3}]
)
def test_what_makes_no_sense_in_an_address_is_passed_over(rubbish: dict[str, object]) -> None:
    assert Shown.of(rubbish) == Shown()


def test_star_and_name_are_always_there() -> None:
    assert Shown.of({"columns": "made,nonsense,made"}).columns == (*ALWAYS, "made")
    assert set(USUAL) < set(COLUMNS)


def test_a_saved_view_is_ones_own_or_the_teams(cast: Cast) -> None:
    shown = replace(Shown(), wanted=Wanted(search="tea", sort="silhouette"))
    own = views.save(cast.viewer, "Tea", shown, False, KEY)
    ours = views.save(cast.editor, "Tea of us all", shown, True, KEY + "2")
    assert Shown.of(own.shown) == shown and (own.mine, own.of_team) == (True, False)
    assert [view.id for view in views.mine(cast.viewer)] == [own.id, ours.id]
    assert [view.id for view in views.mine(cast.editor)] == [ours.id]
    for viewer, view in ((cast.editor, own), (cast.stranger, ours), (cast.stranger, own)):
        with pytest.raises(NotFound):
            views.find(viewer, view.id)
        with pytest.raises(NotFound):
            views.remove(viewer, view.id)


def test_a_view_is_saved_once_for_a_press(cast: Cast) -> None:
    first = views.save(cast.editor, "Tea", Shown(), True, KEY)
    assert views.save(cast.editor, "Tea", Shown(), True, KEY) == first
    assert db.session.query(SavedViewRow).count() == 1


def test_a_removed_view_can_be_put_back_by_those_who_may_remove_it(cast: Cast) -> None:
    ours = views.save(cast.editor, "Tea", Shown(), True, KEY)
    with pytest.raises(NotAllowed):
        views.remove(cast.viewer, ours.id)
    views.remove(cast.admin, ours.id)
    with pytest.raises(NotFound):
        views.find(cast.editor, ours.id)
    with pytest.raises(NotAllowed):
        views.put_back(cast.viewer, ours.id)
    assert views.put_back(cast.editor, ours.id) == ours
    with pytest.raises(NotAllowed):
        views.save(cast.viewer, "Mine for all", Shown(), True, KEY + "3")


def test_names_are_found_in_other_alphabets(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor), RECIPE, "ЗИМА Straße")
    for search in ("зима", "STRASSE", "strasse зима"):
        assert names(cast.viewer, search=search) == [run.name]
