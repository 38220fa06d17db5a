"""What is left in the folder of uploads when nobody needs it any more."""

import io
import os
from pathlib import Path

from webapp.store import incoming, instance

LONG_AGO = 1_000_000_000


def test_a_sweep_takes_what_is_old_and_not_wanted_and_nothing_else(tmp_path: Path) -> None:
    place = instance.prepare(tmp_path / "instance")
    wanted, forgotten, fresh = (incoming.receive(place, io.BytesIO(b"a,b\n"), 4).bytes_name for _ in range(3))
    for name in (wanted, forgotten):
        os.utime(incoming.path(place, name), (LONG_AGO, LONG_AGO))
    left = place.scratch / "reading-of-a-killed-process"
    left.mkdir()
    os.utime(left, (LONG_AGO, LONG_AGO))
    incoming.sweep(place, {wanted})
    assert {path.name for path in incoming.path(place, wanted).parent.iterdir()} == {wanted, fresh}
    assert list(place.scratch.iterdir()) == []
