"""Segments -> words: what each segment is like, what sets it apart, what to call it, what to do for it, and how sure that is.

meanings.py      what a measure is to the people who read about it        customers.py    everyone's measures, read once
profiles.py      every segment against everyone    outlines.py    the same in short, for every number of segments
separating.py    which measures separate the segments     sentences.py    what sets one apart, in words
rules/           at most three conditions that say nearly the same as a segment
names.py         suggested names      strategies.py    suggested strategies, from the table in programmes.py
sureness.py      silhouettes, stability, borders     sensitivity.py    would another analyst get the same? with its variants.py
favourites.py    products that each segment buys more than everyone
figures.py  evidence.py  standing.py  wording.py    what these are built on
"""

from core.explaining.customers import Category, Customers
from core.explaining.favourites import Favourite, favourites
from core.explaining.figures import Figures
from core.explaining.meanings import Meaning, meaning_of, meanings_of
from core.explaining.names import names
from core.explaining.outlines import Outline, outline, outlines
from core.explaining.profiles import Part, Profile, Profiles, profiles
from core.explaining.rules import Condition, Differing, Rule, Twin, held_against, twins, who_differs
from core.explaining.sensitivity import Effect, Outcome, Sensitivity, agreement, sensitivity
from core.explaining.sentences import Sentence, sentences
from core.explaining.separating import Apart, Separation, separations, set_apart
from core.explaining.strategies import Strategy, strategies, strategy
from core.explaining.sureness import Closeness, Closenesses, Firmness, closeness, closeness_of, firmness
from core.explaining.variants import Variant, variants

__all__ = [
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
    "Strategy",
    "Twin",
    "Variant",
    "agreement",
    "closeness",
    "closeness_of",
    "favourites",
    "firmness",
    "held_against",
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
    "strategies",
    "strategy",
    "twins",
    "variants",
    "who_differs",
]
