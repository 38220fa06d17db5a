"""The confirm step: where a file stands, and what may be done about it there."""

import pytest

from tests.conftest import Cast
from tests.webapp import brought
from tests.webapp.work_now import work_now
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.services import bringing, datasets, jobs, uploads
from webapp.services.bringing import Stage
from webapp.services.deciding import WHOLE
from webapp.store import incoming, instance

NOT_READ = {(WHOLE, "surplus"): "drop"}


def test_a_file_goes_through_looking_and_deciding_to_reading_and_done(cast: Cast) -> None:
    upload = brought.received(cast.editor)
    assert bringing.see(cast.editor, upload.id).stage is Stage.LOOKING
    work_now()
    here = bringing.see(cast.editor, upload.id)
    assert (here.stage, here.trouble) == (Stage.DECIDING, None)
    here, kept = bringing.keep(cast.editor, upload.id, {}, "Customers", "", here.upload.version)
    assert (here.stage, kept) == (Stage.READING, True)
    work_now()
    here = bringing.see(cast.editor, upload.id)
    assert here.stage is Stage.DONE
    assert here.known == datasets.mine(cast.editor)[0]


def test_what_was_changed_is_looked_at_before_anything_is_kept(cast: Cast) -> None:
    upload = brought.looked_at(cast.editor)
    here, kept = bringing.keep(cast.editor, upload.id, {(1, "role"): "ignore"}, "Customers", "", upload.version)
    assert (here.stage, kept) == (Stage.LOOKING, False)
    work_now()
    here = bringing.see(cast.editor, upload.id)
    assert here.upload.looked is not None
    assert here.upload.looked["columns"][1]["role"] == "ignore"
    _, kept = bringing.keep(cast.editor, upload.id, {(1, "role"): "ignore"}, "Customers", "", here.upload.version)
    assert kept


def test_a_file_that_cannot_be_read_says_why_and_can_be_looked_at_another_way(cast: Cast) -> None:
    upload = brought.looked_at(cast.editor, brought.RAGGED)
    here = bringing.see(cast.editor, upload.id)
    assert here.stage is Stage.UNREADABLE
    assert here.trouble == "Row 3 has 3 values but the header has 2. Check for an extra separator in that row."
    lines = brought.RAGGED + b"5,6\n"
    again = brought.looked_at(cast.editor, lines)
    bringing.look_again(cast.editor, again.id, NOT_READ, again.version)
    work_now()
    here = bringing.see(cast.editor, again.id)
    assert here.stage is Stage.DECIDING
    assert here.upload.looked is not None and here.upload.looked["rows"] == 2


def test_a_cancelled_reading_leaves_the_file_to_be_decided_about_again(cast: Cast) -> None:
    upload = brought.looked_at(cast.editor)
    bringing.keep(cast.editor, upload.id, {}, "Customers", "", upload.version)
    bringing.stop(cast.editor, upload.id)
    here = bringing.see(cast.editor, upload.id)
    assert here.stage is Stage.DECIDING
    assert here.trouble is not None and "cancelled" in here.trouble
    _, kept = bringing.keep(cast.editor, upload.id, {}, "Customers", "", here.upload.version)
    work_now()
    assert kept and [dataset.name for dataset in datasets.mine(cast.editor)] == ["Customers"]


def test_a_reading_that_failed_can_be_given_up(cast: Cast) -> None:
    upload = brought.looked_at(cast.editor)
    bringing.keep(cast.editor, upload.id, {}, "Customers", "", upload.version)
    incoming.remove(instance.current(), upload.bytes_name)
    work_now()
    here = bringing.see(cast.editor, upload.id)
    assert (here.stage, here.trouble) == (Stage.DECIDING, "The file is not there any more. Bring it again.")
    uploads.give_up(cast.editor, upload.id)
    assert bringing.see(cast.editor, upload.id).stage is Stage.GIVEN_UP
    assert bringing.waiting(cast.editor) == []


def test_a_dataset_is_not_held_by_a_version_that_failed(cast: Cast) -> None:
    dataset = brought.kept(cast.editor)
    upload = brought.looked_at(cast.editor, dataset=dataset.id)
    uploads.confirm(cast.editor, upload.id, None, "replace", upload.version)
    with pytest.raises(Exception, match="being read into this dataset"):
        datasets.delete_for_good(cast.admin, dataset.id)
    bringing.stop(cast.editor, upload.id)
    datasets.delete_for_good(cast.admin, dataset.id)
    assert datasets.mine(cast.admin) == []


def test_a_file_being_read_is_left_alone(cast: Cast) -> None:
    upload = brought.looked_at(cast.editor)
    here, _ = bringing.keep(cast.editor, upload.id, {}, "Customers", "", upload.version)
    for attempt in (
        lambda: uploads.give_up(cast.editor, upload.id),
        lambda: bringing.look_again(cast.editor, upload.id, NOT_READ, here.upload.version),
        lambda: bringing.keep(cast.editor, upload.id, {}, "Other", "", here.upload.version),
    ):
        with pytest.raises(Conflict, match="being read already"):
            attempt()


def test_the_next_version_goes_to_its_dataset(cast: Cast) -> None:
    dataset = brought.kept(cast.editor)
    upload = brought.looked_at(cast.editor, dataset=dataset.id)
    here = bringing.see(cast.editor, upload.id)
    assert here.known == dataset
    assert here.upload.looked is not None and here.upload.looked["guess"]["mode"] == "replace"
    bringing.keep(cast.editor, upload.id, {}, "", "replace", here.upload.version)
    work_now()
    assert datasets.find(cast.editor, dataset.id).version.number == 2


def test_viewers_and_strangers_see_nothing_of_it(cast: Cast) -> None:
    upload = brought.looked_at(cast.editor)
    with pytest.raises(NotAllowed):
        bringing.see(cast.viewer, upload.id)
    for attempt in (
        lambda: bringing.see(cast.stranger, upload.id),
        lambda: bringing.stop(cast.stranger, upload.id),
        lambda: bringing.look_again(cast.stranger, upload.id, {}, upload.version),
        lambda: bringing.keep(cast.stranger, upload.id, {}, "Mine", "new", upload.version),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert jobs.of_upload(cast.editor, upload) is not None
