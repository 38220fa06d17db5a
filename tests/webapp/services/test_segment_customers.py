"""The customers of a segment, a page at a time."""

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp.ran import people, ran
from webapp.errors import NotAllowed, NotFound
from webapp.records import Run
from webapp.services import segment_customers
from webapp.services.segment_customers import Page, Wanted


@pytest.fixture
def run(cast: Cast) -> Run:
    return ran(cast.editor, people(cast.editor))


def ids(page: Page) -> list[str]:
    return [str(who) for who in page.rows["id"].to_pylist()]


def page(cast: Cast, run: Run, number: int = 1, **wanted: object) -> Page:
    return segment_customers.page(cast.editor, run.id, number, Wanted(**wanted))  # type: ignore[arg-type]


def test_a_page_holds_some_of_the_segment_and_says_how_many_there_are(cast: Cast, run: Run) -> None:
    shown = page(cast, run, first=5, most=3)
    assert (ids(shown), shown.matching, shown.all) == (["1-05", "1-06", "1-07"], 20, 20)
    assert shown.rows.column_names == ["id", "standing", "visits", "spend", "country"]


def test_it_is_sorted_both_ways_and_equals_keep_their_order(cast: Cast, run: Run) -> None:
    # Spend is 900 plus the number's rest by 7: 6 and 13 have the most, then 5, 12, 19.
    assert ids(page(cast, run, sort="spend", falling=True, most=4)) == ["1-06", "1-13", "1-05", "1-12"]
    assert ids(page(cast, run, sort="spend", most=4)) == ["1-00", "1-07", "1-14", "1-01"]


def test_search_takes_any_text_as_it_stands(cast: Cast, run: Run) -> None:
    assert ids(page(cast, run, search="1-1", most=2)) == ["1-10", "1-11"]
    assert page(cast, run, search="fr").matching == 10
    for pattern in ("(a+)+$", "1.1", "%", "'; drop table run"):
        assert page(cast, run, search=pattern).matching == 0


def test_filters_by_standing_and_by_limits(cast: Cast, run: Run) -> None:
    assert page(cast, run, standing="core").matching == 20
    assert page(cast, run, standing="border").matching == 0
    # 900 to 906, three times each but for 906, which is there twice: 902 and 903 make six.
    assert page(cast, run, limits={"spend": (902.0, 903.0)}).matching == 6
    assert page(cast, run, limits={"spend": (None, 900.0)}, search="1-14").matching == 1


def test_beyond_the_last_page_is_the_last_page(cast: Cast, run: Run) -> None:
    assert ids(page(cast, run, first=10**12, most=8)) == ["1-16", "1-17", "1-18", "1-19"]
    assert page(cast, run, search="nobody", first=50).rows.num_rows == 0


@pytest.mark.parametrize(
    "wanted",
    [{"sort": "unknown"}, {"sort": "segment"}, {"standing": "all"}, {"limits": {"country": (1.0, 2.0)}},
     {"most": 10**9}, {"first": -1}, {"search": "x" * 201}],
)  # fmt: skip
def test_what_cannot_be_shown_is_refused(cast: Cast, run: Run, wanted: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        page(cast, run, **wanted)


def test_rows_are_for_those_who_may_work_with_them(cast: Cast, run: Run) -> None:
    with pytest.raises(NotAllowed):
        segment_customers.page(cast.viewer, run.id, 1, Wanted())
    with pytest.raises(NotFound):
        segment_customers.page(cast.stranger, run.id, 1, Wanted())
