"""The rule by which a column is read: guessed from a sample, then corrected by what the whole column says."""

from collections.abc import Sequence
from dataclasses import replace

from core.reading.choices import ColumnChoice
from core.reading.columns.dates import COMPACT, DateRule, date_rule
from core.reading.columns.draft import Draft
from core.reading.columns.evidence import Evidence, StrangeCells
from core.reading.columns.missing import is_missing
from core.reading.columns.numbers import number_evidence
from core.reading.columns.role_words import plain_words, role_of_name
from core.reading.columns.text import TextRule
from core.reading.columns.values import Rule

READABLE = 0.9  # of the values have to fit before a column is more than text
LONGEST_DATE = len("2019-02-24T08:30:00")  # what is longer may carry a zone
CODES = 0.01  # of the values may look like 85123A in a column of numbers
ID_ROLES = ("customer", "order", "product", "phone", "postcode")
TEXT_ROLES = (*ID_ROLES, "e-mail", "name", "country", "currency", "product group")


def decimal_of_file(samples: Sequence[Sequence[str | None]], separator: str | None) -> tuple[str, bool]:
    """The decimal sign that the unmistakable columns agree on, and whether any of them said so."""
    evidence = [number_evidence(cell for cell in sample if cell and not is_missing(cell)) for sample in samples]
    voices = [each.decimal for each in evidence if each.decimal]
    if voices:
        return max(".,", key=voices.count), True
    return (",", False) if separator == ";" else (".", False)


def first_rule(choice: ColumnChoice, sample: Sequence[str | None], native: str, decimal: str) -> Rule:
    cells = [cell for cell in sample if cell is not None and not is_missing(cell)]
    chosen = choice.type or _native_type(choice, native)
    if chosen == "text" or (chosen is None and _is_text(choice, cells)):
        return TextRule(is_id=_named_as_id(choice))
    dates, readable = date_rule(cells, compact=_may_be_compact(choice))
    if chosen == "date" or (chosen is None and cells and readable >= READABLE * len(cells)):
        return dates.ordered(choice.date_order or "day")
    numbers = number_evidence(cells)
    if chosen == "number" or numbers.understood >= READABLE * len(cells):
        return numbers.rule(choice.decimal or numbers.decimal or decimal)
    return TextRule()


def corrected(draft: Draft, decimal: str) -> Draft:
    """The draft under a better rule, after the whole column was measured; itself when the rule holds."""
    chosen = draft.choice.type
    if isinstance(draft.rule, TextRule):
        return _corrected_text(draft, draft.rule)
    if chosen is None and draft.measured.ids:
        return draft.under(TextRule(is_id=True))
    if isinstance(draft.rule, DateRule) and draft.rule.year_first and draft.measured.longest > LONGEST_DATE:
        draft = draft.under(replace(draft.rule, zoned=True))
    if draft.strange is None or not draft.strange.cells:
        return draft
    better = _learned(draft, draft.strange, decimal)
    if better == draft.rule and chosen is None and _too_strange(draft.measured, draft.strange):
        better = TextRule()
    return draft.under(better)


def _corrected_text(draft: Draft, rule: TextRule) -> Draft:
    """Blanks and tails ask for another measuring; that there are no marks is only good to know."""
    found = draft.measured
    better = replace(rule, padded=rule.padded or found.padded, tailed=rule.tailed or (rule.is_id and found.tailed))
    if better != rule:
        return draft.under(better)
    return replace(draft, rule=replace(rule, marked=draft.strange is not None))


def _learned(draft: Draft, strange: StrangeCells, decimal: str) -> Rule:
    """The rule of the same type that reads the sample and as much as possible of what did not fit."""
    cells = [*draft.values, *strange.cells]
    if isinstance(draft.rule, DateRule):
        better, _ = date_rule(cells, compact=COMPACT in draft.rule.fixed)
        return replace(better, order=draft.rule.order, zoned=draft.rule.zoned or better.zoned)
    numbers = number_evidence(cells)
    return numbers.rule(draft.choice.decimal or numbers.decimal or decimal)


def _too_strange(found: Evidence, strange: StrangeCells) -> bool:
    """Too many cells do not fit, or they look like codes such as 85123A, which are no slips of a number."""
    values = found.understood + strange.not_understood
    if strange.not_understood > (1 - READABLE) * values:
        return True
    codes = sum(any(sign.isdigit() for sign in cell) and any(sign.isalpha() for sign in cell) for cell in strange.cells)
    return strange.not_understood > CODES * values and codes > len(strange.cells) / 2


def _native_type(choice: ColumnChoice, native: str) -> str | None:
    if native == "text":
        return None
    return "text" if native == "number" and _named_as_id(choice) else native


def _is_text(choice: ColumnChoice, cells: list[str]) -> bool:
    if _named_as_id(choice) or (choice.role or role_of_name(choice.name)) in TEXT_ROLES:
        return True
    if cells and sum(cell.startswith("+") and len(cell) > 8 for cell in cells) > len(cells) / 2:
        return True  # telephone numbers
    return role_of_name(choice.name) == "category" and bool(cells) and all(cell.isdigit() for cell in cells)


def _named_as_id(choice: ColumnChoice) -> bool:
    role = choice.role or role_of_name(choice.name)
    return role in ID_ROLES or plain_words(choice.name).split()[-1:] in (["id"], ["nr"], ["code"], ["key"])


def _may_be_compact(choice: ColumnChoice) -> bool:
    return "date" in (choice.type, choice.role, role_of_name(choice.name))
