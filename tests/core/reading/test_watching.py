import time
from pathlib import Path

import pytest

from core.errors import BadInput
from core.reading import Limits, open_table, watching
from core.reading.engine import engine
from core.reading.watching import share_looked_at, watched
from tests.core.reading.test_opening import orders


def test_the_share_that_was_looked_at_is_told_and_never_falls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "TELL_EVERY", 0.002)
    path, told = orders(tmp_path / "orders.csv", 400_000), list[float]()
    with open_table(path, Limits(engine_threads=1), told=told.append) as table:
        assert table.reading.rows == 400_000
    assert told == sorted(told)
    assert 0 <= told[0] < 0.5 < told[-1] <= 1


def test_what_is_wrong_with_a_file_is_said_also_while_it_is_watched(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n3,4,5\n")
    with pytest.raises(BadInput, match="Row 3 has 3 values"), open_table(path, Limits(), told=lambda _: None):
        pass


def test_what_has_to_be_rewritten_is_the_first_half(tmp_path: Path) -> None:
    path, scratch = tmp_path / "t.csv", tmp_path / "scratch"
    path.write_bytes(b"x" * 1_000)
    scratch.mkdir()
    with engine(Limits(), scratch) as connection:
        assert share_looked_at(path, scratch, connection) == 0
        (scratch / "smooth.csv").write_bytes(b"x" * 600)
        assert share_looked_at(path, scratch, connection) == 0.3
        (scratch / "smooth.csv").write_bytes(b"x" * 1_600)
        assert share_looked_at(path, scratch, connection) == 0.5


def test_work_that_is_done_at_once_is_not_told_of() -> None:
    told: list[float] = []
    assert watched(lambda: 7, lambda: time.monotonic(), told.append) == 7
    assert told == []
