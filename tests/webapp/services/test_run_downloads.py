"""The customers of a run or a segment as a file, with segment, name and the mark of the border."""

import csv
import io

import pytest

from tests.conftest import Cast
from tests.webapp.ran import people, ran
from webapp.errors import NotAllowed, NotFound
from webapp.services import run_downloads, segments
from webapp.services.spreadsheets import csv_parts
from webapp.store import events
from webapp.store.engine import db


def rows(cast: Cast, address: str) -> list[list[str]]:
    answer = cast.client("editor").get(address)
    assert answer.status_code == 200, answer.status
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_a_segment_goes_out_with_its_name_and_the_mark(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    segments.rename(cast.editor, run.id, 2, "=Friends", 1)
    head, *body = rows(cast, f"/downloads/runs/{run.id}/segments/2.csv")
    assert head == ["id", "segment", "segment name", "standing", "visits", "spend", "country"]
    # Ten customers of the third group, 90 to 92 visits; what a spreadsheet would run is disarmed.
    assert len(body) == 10 and body[0] == ["2-00", "2", "'=Friends", "core", "90.0", "950.0", "FR"]
    db.session.rollback()  # so that the request's own write is seen
    (event, *_) = events.latest(cast.editor.team.id, 1)
    assert (event.kind, event.facts) == ("downloaded segments", {"run": "Autumn", "rows": "10"})


def test_a_run_goes_out_with_everybody(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    _, *body = rows(cast, f"/downloads/runs/{run.id}/customers.csv")
    assert len(body) == 60 and {line[1] for line in body} == {"0", "1", "2"}
    answer = cast.client("editor").get(f"/downloads/runs/{run.id}/customers.xlsx")
    assert answer.status_code == 200 and answer.data[:2] == b"PK"


def test_names_of_files_are_ours(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    segments.rename(cast.editor, run.id, 0, "../客户 \u202eCON", 1)
    download = run_downloads.of_segment(cast.editor, run.id, 0)
    assert download.name == f"segment-{run.id}-0-con"
    assert len(list(csv_parts(download.columns, download.batches))) == 2  # the head, and one lot of rows


def test_rows_are_for_those_who_may_work_with_them(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    for viewer, problem in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        with pytest.raises(problem):
            run_downloads.of_run(viewer, run.id)
        with pytest.raises(problem):
            run_downloads.of_segment(viewer, run.id, 0)
    for nothing in ("9", "x", "-1", str(10**30)):
        assert cast.client("editor").get(f"/downloads/runs/{run.id}/segments/{nothing}.csv").status_code == 404
