"""Odd files that are good give the right cells: refusing everything would be no success."""

import random
from pathlib import Path

import pytest

from core.reading import Limits, open_table
from tests.core.reading.good_files import GoodFile, good_file
from tests.core.reading.reading_of import again

FULL, SHORT = 300, 40


def check_cells(good: GoodFile, folder: Path) -> None:
    path = folder / good.name
    path.write_bytes(good.content)
    with open_table(path, Limits()) as table:
        known, batches = table.known, list(table.batches())
    with open_table(path, Limits(), known=again(known)) as table:
        assert list(table.batches()) == batches, good.style
    assert tuple(batches[0].schema.names) == good.names, good.style
    columns = [
        [cell for batch in batches for cell in batch.column(place).to_pylist()] for place in range(len(good.names))
    ]
    for name, got, wanted in zip(good.names, columns, zip(*good.rows, strict=True), strict=True):
        assert got == list(wanted), f"{name} in {good.style}"


@pytest.mark.parametrize("seed", range(SHORT))
def test_an_odd_file_gives_the_cells_it_was_written_from(seed: int, tmp_path: Path) -> None:
    check_cells(good_file(random.Random(seed)), tmp_path)


@pytest.mark.fuzz
def test_three_hundred_odd_files_give_the_cells_they_were_written_from(tmp_path: Path) -> None:
    for seed in range(FULL):
        check_cells(good_file(random.Random(f"full {seed}")), tmp_path)
