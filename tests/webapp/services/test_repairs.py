"""Findings lead to repairs, repairs to other findings; the list is the dataset's, and a version stays as it came."""

from dataclasses import replace

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp import brought
from tests.webapp.work_now import work_now
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import Dataset, Job, Viewer
from webapp.services import datasets, exploring, repairs
from webapp.services.exploring import Findings

# 40 customers: one is 180 years old, four have no gender, two write it another way; two rows have the same id.
ROWS = [
    (f"C{number:03}", 180 if number == 7 else 20 + number, "" if number < 4 else "Female " if number in (10, 11) else "Female" if number % 2 else "Male")
    for number in range(40)
]  # fmt: skip
ROWS[39] = ("C038", 59, "Male")


def content(rows: list[tuple[str, int, str]] = ROWS) -> bytes:
    return b"customer_id,age,gender\n" + b"".join(b"%s,%d,%s\n" % (i.encode(), a, g.encode()) for i, a, g in rows)


def found(viewer: Viewer, dataset: Dataset, number: int | None = None) -> Findings:
    if isinstance(exploring.findings(viewer, dataset.id, number), Job):
        work_now()
    answer = exploring.findings(viewer, dataset.id, number)
    assert isinstance(answer, Findings)
    return answer


def key_of(findings: Findings, kind: str, place: int = 0) -> str:
    return next(each for each in findings.noticed if each.kind == kind).repairs[place].key


def repair(viewer: Viewer, dataset: Dataset, kind: str, place: int = 0) -> repairs.Change:
    edit = repairs.of(viewer, dataset.id).edit
    return repairs.add(viewer, dataset.id, None, key_of(found(viewer, dataset), kind, place), edit)


def test_findings_are_asked_for_once_and_then_kept(cast: Cast) -> None:
    dataset = brought.kept(cast.editor, content=content())
    first = exploring.findings(cast.editor, dataset.id)
    assert isinstance(first, Job) and exploring.findings(cast.admin, dataset.id) == replace(
        first, mine=False, person="Jonas Berg"
    )
    work_now()
    kinds = {each.kind: each.count for each in found(cast.admin, dataset).noticed}
    assert kinds["impossible"] == 1 and kinds["repeated ids"] == 1 and kinds["missing"] == 4


def test_a_repair_answers_its_finding_and_the_version_stays_as_it_came(cast: Cast) -> None:
    dataset = brought.kept(cast.editor, content=content())
    before = datasets.first_rows(cast.editor, dataset.id)
    change = repair(cast.editor, dataset, "impossible", place=1)
    assert change.words == "Leave out rows where 'age' is below 0 or is above 120" and change.before == ()
    after = found(cast.editor, dataset)
    assert "impossible" not in {each.kind for each in after.noticed}
    assert [(one.rows_before, one.rows_after) for one in after.outcomes] == [(40, 39)]
    assert datasets.first_rows(cast.editor, dataset.id) == before


def test_repairs_are_undone_moved_and_put_back(cast: Cast) -> None:
    editor, dataset = cast.editor, brought.kept(cast.editor, content=content())
    repair(editor, dataset, "impossible")
    change = repair(editor, dataset, "repeated ids")
    both = repairs.of(editor, dataset.id)
    assert len(both.words) == 2 and both.edit == change.edit
    moved = repairs.move(editor, dataset.id, 1, 0, both.edit)
    assert repairs.of(editor, dataset.id).words == both.words[::-1]
    undone = repairs.undo(editor, dataset.id, 0, moved.edit)
    assert repairs.of(editor, dataset.id).words == both.words[:1]
    repairs.put_back(editor, dataset.id, list(undone.before), undone.edit)
    assert repairs.of(editor, dataset.id).words == both.words[::-1]


