"""Long lists that people choose from."""

from collections.abc import Iterable
from functools import cache
from zoneinfo import available_timezones

CURRENCIES = {
    "EUR": "Euro", "USD": "US dollar", "GBP": "Pound sterling", "CHF": "Swiss franc", "SEK": "Swedish krona",
    "NOK": "Norwegian krone", "DKK": "Danish krone", "PLN": "Polish złoty", "CZK": "Czech koruna", "HUF": "Hungarian forint",
    "RON": "Romanian leu", "BGN": "Bulgarian lev", "TRY": "Turkish lira", "UAH": "Ukrainian hryvnia", "JPY": "Japanese yen",
    "CNY": "Chinese yuan", "INR": "Indian rupee", "AUD": "Australian dollar", "NZD": "New Zealand dollar",
    "CAD": "Canadian dollar", "BRL": "Brazilian real", "MXN": "Mexican peso", "ZAR": "South African rand",
    "SGD": "Singapore dollar", "HKD": "Hong Kong dollar", "KRW": "South Korean won", "AED": "UAE dirham", "ILS": "Israeli shekel",
}  # fmt: skip
COUNTRIES = {
    "AT": "Austria", "AU": "Australia", "BE": "Belgium", "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland",
    "CN": "China", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland",
    "FR": "France", "GB": "United Kingdom", "GR": "Greece", "HK": "Hong Kong", "HR": "Croatia", "HU": "Hungary",
    "IE": "Ireland", "IL": "Israel", "IN": "India", "IT": "Italy", "JP": "Japan", "KR": "South Korea", "LT": "Lithuania",
    "LU": "Luxembourg", "LV": "Latvia", "MX": "Mexico", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand",
    "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia", "SK": "Slovakia",
    "TR": "Turkey", "UA": "Ukraine", "US": "United States", "ZA": "South Africa",
}  # fmt: skip
CONTINENTS = (
    "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific",
)  # fmt: skip


def currencies(codes: Iterable[str]) -> list[dict[str, str]]:
    return [{"value": code, "label": f"{code}, {CURRENCIES[code]}"} for code in codes]


def countries(codes: Iterable[str]) -> list[dict[str, str]]:
    return sorted(({"value": code, "label": COUNTRIES[code]} for code in codes), key=lambda option: option["label"])


def zones(chosen: str) -> list[dict[str, str]]:
    """Places rather than abbreviations; the one in use is there whatever it is called."""
    names = _places() if chosen in _places() else [chosen, *_places()]
    return [{"value": name, "label": name.replace("_", " ")} for name in names]


@cache
def _places() -> list[str]:
    return ["UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in CONTINENTS)]
