"""Names of files are ours, whatever a plan is called."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.planning.exports import file_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Spring offer 10 %", "plan-7-spring-offer-10-google.csv"),
        ("Frühling für Größen", "plan-7-fruhling-fur-grossen-google.csv"),
        ("客户", "plan-7-export-google.csv"),
        ("..", "plan-7-export-google.csv"),
        ("a\r\nSet-Cookie: x", "plan-7-a-set-cookie-x-google.csv"),
    ],
)
def test_a_file_is_called_after_its_plan(name: str, expected: str) -> None:
    assert file_name(7, name, "google", "csv") == expected


@settings(deadline=None)
@given(st.text(max_size=400))
def test_nothing_but_letters_digits_and_hyphens_is_in_a_name(name: str) -> None:
    assert re.fullmatch(r"plan-7-[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?-meta\.csv", file_name(7, name, "meta", "csv"))
