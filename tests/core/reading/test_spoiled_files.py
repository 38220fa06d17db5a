"""Good files with bytes changed, lost, doubled or moved: they give a table or a sentence, and nothing else."""

import random
from pathlib import Path

import pytest

from core.errors import BadInput
from core.reading import Limits, open_table
from tests.core.reading.good_files import good_file
from tests.core.reading.test_bad_files import check_form

SHORT, FULL = 40, 3_000
LIMITS = Limits(unpacked_bytes=50_000_000, rows=100_000)


def spoiled(content: bytes, chance: random.Random) -> bytes:
    whole = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        if len(whole) < 50:
            break
        place = chance.randrange(len(whole))
        match chance.randrange(5):
            case 0:
                whole[place] = chance.randrange(256)
            case 1:
                del whole[place : place + chance.randint(1, 20)]
            case 2:
                whole[place:place] = chance.choice(
                    [b'"', b"\n", b",", b";", b"\0", b"\xff", b"\r", b"'", b"=", b"\x1a"]
                )
            case 3:
                whole[place:place] = whole[place : place + chance.randint(1, 50)]
            case _:
                del whole[max(place, 20) :]
    return bytes(whole)


def check_spoiled(seed: str, folder: Path) -> None:
    chance = random.Random(seed)
    good = good_file(chance)
    path = folder / good.name
    path.write_bytes(spoiled(good.content, chance))
    try:
        with open_table(path, LIMITS) as table:
            rows = sum(batch.num_rows for batch in table.batches())
        assert rows == table.reading.rows
    except BadInput as refusal:
        check_form(refusal.sentence)


@pytest.mark.parametrize("seed", range(SHORT))
def test_a_spoiled_file_gives_a_table_or_a_sentence(seed: int, tmp_path: Path) -> None:
    check_spoiled(f"spoiled {seed}", tmp_path)


@pytest.mark.fuzz
@pytest.mark.timeout(3_600)
def test_three_thousand_spoiled_files_give_a_table_or_a_sentence(tmp_path: Path) -> None:
    for number in range(FULL):
        check_spoiled(f"spoiled in full {number}", tmp_path)
