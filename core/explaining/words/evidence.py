"""A claim about a segment and the two numbers behind it, its own and everyone's, chosen so that no mean contradicts them."""

from dataclasses import dataclass

from core.explaining.meanings import WORDS, Meaning
from core.explaining.profiles.profiles import Profile
from core.explaining.wording import compare, described, written

SLIGHT = 0.1  # of the number itself: below, a difference is not worth a sentence

# The verb, and what it is done: as often, more often, less often.
DEEDS = {
    "frequency": ("Orders", "as often", "more often", "less often"),
    "units": ("Buys", "as many units", "more units", "fewer units"),
    "products": ("Buys", "as many different products", "more different products", "fewer different products"),
    "money": ("Spends", "as much", "more", "less"),
    "basket": ("Spends", "as much on an order", "more on an order", "less on an order"),
}
CLAIMS = {
    "recency": ("Silent for longer than everyone", "Ordered more recently than everyone"),
    "tenure": ("Customers for longer than everyone", "Newer than everyone"),
    "pace": ("Takes longer from order to order than everyone", "Orders again sooner than everyone"),
    "returns": ("Sends back more than everyone", "Sends back less than everyone"),
    "discount": ("Buys at higher discounts than everyone", "Buys at lower discounts than everyone"),
    "age": ("Older than everyone", "Younger than everyone"),
}


@dataclass(frozen=True)
class Evidence:
    """`claim`: Orders 3 times as often as everyone; `text`: median 9 orders against 3."""

    claim: str
    text: str


def evidence(own: Profile, everyone: Profile, meaning: Meaning) -> Evidence | None:
    """Medians if they lean as the mean does, else means; nothing if neither can be told apart once it is written."""
    ours, theirs = own.numbers[meaning.name], everyone.numbers[meaning.name]
    for word, mine, others in (("median", ours.median, theirs.median), ("mean", ours.mean, theirs.mean)):
        if (mine - others) * ours.difference <= 0 or abs(mine - others) < SLIGHT * abs(others):
            continue
        if written(mine, meaning) != written(others, meaning):
            text = f"{word} {described(mine, meaning)} against {written(others, meaning)}"
            return Evidence(_claim(mine, others, meaning), text)
    return None


def _claim(mine: float, others: float, meaning: Meaning) -> str:
    more = mine > others
    if meaning.sense in DEEDS:
        verb, as_much, *compared = DEEDS[meaning.sense]
        if not (mine > 0 and others > 0):
            return f"{verb} {compared[0 if more else 1]} than everyone"
        return f"{verb} {compare(mine, others, as_much, *compared)} everyone"
    if meaning.sense in CLAIMS:
        return CLAIMS[meaning.sense][0 if more else 1]
    own, usual = (meaning.high, 0) if more else (meaning.low, 1)
    if own != WORDS.get(meaning.sense, ("", ""))[usual]:
        return own
    return f"{'High' if more else 'Low'} {meaning.label}"
