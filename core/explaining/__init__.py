"""Segments -> words: what each segment is like, what sets it apart, what to call it, what to do for it, and how sure that is.

meanings.py      what a measure is to the people who read about it
customers.py     everyone's measures, read once
profiles/        every segment against everyone, and which measures separate the segments
shapes.py        how the values of a measure lie in each segment
words/           what sets a segment apart, and what to call it
rules/           at most three conditions that say nearly the same as a segment
strategies/      what to do for it
sureness.py      silhouettes, stability, customers at the border
sensitivity.py   would another analyst get the same? variants.py: the choices that they might have made
favourites.py    products that each segment buys more than everyone
wording.py       numbers and comparisons as people read them
"""

from core.explaining.customers import Category, Customers
from core.explaining.favourites import FAVOURITES_RULE, Favourite, favourites
from core.explaining.meanings import Meaning, meaning_of, meanings_of
from core.explaining.profiles.figures import Figures
from core.explaining.profiles.outlines import Outline, outline, outlines
from core.explaining.profiles.profiles import Part, Profile, Profiles, profiles
from core.explaining.profiles.separating import Apart, Separation, separations, set_apart
from core.explaining.rules import Condition, Differing, Rule, Twin, held_against, twins, who_differs
from core.explaining.sensitivity import Effect, Outcome, Sensitivity, agreement, sensitivity
from core.explaining.shapes import Shape, shapes
from core.explaining.strategies.suggesting import Strategy, strategies, strategy
from core.explaining.sureness import (
    Closeness,
    Closenesses,
    Firmness,
    Leaning,
    closeness,
    closeness_of,
    firmness,
    leanings,
)
from core.explaining.variants import Variant, variants
from core.explaining.words.names import names
from core.explaining.words.sentences import Sentence, sentences

__all__ = [
    "FAVOURITES_RULE",
    "Apart",
    "Category",
    "Closeness",
    "Closenesses",
    "Condition",
    "Customers",
    "Differing",
    "Effect",
    "Favourite",
    "Figures",
    "Firmness",
    "Leaning",
    "Meaning",
    "Outcome",
    "Outline",
    "Part",
    "Profile",
    "Profiles",
    "Rule",
    "Sensitivity",
    "Sentence",
    "Separation",
    "Shape",
    "Strategy",
    "Twin",
    "Variant",
    "agreement",
    "closeness",
    "closeness_of",
    "favourites",
    "firmness",
    "held_against",
    "leanings",
    "meaning_of",
    "meanings_of",
    "names",
    "outline",
    "outlines",
    "profiles",
    "sensitivity",
    "sentences",
    "separations",
    "set_apart",
    "shapes",
    "strategies",
    "strategy",
    "twins",
    "variants",
    "who_differs",
]
