"""Files that were brought and never decided about do not stay for ever."""

from datetime import timedelta

import time_machine

from tests.conftest import Cast
from tests.webapp import brought
from webapp.clock import now
from webapp.records import Upload, Viewer
from webapp.services import uploads as service
from webapp.store import uploads
from webapp.store.uploads import KEPT_UNDECIDED


def swept_after(wait: timedelta) -> None:
    with time_machine.travel(now() + wait):
        uploads.give_up_old()


def state(viewer: Viewer, upload: Upload) -> str:
    return service.find(viewer, upload.id).state


def test_what_nobody_decided_about_is_given_up_after_a_while_and_not_before(cast: Cast) -> None:
    ready, refused = brought.looked_at(cast.editor), brought.looked_at(cast.editor, brought.RAGGED)
    swept_after(KEPT_UNDECIDED - timedelta(hours=1))
    assert [state(cast.editor, upload) for upload in (ready, refused)] == ["received"] * 2
    swept_after(KEPT_UNDECIDED + timedelta(hours=1))
    assert [state(cast.editor, upload) for upload in (ready, refused)] == ["given up"] * 2
    assert uploads.bytes_wanted(ready.host) == set()


def test_what_is_being_looked_at_or_read_stays(cast: Cast) -> None:
    reads = brought.looked_at(cast.editor)
    waits = brought.received(cast.editor)
    service.confirm(cast.editor, reads.id, "Customers", "new", reads.version)
    swept_after(KEPT_UNDECIDED + timedelta(hours=1))
    assert (state(cast.editor, waits), state(cast.editor, reads)) == ("received", "reading")
