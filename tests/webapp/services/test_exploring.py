"""Pictures and figures of a version after its repairs, for everybody of the team; single values for those who work with rows."""

import pytest

from core.errors import BadInput
from core.exploring.pictures import Bars, Correlations, Distribution, Pairs
from tests.conftest import Cast
from tests.webapp import brought
from tests.webapp.work_now import work_now
from webapp.errors import NotAllowed, NotFound
from webapp.records import Dataset, Job, Viewer
from webapp.services import exploring, repairs
from webapp.services.exploring import NoPicture, Seen, Statistics, Wish

# Four customers; ages 20, 30, 40 and a gap; two women, two men; one or two visits each; one column without values.
CONTENT = b"""customer_id,name,age,gender,visits,since,empty
C1,Ann,20,Female,1,2025-01-01,
C2,Bob,30,Male,2,2025-01-02,
C3,Cyd,40,Female,1,2025-01-02,
C4,Bob,,Male,2,2025-01-09,
"""
INCOME = Wish("distribution", ("age",), "gender")


@pytest.fixture
def dataset(cast: Cast) -> Dataset:
    return brought.kept(cast.editor, content=CONTENT)


def seen(viewer: Viewer, dataset: Dataset, wish: Wish) -> Seen:
    if isinstance(exploring.look(viewer, dataset.id, None, wish), Job):
        work_now()
    answer = exploring.look(viewer, dataset.id, None, wish)
    assert not isinstance(answer, Job)
    return answer


def test_a_number_by_a_category(cast: Cast, dataset: Dataset) -> None:
    found = seen(cast.viewer, dataset, INCOME)
    assert isinstance(found, Distribution)
    # Two rows each; one of the men has no age.
    assert {curve.name: (curve.inside, curve.missing) for curve in found.curves} == {"Female": (2, 0), "Male": (1, 1)}
    assert [curve.counts.sum() for curve in found.curves] == [2, 1]


def test_every_kind_of_picture_comes_back_as_it_was_kept(cast: Cast, dataset: Dataset) -> None:
    bars = seen(cast.viewer, dataset, Wish("bars", ("gender",)))
    assert bars == Bars("gender", ("Female", "Male"), (2, 2), 0, 0, 0)
    boxes = seen(cast.viewer, dataset, Wish("boxes", ("age",)))
    assert isinstance(boxes, tuple) and [(box.rows, box.median, box.mean) for box in boxes] == [(3, 30, 30)]
    pairs = seen(cast.viewer, dataset, Wish("pairs", ("age", "visits"), "gender"))
    assert isinstance(pairs, Pairs) and pairs.groups == ("Female", "Male")
    assert [pair.counts.sum(axis=(1, 2)).tolist() for pair in pairs.pairs] == [[2, 1]]
    together = seen(cast.viewer, dataset, Wish("correlations", ("age", "visits")))
    assert isinstance(together, Correlations)
    assert together.rows.tolist() == [[3, 3], [3, 4]] and together.r[0, 1] == pytest.approx(
        0
    )  # 20 and 40 have one visit, 30 has two


def test_dates_are_counted_by_day(cast: Cast, dataset: Dataset) -> None:
    found = seen(cast.viewer, dataset, Wish("distribution", ("since",)))
    assert isinstance(found, Distribution)
    days = found.curves[0].counts
    assert (len(days), days[0], days[1], days[8], days.sum()) == (9, 1, 2, 1, 4)  # 1 to 9 January


def test_what_cannot_be_drawn_says_why(cast: Cast, dataset: Dataset) -> None:
    for wish, why in (
        (Wish("distribution", ("gender",)), "does not hold numbers"),
        (Wish("pairs", ("age",)), "between 2 and 6"),
        (Wish("distribution", ("age",), log=True), None),
    ):
        found = seen(cast.viewer, dataset, wish)
        assert isinstance(found, NoPicture) is (why is not None)
        assert why is None or (isinstance(found, NoPicture) and why in found.why)


@pytest.mark.parametrize(
    "wish",
    [
        Wish("bars", ("nowhere",)), Wish("distribution", ("age",), "nowhere"), Wish("distribution", ("age",), "age"),
        Wish("__import__"), Wish("findings"), Wish("bars", ("\x00",)),
    ],
)  # fmt: skip
def test_what_is_not_offered_is_refused(cast: Cast, dataset: Dataset, wish: Wish) -> None:
    with pytest.raises(BadInput):
        exploring.look(cast.admin, dataset.id, None, wish)


@pytest.mark.parametrize(
    "asked", [None, 7, {}, {"kind": 1}, {"kind": "bars", "by": 3}, {"kind": "bars", "columns": ["x"] * 41}]
)
def test_a_wish_from_a_page_is_checked(asked: object) -> None:
    with pytest.raises(BadInput):
        exploring.wish(asked)


def test_repairs_change_what_is_seen_and_how_columns_are_described(cast: Cast, dataset: Dataset) -> None:
    def age() -> tuple[int, str, str]:
        found = seen(cast.editor, dataset, Wish("statistics"))
        assert isinstance(found, Statistics)
        known = {each["name"]: each for each in found.columns}
        roles = {column.name: column.role for column in exploring.columns(cast.editor, dataset.id)}
        return known["age"]["missing"], roles["visits"], roles["empty"]

    assert age()[:2] == (1, "number")
    steps = [
        {"kind": "fill", "column": "age", "using": "median"}, {"kind": "to category", "column": "visits"},
        {"kind": "to category", "column": "gender"}, {"kind": "ignore", "column": "empty"},
    ]  # fmt: skip
    repairs.put_back(cast.editor, dataset.id, steps, 0)
    assert age() == (0, "category", "ignore")  # gender is no number: that repair does not fit and is passed over


def test_viewers_see_no_single_values(cast: Cast, dataset: Dataset) -> None:
    for_editor, for_viewer = (seen(who, dataset, Wish("statistics")) for who in (cast.editor, cast.viewer))
    assert isinstance(for_editor, Statistics) and isinstance(for_viewer, Statistics)
    told = {each["name"]: (ours["most_common"], each["most_common"]) for ours, each in zip(for_editor.columns, for_viewer.columns, strict=True)}  # fmt: skip
    assert told["name"] == ("Bob", None) and told["gender"] == ("Male", "Male")
    assert isinstance(seen(cast.editor, dataset, Wish("bars", ("name",))), Bars)
    with pytest.raises(NotAllowed, match="'name' may stand for single customers"):
        exploring.look(cast.viewer, dataset.id, None, Wish("bars", ("name",)))
    with pytest.raises(BadInput):
        exploring.look(cast.viewer, dataset.id, None, Wish("distribution", ("age",), "name"))


def test_for_strangers_nothing_is_there(cast: Cast, dataset: Dataset) -> None:
    for ask in (
        lambda: exploring.look(cast.stranger, dataset.id, None, INCOME),
        lambda: exploring.columns(cast.stranger, dataset.id),
    ):
        with pytest.raises(NotFound):
            ask()
