"""The rule twin of a segment, for tools that know no segments: at most three conditions in original units.

rule.py        a rule as data: how it reads a table, to and from JSON
cuts.py        round numbers at which a measure may be cut
choosing.py    the best condition on one measure     searching.py   the best rule for a segment
telling.py     a rule as text and as SQL
twins.py       rules held against their segments
"""

from core.explaining.rules.rule import Condition, Rule
from core.explaining.rules.telling import as_sql, as_text
from core.explaining.rules.twins import Differing, Twin, held_against, twins, who_differs

__all__ = ["Condition", "Differing", "Rule", "Twin", "as_sql", "as_text", "held_against", "twins", "who_differs"]
