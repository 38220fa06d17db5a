"""Numbers and comparisons as people read them: each measure in its unit, few digits, and never a ratio that its numbers deny."""

from core.explaining.meanings import Meaning

THIN = "\u202f"
NOUNS = {"frequency": ("order", "orders"), "units": ("unit", "units"), "products": ("product", "products")}
ENDINGS = {
    "recency": " since the last order",
    "tenure": " since the first order",
    "pace": " between orders",
}
SIGNS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "INR": "₹"}
TIMES = 1.75  # from here on a ratio is said as times
FRACTIONS = ((1.9, 2.1, "twice"), (0.47, 0.53, "half"), (0.31, 0.35, "a third"), (0.24, 0.26, "a quarter"))


def written(value: float, meaning: Meaning) -> str:
    """37 %, €546, 174, 0.25: short, in the unit of the measure."""
    if meaning.unit == "share":
        return share(value)
    number = plain(value)
    return priced(number, meaning) if meaning.unit == "money" else number


def priced(number: str, meaning: Meaning) -> str:
    """€546, −€3, CHF 12: a code that has no sign of its own stands apart from the number."""
    if not meaning.currency:
        return number
    sign = SIGNS.get(meaning.currency, meaning.currency)
    sign = f"{sign}{THIN}" if sign[-1].isalpha() else sign
    return f"−{sign}{number[1:]}" if number.startswith("−") else f"{sign}{number}"


def described(value: float, meaning: Meaning) -> str:
    """The number with what it counts: 9 orders, 174 days since the last order."""
    number = written(value, meaning)
    return f"{number}{counted(number, meaning)}"


def counted(number: str, meaning: Meaning) -> str:
    """What a number of this measure counts, with a space before it; empty if it counts nothing."""
    if meaning.unit == "days":
        return f" {'day' if number == '1' else 'days'}{ENDINGS.get(meaning.sense, '')}"
    if meaning.unit == "count" and meaning.sense in NOUNS:
        one, many = NOUNS[meaning.sense]
        return f" {one if number == '1' else many}"
    return " an order" if meaning.sense == "basket" else ""


def share(value: float) -> str:
    """Whole percents; one decimal below 10, where a point more or less is much."""
    percent = 100 * value
    text = f"{percent:.1f}" if 0 < abs(percent) < 9.95 else f"{percent:.0f}"
    return f"{text.removesuffix('.0')}{THIN}%".replace("-", "−")


def plain(value: float) -> str:
    """Whole from 100 on, one decimal from 10 on, two below, three digits where it is smaller still."""
    size = abs(value)
    if size and size < 0.1:
        text = f"{value:.2g}"
    else:
        decimals = 0 if size >= 99.95 else 1 if size >= 9.995 else 2
        text = f"{value:,.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if decimals else text
    return ("0" if text in ("-0", "") else text).replace("-", "−")


def compare(own: float, others: float, as_much: str, more: str, less: str) -> str:
    """'3 times as often as', 'half as often as', '40 % more often than': what one positive number is to the other."""
    ratio = own / others
    for low, high, word in FRACTIONS:
        if low <= ratio <= high:
            return f"{word} {as_much} as"
    if ratio >= TIMES:
        return f"{_times(ratio)} {as_much} as"
    percent = max(1, round(100 * abs(ratio - 1)))
    return f"{min(percent, 99)}{THIN}% {more if ratio > 1 else less} than"


def _times(ratio: float) -> str:
    nearest = round(ratio)
    near = ratio >= 10 or abs(ratio - nearest) <= 0.03 * ratio
    return f"{nearest:,} times" if near else f"{ratio:.1f} times"


def listed(words: list[str], last: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
