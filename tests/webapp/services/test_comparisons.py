"""Runs side by side: what differs, who stayed together, who moved and why; and who may see whose rows.

Three groups that nobody could mistake: 30 with little of both, 20 with much spend, 10 with much of both.
"""

import io

import pyarrow.csv as csv
import pytest

from core.comparing import ABSENT
from core.errors import BadInput
from core.measuring import Limits
from core.recipe import Measure, Recipe
from tests.conftest import Cast
from tests.webapp.brought import kept, next_version
from tests.webapp.ran import GROUPS, ORDERS, people, ran
from tests.webapp.work_now import work_now
from webapp.errors import NotAllowed, NotFound
from webapp.records import Dataset, Job, Run, Viewer
from webapp.services import comparisons, runs, segments, spreadsheets
from webapp.services.comparisons import Pair

TWO = Recipe((Measure("visits"), Measure("spend")), segments=2, starts=10)


def later() -> bytes:
    """Five of the 30 spend as much as the 20 now, five others of them are gone, and six more come as the 10 are."""
    lines = [b"id;visits;spend;country"]
    for group, (size, visits, spend) in enumerate(GROUPS):
        for number in range(size):
            if group == 0 and number >= 25:
                continue
            at = GROUPS[1] if group == 0 and number < 5 else (size, visits, spend)
            lines.append(b"%d-%02d;%d;%d;DE" % (group, number, at[1] + number % 3, at[2] + number % 7))
    lines += [b"9-%02d;%d;%d;DE" % (number, 90 + number % 3, 950 + number % 7) for number in range(6)]
    return b"\n".join(lines) + b"\n"


@pytest.fixture
def dataset(cast: Cast) -> Dataset:
    return people(cast.editor)


@pytest.fixture
def autumn(cast: Cast, dataset: Dataset) -> Run:
    return ran(cast.editor, dataset)


def joined(viewer: Viewer, old: Run, new: Run) -> Pair:
    compared = comparisons.open_(viewer, [new.id, old.id], old.id)
    assert compared.base.run.id == old.id
    (other,) = compared.others
    assert isinstance(comparisons.pair(viewer, compared.base, other), Job)
    work_now()
    found = comparisons.pair(viewer, compared.base, other)
    assert isinstance(found, Pair)
    return found


def test_a_run_made_twice_differs_in_nothing(cast: Cast, dataset: Dataset, autumn: Run) -> None:
    again = ran(cast.editor, dataset, name="Again")
    found = joined(cast.viewer, autumn, again)
    assert found.overlap["customers"] == [[30, 0, 0], [0, 20, 0], [0, 0, 10]]
    assert (found.agreement["adjusted_rand"], found.agreement["mutual_information"]) == (1, 1)
    assert found.agreement["stayed"] == 1 and found.movement.moved == 0
    assert [fate["state"] for fate in found.matching["new"]] == ["continues"] * 3
    compared = comparisons.open_(cast.viewer, [autumn.id, again.id])
    assert not [row for row in comparisons.settings(compared) if row.differs]
    assert {one.deltas for one in comparisons.criteria(compared)} == {(None, 0.0)}


def test_who_moved_between_two_versions_is_told_apart_from_who_came_and_went(
    cast: Cast, dataset: Dataset, autumn: Run
) -> None:
    newer = next_version(cast.editor, dataset, later(), "replace")
    found = joined(cast.viewer, autumn, ran(cast.editor, newer, name="Winter"))
    # 60 then, 61 now: 55 in both, 5 gone, 6 new. The new run ranks 25 with much spend before the 20 with little.
    counted = found.customers
    assert (counted["kept"], counted["gone"], counted["came"]) == (55, 5, 6)
    assert found.overlap["rows"] == [0, 1, 2, ABSENT] and found.overlap["columns"] == [0, 1, 2, ABSENT]
    assert found.overlap["customers"] == [[5, 20, 0, 5], [20, 0, 0, 0], [0, 0, 10, 0], [0, 0, 6, 0]]
    assert [(pair["old"], pair["new"]) for pair in found.matching["pairs"]] == [(0, 1), (1, 0), (2, 2)]
    totals = found.movement.totals
    assert totals == {"stayed": 50, "behaviour": 5, "border": 0, "newcomers": 6, "gone": 5}
    assert "Of 5 who moved, all behaved differently" in found.headline
    assert len(found.sentences) == 1 and "rose in spend" in found.sentences[0]
    assert comparisons.cell(found, 0, 0) == {"customers": 5, "behaviour": 5, "border": 0}


