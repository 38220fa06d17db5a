"""Looking after runs: named, tagged, put away, deleted; two people at once lose nothing."""

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp.ran import RECIPE, people, ran, saved
from tests.webapp.work_now import work_now
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import About
from webapp.services import datasets, notes, runs, shelf
from webapp.store.engine import db
from webapp.store.tables import ChunkRow, NoteRow, RunResultRow, RunRow, SegmentRow, TableRow


def test_a_run_gets_another_name(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor))
    renamed = shelf.rename(cast.editor, run.id, "  Winter ", run.edit)
    assert renamed.name == "Winter" and renamed.edit > run.edit
    assert shelf.rename(cast.editor, run.id, "Winter", renamed.edit) == renamed  # once more changes nothing


def test_the_second_of_two_is_told_who_was_first(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor))
    shelf.rename(cast.editor, run.id, "Winter", run.edit)
    with pytest.raises(Conflict) as told:
        shelf.rename(cast.admin, run.id, "Spring", run.edit)
    assert told.value.sentence == "This run was changed by Jonas Berg just now. Look at it again, then rename it."
    with pytest.raises(Conflict):
        shelf.tag(cast.admin, run.id, ["mine"], run.edit)
    assert (runs.find(cast.viewer, run.id).name, runs.find(cast.viewer, run.id).tags) == ("Winter", ("first",))


def test_tags_are_replaced_as_a_whole(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor))
    assert shelf.tag(cast.editor, run.id, ["b", "a"], run.edit).tags == ("a", "b")


def test_an_archived_run_is_out_of_the_way_and_still_there(cast: Cast) -> None:
    run = ran(cast.editor, people(cast.editor))
    for _ in range(2):
        assert shelf.archive(cast.editor, run.id).archived
    assert runs.mine(cast.viewer) == [] and runs.count(cast.viewer, archived=True) == 1
    assert runs.find(cast.viewer, run.id).archived and runs.result(cast.viewer, run.id) is not None
    assert not shelf.restore(cast.editor, run.id).archived
    assert [known.id for known in runs.mine(cast.viewer)] == [run.id]


def test_what_depends_on_a_run_is_known_before_it_goes(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    notes.add(cast.editor, About("run", run.id), "Ask the shop.")
    follower = runs.save(cast.editor, dataset.id, 1, RECIPE, "Next", continues_id=run.id)
    found = shelf.dependents(cast.viewer, run.id)
    assert (found.notes, found.continuing) == (1, [follower.name])


def test_deleted_for_good_leaves_nothing_behind(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    notes.add(cast.editor, About("run", run.id), "Ask the shop.")
    table_id = runs.result(cast.viewer, run.id).table_id  # type: ignore[union-attr]
    shelf.delete_for_good(cast.admin, run.id)
    with pytest.raises(NotFound):
        runs.find(cast.viewer, run.id)
    work_now()
    assert db.session.get(TableRow, table_id) is None
    assert db.session.query(ChunkRow).filter_by(table_id=table_id).count() == 0
    assert [db.session.query(kind).count() for kind in (RunRow, RunResultRow, SegmentRow, NoteRow)] == [0, 0, 0, 0]


def test_a_run_on_its_way_is_not_deleted(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor))
    with pytest.raises(BadInput, match="Wait for it or cancel it"):
        shelf.delete_for_good(cast.admin, run.id)


def test_runs_go_with_their_dataset(cast: Cast) -> None:
    dataset = people(cast.editor)
    run = ran(cast.editor, dataset)
    assert datasets.dependents(cast.viewer, dataset.id).runs == 1
    datasets.delete_for_good(cast.admin, dataset.id)
    with pytest.raises(NotFound):
        runs.find(cast.viewer, run.id)
    work_now()
    assert db.session.query(TableRow).count() == 0


def test_who_may_not_and_who_sees_nothing(cast: Cast) -> None:
    run = saved(cast.editor, people(cast.editor))
    for viewer, problem in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        for attempt in (
            lambda viewer: shelf.rename(viewer, run.id, "Mine", run.edit),
            lambda viewer: shelf.tag(viewer, run.id, [], run.edit),
            lambda viewer: shelf.archive(viewer, run.id),
            lambda viewer: shelf.restore(viewer, run.id),
            lambda viewer: shelf.delete_for_good(viewer, run.id),
        ):
            with pytest.raises(problem):
                attempt(viewer)
    with pytest.raises(NotAllowed):
        shelf.delete_for_good(cast.editor, run.id)
