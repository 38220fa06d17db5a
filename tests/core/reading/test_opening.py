import tracemalloc
from pathlib import Path

import pyarrow as pa
import pytest

from core.errors import BadInput
from core.reading import Limits, look, open_table


def orders(path: Path, lines: int) -> Path:
    with path.open("w") as file:
        file.write("order,day,customer,qty,price\n")
        file.writelines(f"O{n},2024-05-{n % 28 + 1:02},C{n % 99},{n % 7},{n % 10}.5\n" for n in range(lines))
    return path


def test_rows_come_in_batches_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = orders(tmp_path / "orders.csv", 60_000)
    with open_table(path, Limits(batch_rows=10_000)) as table:
        batches = list(table.batches())
    assert len(batches) > 2
    assert max(batch.num_rows for batch in batches) <= 20_000
    cells = pa.Table.from_batches(batches)
    assert cells["order"].to_pylist() == [f"O{n}" for n in range(60_000)]
    assert cells.schema.equals(table.schema)
    assert [str(field.type) for field in cells.schema] == ["string", "timestamp[us]", "string", "double", "double"]


def test_the_preview_is_the_beginning_of_the_rows(tmp_path: Path) -> None:
    reading = look(orders(tmp_path / "orders.csv", 100), Limits())
    assert reading.first_rows[:2] == (
        ("O0", "2024-05-01T00:00:00", "C0", 0.0, 0.5),
        ("O1", "2024-05-02T00:00:00", "C1", 1.0, 1.5),
    )
    assert len(reading.first_rows) == 20


def test_the_same_file_gives_the_same_reading_on_one_thread_or_several(tmp_path: Path) -> None:
    path = orders(tmp_path / "orders.csv", 200_000)
    assert look(path, Limits(engine_threads=1)) == look(path, Limits(engine_threads=3))


def test_nothing_is_left_in_the_scratch_folder_and_nothing_written_elsewhere(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    path = tmp_path / "t.csv"
    path.write_bytes("id,name\nK1,Zoë\nK2,Ann\n".encode("cp1252"))
    with open_table(path, Limits(), scratch=scratch) as table:
        assert [folder.name.startswith("reading-") for folder in scratch.iterdir()] == [True]
        assert sum(batch.num_rows for batch in table.batches()) == 2
    assert list(scratch.iterdir()) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["scratch", "t.csv"]


def test_a_file_that_changes_meanwhile_is_noticed(tmp_path: Path) -> None:
    path = orders(tmp_path / "orders.csv", 50)
    with open_table(path, Limits()) as table:
        orders(path, 40)
        with pytest.raises(BadInput, match=r"The file changed while it was read. Upload it again."):
            list(table.batches())


def test_a_table_too_big_for_the_memory_ends_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="more memory"):
        look(orders(tmp_path / "orders.csv", 5_000), Limits(engine_bytes=1_000_000))


def test_python_holds_no_more_of_a_longer_file(tmp_path: Path) -> None:
    """What grows with the file would show in what Python allocates; the engine has a limit of its own."""
    peaks = []
    for lines in (100_000, 400_000):
        path = orders(tmp_path / f"{lines}.csv", lines)
        tracemalloc.start()
        with open_table(path, Limits(batch_rows=5_000)) as table:
            for _ in table.batches():
                pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