def test_two_models_on_the_same_customers_move_nobody_but_lines(cast: Cast, dataset: Dataset, autumn: Run) -> None:
    found = joined(cast.viewer, autumn, ran(cast.editor, dataset, TWO, "Two"))
    assert found.movement.totals["behaviour"] == 0
    assert sum(map(sum, found.overlap["customers"])) == 60
    compared = comparisons.open_(cast.viewer, [found.old.run.id, found.new.run.id])
    assert [row.name for row in comparisons.settings(compared) if row.differs] == ["Segments"]


def test_names_are_those_that_people_give_by_now(cast: Cast, dataset: Dataset, autumn: Run) -> None:
    newer = next_version(cast.editor, dataset, later(), "replace")
    winter = ran(cast.editor, newer, name="Winter")
    joined(cast.viewer, autumn, winter)
    one = segments.find(cast.editor, winter.id, 0)
    segments.rename(cast.editor, winter.id, 0, "Spenders", one.edit)
    compared = comparisons.open_(cast.viewer, [autumn.id, winter.id])
    found = comparisons.pair(cast.viewer, *compared.sides)
    assert isinstance(found, Pair) and "to Spenders" in found.headline


def test_a_cell_is_downloaded_with_its_customers(cast: Cast, dataset: Dataset, autumn: Run) -> None:
    newer = next_version(cast.editor, dataset, later(), "replace")
    winter = ran(cast.editor, newer, name="Winter")
    joined(cast.viewer, autumn, winter)

    def ids(origin: int, target: int) -> list[str]:
        download = comparisons.download(cast.editor, autumn.id, winter.id, origin, target)
        body = b"".join(spreadsheets.csv_parts(download.columns, download.batches))
        rows = csv.read_csv(io.BytesIO(body))
        assert rows.num_rows == download.rows
        return sorted(map(str, rows[0].to_pylist()))

    assert ids(0, 0) == [f"0-{number:02d}" for number in range(5)]  # they spend more now
    assert ids(0, ABSENT) == [f"0-{number:02d}" for number in range(25, 30)]  # gone: the older run knows them
    assert ids(ABSENT, 2) == [f"9-{number:02d}" for number in range(6)]  # new
    with pytest.raises(BadInput, match="no such cell"):
        comparisons.download(cast.editor, autumn.id, winter.id, 7, 0)


def test_groups_by_rfm_are_compared_without_a_recipe(cast: Cast) -> None:
    orders = kept(cast.editor, "Orders", ORDERS)
    limits = Limits((30.0, 90.0), (1.0, 2.0), (10.0, 50.0))
    made = [runs.save_rfm(cast.editor, orders.id, 1, limits, name) for name in ("First", "Second")]
    work_now()
    found = joined(cast.viewer, *made)
    assert found.agreement["adjusted_rand"] == 1 and found.movement.moved == 0
    compared = comparisons.open_(cast.viewer, [run.id for run in made])
    assert not [row for row in comparisons.settings(compared) if row.differs]


def test_what_the_old_model_cannot_be_asked_is_said(cast: Cast, autumn: Run) -> None:
    other = kept(
        cast.editor, "Others", b"id;height\n" + b"".join(b"%d;%d\n" % (n, 100 * (n % 2) + n) for n in range(40))
    )
    run = ran(cast.editor, other, Recipe((Measure("height"),), segments=2, starts=10), "By height")
    found = joined(cast.viewer, autumn, run)
    assert "have no measure visits" in found.headline
    assert found.customers["kept"] == 0 and found.agreement["adjusted_rand"] is None


def test_two_to_six_runs_that_are_done_can_be_compared(cast: Cast, dataset: Dataset, autumn: Run) -> None:
    with pytest.raises(BadInput, match="between 2 and 6"):
        comparisons.open_(cast.viewer, [autumn.id, autumn.id])
    waits = runs.save(cast.editor, dataset.id, 1, TWO, "Waits")
    with pytest.raises(BadInput, match="has no segments yet"):
        comparisons.open_(cast.viewer, [autumn.id, waits.id])


def test_strangers_find_nothing_and_viewers_see_no_rows(cast: Cast, dataset: Dataset, autumn: Run) -> None:
    again = ran(cast.editor, dataset, name="Again")
    joined(cast.viewer, autumn, again)
    with pytest.raises(NotFound):
        comparisons.open_(cast.stranger, [autumn.id, again.id])
    with pytest.raises(NotAllowed):
        comparisons.download(cast.viewer, autumn.id, again.id, 0, 0)
    with pytest.raises(NotFound):
        comparisons.download(cast.stranger, autumn.id, again.id, 0, 0)
