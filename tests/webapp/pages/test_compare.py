"""The comparison of runs as it is drawn."""

import pytest

from tests.conftest import Cast
from tests.webapp.pages.conftest import Visitor
from tests.webapp.ran import people, ran
from tests.webapp.work_now import work_now
from webapp.records import Run

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


@pytest.fixture
def two(cast: Cast) -> list[Run]:
    dataset = people(cast.editor)
    return [ran(cast.editor, dataset, name=name) for name in ("Autumn", "Autumn again")]


def test_without_runs_the_page_says_what_to_do(cast: Cast) -> None:
    assert "Tick two to six runs" in Visitor(cast, "viewer").draws("/compare")


def test_the_pair_waits_for_its_job_and_is_then_drawn(cast: Cast, two: list[Run]) -> None:
    visitor, asked = Visitor(cast, "viewer"), {"runs": f"{two[0].id},{two[1].id}"}
    page = visitor.draws(f"/compare?runs={asked['runs']}")
    assert "All settings are equal" in page and "Waits for its turn" in page
    work_now()
    answer = visitor.presses("pages.compare.look", "compare-pair-tick.n_intervals", {"compare-pair-asked.data": asked})
    drawn = str(answer.values["compare-pair-content.children"])
    assert "The same 3 segments; 100 % of 60 customers stayed in theirs." in drawn
    assert answer.values["compare-pair-tick.disabled"] is True
    assert "Who went where" in visitor.draws(f"/compare?runs={asked['runs']}")


def test_the_base_is_the_oldest_unless_somebody_says_otherwise(cast: Cast, two: list[Run]) -> None:
    visitor, ids = Visitor(cast, "viewer"), f"{two[1].id},{two[0].id}"
    assert "Autumn again against Autumn" in visitor.draws(f"/compare?runs={ids}")
    assert "Autumn against Autumn again" in visitor.draws(f"/compare?runs={ids}&base={two[1].id}")


def test_only_who_works_gets_the_rows_of_a_cell(cast: Cast, two: list[Run]) -> None:
    address = f"/compare?runs={two[0].id},{two[1].id}&cell=0-0"
    Visitor(cast, "viewer").draws(address)
    work_now()
    assert "Download as CSV" not in Visitor(cast, "viewer").draws(address)
    assert "Download as CSV" in Visitor(cast, "editor").draws(address)
    path = f"/downloads/comparisons/{two[0].id}-{two[1].id}/0-0.csv"
    statuses = {who: cast.client(who).get(path).status_code for who in ("viewer", "editor", "stranger")}
    assert statuses == {"viewer": 403, "editor": 200, "stranger": 404}


def test_another_teams_runs_are_not_there(cast: Cast, two: list[Run]) -> None:
    stranger = Visitor(cast, "stranger")
    assert "Not found, or you do not have access" in stranger.draws(f"/compare?runs={two[0].id},{two[1].id}")
