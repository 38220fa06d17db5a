"""What stands in the form of the confirm step becomes the choices that reading takes, and nothing else does."""

import contextlib
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.reading import Choices, ColumnChoice, Limits, look
from tests.webapp.brought import CUSTOMERS
from webapp.clock import now
from webapp.records import Upload
from webapp.services import deciding
from webapp.services.deciding import FIND_OUT, WHOLE, decided, proposed_name


def upload(tmp_path: Path, content: bytes = CUSTOMERS, choices: Choices | None = None) -> Upload:
    """As it is after a look."""
    file = tmp_path / "customers.csv"
    file.write_bytes(content)
    chosen = choices or Choices()
    return replace(unseen(), choices=chosen.to_json(), looked=asdict(look(file, Limits(), chosen)))


def unseen() -> Upload:
    return Upload(
        id=1, team_id=1, person_id=1, file_name="customers.csv", bytes_name="x", host="h", size=1, state="received",
        choices={}, looked=None, look_job_id=None, read_job_id=None, mode="new", dataset_id=None, made=now(), version=1,
    )  # fmt: skip


def form_of(brought: Upload) -> deciding.Given:
    """What the page shows of a file that was looked at, untouched."""
    assert brought.looked is not None
    choices = brought.looked["choices"]
    form: deciding.Given = {
        (WHOLE, "kind"): choices["kind"],
        (WHOLE, "encoding"): choices["encoding"],
        (WHOLE, "separator"): deciding.separator_name(choices["separator"]),
        (WHOLE, "header_row"): str(choices["header_row"]),
    }
    for place, column in enumerate(choices["columns"]):
        form |= {(place, "type"): column["type"], (place, "role"): column["role"]}
        if written := column["date_order"] or column["decimal"]:
            form[place, "written"] = written
    return form


def test_an_untouched_form_decides_nothing(tmp_path: Path) -> None:
    brought = upload(tmp_path)
    assert decided(brought, form_of(brought)) == Choices()


def test_only_what_was_changed_is_a_choice(tmp_path: Path) -> None:
    brought = upload(tmp_path)
    form = form_of(brought) | {(1, "role"): "ignore"}
    assert decided(brought, form) == Choices(columns=(ColumnChoice("age", role="ignore"),))


def test_what_was_chosen_before_stays_chosen(tmp_path: Path) -> None:
    before = Choices(separator=";", columns=(ColumnChoice("age", role="ignore"),))
    brought = upload(tmp_path, choices=before)
    form = form_of(brought) | {(2, "type"): "text"}
    assert decided(brought, form) == replace(before, columns=(*before.columns, ColumnChoice("spend", type="text")))


def test_a_guess_that_was_overruled_can_be_chosen_again(tmp_path: Path) -> None:
    brought = upload(tmp_path, choices=Choices(columns=(ColumnChoice("age", type="text"),)))
    assert decided(brought, form_of(brought) | {(1, "type"): "number"}).for_column("age").type == "number"


def test_how_dates_are_written_is_chosen_for_its_column(tmp_path: Path) -> None:
    brought = upload(tmp_path)
    chosen = decided(brought, form_of(brought) | {(3, "written"): "month"})
    assert chosen.columns == (ColumnChoice("since", date_order="month"),)


def test_with_another_type_the_way_of_writing_is_found_out_anew(tmp_path: Path) -> None:
    brought = upload(tmp_path, choices=Choices(columns=(ColumnChoice("since", type="date", date_order="month"),)))
    chosen = decided(brought, form_of(brought) | {(3, "type"): "text"})
    assert chosen.columns == (ColumnChoice("since", type="text"),)


@pytest.mark.parametrize(
    ("about", "value", "chosen"),
    [
        ("separator", "comma", {"separator": ","}),
        ("separator", "tab", {"separator": "\t"}),
        ("separator", "aligned", {"separator": "aligned"}),
        ("encoding", "cp1252", {"encoding": "cp1252"}),
        ("header_row", "0", {"header_row": 0}),
        ("header_row", "4", {"header_row": 4}),
        ("kind", "orders", {"kind": "orders"}),
        ("sheets", ["May", "June"], {"sheets": ("May", "June")}),
        ("surplus", "drop", {"surplus": "drop"}),
    ],
)
def test_a_choice_about_the_whole_file(tmp_path: Path, about: str, value: object, chosen: dict[str, Any]) -> None:
    brought = upload(tmp_path)
    assert decided(brought, form_of(brought) | {(WHOLE, about): value}) == Choices(**chosen)


def test_a_file_that_could_not_be_read_has_only_choices_about_the_whole() -> None:
    brought = replace(unseen(), choices=Choices(columns=(ColumnChoice("age", role="ignore"),)).to_json())
    form = {
        (WHOLE, "separator"): "semicolon",
        (WHOLE, "encoding"): FIND_OUT,
        (WHOLE, "sheets"): " May ",
        (0, "type"): "text",
    }
    assert decided(brought, form) == Choices(
        separator=";", sheets=("May",), columns=(ColumnChoice("age", role="ignore"),)
    )


def test_what_was_chosen_can_be_left_to_be_found_out_again() -> None:
    brought = replace(unseen(), choices=Choices(separator=";", header_row=3, sheets=("May",)).to_json())
    form = {(WHOLE, about): FIND_OUT for about in ("separator", "header_row")} | {(WHOLE, "sheets"): ""}
    assert decided(brought, form) == Choices()


@pytest.fixture(scope="module")
def looked_once(tmp_path_factory: pytest.TempPathFactory) -> Upload:
    return upload(tmp_path_factory.mktemp("deciding"))


RUBBISH = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.text(max_size=3))
PLACES = st.sampled_from([WHOLE, 0, 1, 3, 99, -1, "x"])
ABOUT = st.sampled_from(
    ["kind", "encoding", "separator", "header_row", "sheets", "surplus", "type", "role", "written", "?"]
)


@settings(max_examples=300, deadline=None)
@given(form=st.dictionaries(st.tuples(PLACES, ABOUT), RUBBISH, max_size=6))
def test_whatever_is_sent_is_a_choice_or_a_sentence(form: deciding.Given, looked_once: Upload) -> None:
    for each in (unseen(), looked_once):
        with contextlib.suppress(BadInput):
            chosen = decided(each, form)
            assert Choices.from_json(chosen.to_json()) == chosen


@settings(max_examples=100)
@given(values=RUBBISH, places=st.lists(st.dictionaries(st.sampled_from(["column", "about", "part"]), RUBBISH)))
def test_whatever_is_sent_as_a_form_is_a_form(values: object, places: object) -> None:
    assert all(isinstance(about, str) for _, about in deciding.given(values, places))


def test_a_form_is_values_at_their_places() -> None:
    places = [
        {"part": "bring-answer", "column": 0, "about": "type"},
        {"part": "bring-answer", "column": "", "about": "kind"},
    ]
    assert deciding.given(["text", "orders"], places) == {(0, "type"): "text", (WHOLE, "kind"): "orders"}


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("online_retail.csv", "Online retail"),
        ("Kunden-2026.05.xlsx", "Kunden 2026 05"),
        ("orders.csv.gz", "Orders"),
        ("UMSATZ", "UMSATZ"),
        (".csv", ""),
        ("a" * 300, "A" + "a" * 119),
    ],
)
def test_a_name_is_proposed_from_the_file(file_name: str, name: str) -> None:
    assert proposed_name(file_name) == name
