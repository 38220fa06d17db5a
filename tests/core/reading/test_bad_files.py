"""Every bad file gets a sentence that names the place and what was found there; none gets anything else."""

import random
import re
from pathlib import Path

import pytest

from core.errors import BadInput
from core.reading import open_table
from tests.core.reading.bad_files import FAMILIES, BadFile

FULL = 5_000
ACTION = re.compile(
    r"\b(Choose|Bring|Keep|Save|Upload|Unpack|Add|Fix|Check|Get|Remove|Delete|Export|Open|Write|Is a|Is an|Is that|Segments need)\b"
)
MACHINE = re.compile(r"Error|Exception|NoneType|Traceback|/tmp|duckdb|pyarrow|calamine|SELECT|\bNone\b|0x[0-9a-f]{4}")


def refused(bad: BadFile, folder: Path) -> str:
    path = folder / bad.name
    path.write_bytes(bad.content)
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    with pytest.raises(BadInput) as caught, open_table(path, bad.limits, bad.choices, scratch) as table:
        for _ in table.batches():
            pass
    assert list(scratch.iterdir()) == [], "nothing is left of a refused file"
    return caught.value.sentence


def check_form(sentence: str) -> None:
    assert len(sentence) <= 240
    assert not MACHINE.search(sentence)
    assert ACTION.search(sentence), "says what to do"
    assert sentence[-1] in ".?"


def test_there_are_sixty_families_and_more() -> None:
    assert len(FAMILIES) >= 60


@pytest.mark.parametrize("family", FAMILIES)
def test_the_sentence_names_the_place_and_what_was_found(family: str, tmp_path: Path) -> None:
    bad = FAMILIES[family](random.Random(family))
    sentence = refused(bad, tmp_path)
    check_form(sentence)
    for said in bad.says:
        assert said in sentence


@pytest.mark.fuzz
@pytest.mark.timeout(3_600)
def test_five_thousand_bad_files_get_a_sentence_each(tmp_path: Path) -> None:
    names = list(FAMILIES)
    for number in range(FULL):
        family = names[number % len(names)]
        bad = FAMILIES[family](random.Random(f"{family} {number}"))
        sentence = refused(bad, tmp_path)
        check_form(sentence)
        assert all(said in sentence for said in bad.says), f"{family} {number}: {sentence}"
