"""Countries in words and letters."""

import pytest

from core.planning.exports.reach.countries import country_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Germany", "DE"),
        ("germany ", "DE"),
        ("Deutschland", "DE"),
        ("Allemagne", "DE"),
        ("de", "DE"),
        ("United  Kingdom", "GB"),
        ("UK", "GB"),
        ("gb", "GB"),
        ("Royaume-Uni", "GB"),
        ("USA", "US"),
        ("United States", "US"),
        ("Österreich", "AT"),
        ("日本", "JP"),
        ("Holland", "NL"),
    ],
)
def test_a_country_is_known_by_its_code_and_its_names(written: str, code: str) -> None:
    assert country_code(written) == code


@pytest.mark.parametrize("written", ["", "Atlantis", "XX", "D-E", "*de"])
def test_what_is_no_country_is_none(written: str) -> None:
    assert country_code(written) is None
