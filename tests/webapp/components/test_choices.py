"""The lists hold exactly what the services take."""

from zoneinfo import available_timezones

from webapp.components import choices
from webapp.services import teams


def test_every_currency_has_a_name_and_none_is_there_in_vain() -> None:
    assert choices.CURRENCIES.keys() == set(teams.CURRENCIES)


def test_every_country_has_a_name_and_none_is_there_in_vain() -> None:
    assert choices.COUNTRIES.keys() == set(teams.PHONE_COUNTRIES)


def test_countries_are_found_by_their_name() -> None:
    labels = [option["label"] for option in choices.countries(["DE", "AT", "GB"])]
    assert labels == ["Austria", "Germany", "United Kingdom"]


def test_zones_are_places_that_the_service_knows() -> None:
    values = [option["value"] for option in choices.zones("Europe/Berlin")]
    assert values[0] == "UTC"
    assert {"Europe/Berlin", "America/New_York", "Asia/Tokyo"} <= set(values) <= available_timezones()
    assert "EST5EDT" not in values


def test_the_zone_in_use_is_offered_whatever_it_is_called() -> None:
    assert choices.zones("EST5EDT")[0] == {"value": "EST5EDT", "label": "EST5EDT"}
