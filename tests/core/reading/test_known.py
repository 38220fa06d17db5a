import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import BadInput, TooBig
from core.reading import Choices, ColumnChoice, Known, Limits, open_table
from tests.core.reading.reading_of import again

CONTENT = "customer,joined,spend\n" + "".join(f"00{n},{n % 28 + 1:02}.05.2024,'1.{n:03},50'\n" for n in range(10, 40))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(CONTENT)
    return path


@pytest.fixture
def known(path: Path) -> Known:
    with open_table(path, Limits()) as table:
        return marked(table.known)


def marked(known: Known) -> Known:
    """A look would not find this note: where it shows up, nobody has looked."""
    return replace(known, reading=replace(known.reading, notes=("From before.",)))


def notes_of(path: Path, known: Known, choices: Choices | None = None) -> tuple[str, ...]:
    with open_table(path, Limits(), choices, known=known) as table:
        return table.reading.notes


def test_what_is_known_of_a_file_is_not_looked_for_again(path: Path, known: Known) -> None:
    assert notes_of(path, known) == ("From before.",)


def test_the_bytes_of_a_text_are_not_gone_through_again(
    path: Path, known: Known, monkeypatch: pytest.MonkeyPatch
) -> None:
    for what in ("take_census", "_is_utf8"):
        monkeypatch.delattr(f"core.reading.sources.encodings.{what}")
    with open_table(path, Limits(), known=known) as table:
        assert sum(batch.num_rows for batch in table.batches()) == 30


def test_it_comes_back_from_json_as_it_was(known: Known) -> None:
    assert again(known) == known
    assert [type(rule).__name__ for rule in known.rules.values()] == ["TextRule", "DateRule", "NumberRule"]


def test_other_choices_ask_for_another_look(path: Path, known: Known) -> None:
    assert notes_of(path, known, Choices(columns=(ColumnChoice("spend", type="text"),))) != ("From before.",)


def test_other_columns_ask_for_another_look(path: Path, known: Known) -> None:
    path.write_text(CONTENT.replace("spend", "spent"))
    assert notes_of(path, known) != ("From before.",)


def test_what_another_program_knows_is_not_taken(known: Known) -> None:
    assert Known.from_json({**json.loads(json.dumps(known.to_json())), "way": "another"}) is None


def test_a_file_that_was_read_with_care_is_read_with_care_again(path: Path) -> None:
    path.write_text(f"{CONTENT}0099,01.05.2024\n")  # a value too few, on which the engine stops
    with open_table(path, Limits()) as table:
        known, rows = table.known, [batch.to_pylist() for batch in table.batches()]
    assert known.careful
    with open_table(path, Limits(), known=known) as table:
        assert [batch.to_pylist() for batch in table.batches()] == rows


@pytest.mark.parametrize(
    ("before", "after"),
    [("0012,13.05.2024", "0012,99.05.2024"), ("0012,13.05.2024", "0012,"), ("\n0012", "\n0012,,\n")],
)
def test_rows_that_do_not_fit_what_is_known_are_noticed(before: str, after: str, path: Path, known: Known) -> None:
    path.write_text(CONTENT.replace(before, after))
    with (
        open_table(path, Limits(), known=known) as table,
        pytest.raises(BadInput, match="The file changed while it was read"),
    ):
        list(table.batches())


def test_a_limit_that_was_lowered_meanwhile_holds(path: Path, known: Known) -> None:
    with pytest.raises(TooBig, match=r"30 rows; the limit is 29"), open_table(path, Limits(rows=29), known=known):
        pass
