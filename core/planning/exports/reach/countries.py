"""Countries as people write them, as the two letters of ISO 3166."""

from functools import cache

# Where names in many languages end and habits begin.
HABITS = {
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "usa": "US", "u.s.a.": "US", "u.s.": "US", "united states of america": "US", "holland": "NL", "czechia": "CZ",
}  # fmt: skip


def country_code(text: str) -> str | None:
    """From a code of two letters or a name in one of some fifty languages."""
    written = " ".join(text.split()).casefold()
    codes, names = _known()
    return written.upper() if written.upper() in codes else HABITS.get(written) or names.get(written)


@cache
def _known() -> tuple[frozenset[str], dict[str, str]]:
    # Half a second to load, so only who needs the names of countries pays for them.
    from phonenumbers.geodata.locale import LOCALE_DATA

    names: dict[str, str] = {}
    shared = set()
    for code, by_language in LOCALE_DATA.items():
        for name in {one.casefold() for one in by_language.values() if not one.startswith("*")}:
            if names.setdefault(name, code) != code:
                shared.add(name)
    return frozenset(LOCALE_DATA), {name: code for name, code in names.items() if name not in shared}