def test_they_run_again_on_the_next_version_and_one_that_no_longer_fits_says_so(cast: Cast) -> None:
    editor, dataset = cast.editor, brought.kept(cast.editor, content=content())
    repair(editor, dataset, "impossible")
    repair(editor, dataset, "repeated ids")
    without_age = b"customer_id,gender\n" + b"".join(b"%s,%s\n" % (i.encode(), g.encode()) for i, _, g in ROWS)
    dataset = brought.next_version(editor, dataset, without_age, "replace")
    age, ids = found(editor, dataset).outcomes
    assert age.why_not == "There is no column 'age' in this table. Choose one of its columns."
    assert (ids.rows_before, ids.rows_after, ids.why_not) == (40, 39, None)
    assert [one.why_not for one in found(editor, dataset, 1).outcomes] == [None, None]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(cast: Cast) -> None:
    dataset = brought.kept(cast.editor, content=content())
    seen = repairs.of(cast.editor, dataset.id).edit
    key = key_of(found(cast.editor, dataset), "impossible")
    repairs.add(cast.admin, dataset.id, None, key, seen)
    for change in (
        lambda: repairs.add(cast.editor, dataset.id, None, key, seen),
        lambda: repairs.undo(cast.editor, dataset.id, 0, seen),
        lambda: repairs.put_back(cast.editor, dataset.id, [], seen),
    ):
        with pytest.raises(Conflict, match="Somebody else changed"):
            change()
    assert len(repairs.of(cast.editor, dataset.id).words) == 1


def test_only_what_is_offered_can_be_chosen_and_only_once_the_findings_are_there(cast: Cast) -> None:
    dataset = brought.kept(cast.editor, content=content())
    with pytest.raises(Conflict, match="Wait until they are there"):
        repairs.add(cast.editor, dataset.id, None, "0" * 16, 0)
    found(cast.editor, dataset)
    for wrong in ("0" * 16, None, 7, ["x"]):
        with pytest.raises(BadInput, match="not offered any more"):
            repairs.add(cast.editor, dataset.id, None, wrong, 0)


@pytest.mark.parametrize("place", [1, -1, None, "0", 2**70])
def test_a_place_that_is_not_in_the_list_is_told(cast: Cast, place: object) -> None:
    dataset = brought.kept(cast.editor, content=content())
    edit = repair(cast.editor, dataset, "impossible").edit
    with pytest.raises(BadInput):
        repairs.undo(cast.editor, dataset.id, place, edit)
    with pytest.raises(BadInput):
        repairs.move(cast.editor, dataset.id, 0, place, edit)


@pytest.mark.parametrize("steps", [None, "x", [7], [{"kind": "rm"}], [{"kind": "fill"}], [{}] * 201])
def test_a_list_from_the_page_is_checked_like_any_other(cast: Cast, steps: object) -> None:
    dataset = brought.kept(cast.editor, content=content())
    with pytest.raises(BadInput):
        repairs.put_back(cast.editor, dataset.id, steps, 0)
    assert repairs.of(cast.editor, dataset.id).words == ()


def test_viewers_see_counts_and_neither_rows_nor_repairs_to_choose(cast: Cast) -> None:
    dataset = brought.kept(cast.editor, content=content())
    for_editor, for_viewer = found(cast.editor, dataset), found(cast.viewer, dataset)
    assert [each.count for each in for_viewer.noticed] == [each.count for each in for_editor.noticed]
    told = {each.kind: (each.examples, each.repairs) for each in for_viewer.noticed}
    assert told["repeated ids"] == told["impossible"] == ((), ())
    assert "C038 (2 rows)" in next(each for each in for_editor.noticed if each.kind == "repeated ids").examples
    key = key_of(for_editor, "impossible")
    for change in (
        lambda: repairs.add(cast.viewer, dataset.id, None, key, 0),
        lambda: repairs.undo(cast.viewer, dataset.id, 0, 0),
        lambda: repairs.move(cast.viewer, dataset.id, 0, 1, 0),
        lambda: repairs.put_back(cast.viewer, dataset.id, [], 0),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_for_strangers_nothing_is_there(cast: Cast) -> None:
    dataset = brought.kept(cast.editor, content=content())
    for ask in (
        lambda: exploring.findings(cast.stranger, dataset.id),
        lambda: repairs.of(cast.stranger, dataset.id),
        lambda: repairs.add(cast.stranger, dataset.id, None, "0" * 16, 0),
        lambda: repairs.undo(cast.stranger, dataset.id, 0, 0),
        lambda: repairs.put_back(cast.stranger, dataset.id, [], 0),
    ):
        with pytest.raises(NotFound):
            ask()
