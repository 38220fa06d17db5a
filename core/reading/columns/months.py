"""The names of the months in the languages that customer files come in."""

from core.reading.engine import literal

_LANGUAGES = {
    "english": "january february march april may june july august september october november december",
    "german": "januar februar märz april mai juni juli august september oktober november dezember",
    "french": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "portuguese": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "dutch": "januari februari maart april mei juni juli augustus september oktober november december",
}
_SHORT = {
    "english": "jan feb mar apr may jun jul aug sep oct nov dec",
    "german": "jan feb mär apr mai jun jul aug sep okt nov dez",
    "french": "janv févr mars avr mai juin juil août sept oct nov déc",
    "spanish": "ene feb mar abr may jun jul ago sep oct nov dic",
    "italian": "gen feb mar apr mag giu lug ago set ott nov dic",
    "portuguese": "jan fev mar abr mai jun jul ago set out nov dez",
    "dutch": "jan feb mrt apr mei jun jul aug sep okt nov dec",
}
_ALSO = {"english": {"sept": 9}, "german": {"maerz": 3, "mrz": 3, "sept": 9}, "spanish": {"sept": 9}}

NUMBERS: dict[str, dict[str, int]] = {
    language: {
        **{name: number for number, name in enumerate(long.split(), 1)},
        **{name: number for number, name in enumerate(_SHORT[language].split(), 1)},
        **_ALSO.get(language, {}),
    }
    for language, long in _LANGUAGES.items()
}
MONTH = "|".join(sorted({name for names in NUMBERS.values() for name in names}, key=lambda name: (-len(name), name)))


def language_of(names: set[str]) -> str:
    """The language that knows most of these names of months; the first one where several do."""
    return max(NUMBERS, key=lambda language: len(names & NUMBERS[language].keys()))


def numbered_sql(cell: str, language: str) -> str:
    r"""A written date as numbers and blanks: 'Mon, 5th Jan. 2020 08:30' becomes '5 1 2020 08:30'."""
    names = sorted(NUMBERS[language], key=len, reverse=True)
    written = f"regexp_replace(lower({cell}), '^[^0-9\\s,]+,\\s+', '')"
    written = f"regexp_replace({written}, '([0-9])(st|nd|rd|th)([^a-z])', '\\1\\3')"
    for name in names:
        written = f"replace({written}, {literal(name)}, {literal(f' {NUMBERS[language][name]} ')})"
    written = f"regexp_replace({written}, '( de )|[-/.,]', ' ', 'g')"
    return f"trim(regexp_replace({written}, '\\s+', ' ', 'g'))"
