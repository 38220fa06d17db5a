"""What was done with a column, in sentences: what counts as missing, what was not understood, what is in doubt."""

from datetime import datetime

from core.reading.choices import ColumnChoice
from core.reading.columns.date_orders import telling
from core.reading.columns.dates import DateRule, date_rule
from core.reading.columns.draft import Draft
from core.reading.columns.numbers import NumberRule, number_evidence
from core.reading.columns.role_words import role_of_name
from core.reading.columns.roles import Role
from core.reading.columns.text import TextRule
from core.reading.results import Column, Question, counted


def column_of(draft: Draft, role: Role, rows: int) -> Column:
    found, strange = draft.measured, draft.strange
    return Column(
        name=draft.name,
        name_in_file=draft.choice.name,
        type=draft.rule.type,
        role=role.name,
        reason=f"{draft.rule.words[0].upper()}{draft.rule.words[1:]}; {role.reason}.",
        missing=rows - found.understood,
        not_understood=strange.not_understood if strange else 0,
        odd=strange.odd if strange else (),
        # Fifteen digits are what a sum of floats can promise, whichever thread added what.
        total=float(f"{found.total or 0:.15g}") if isinstance(draft.rule, NumberRule) else None,
        first=_written(found.first, found.timed),
        last=_written(found.last, found.timed),
    )


def settled_choice(draft: Draft, role: Role) -> ColumnChoice:
    rule = draft.rule
    return ColumnChoice(
        name=draft.choice.name,
        type=rule.type,
        role=role.name,
        date_order=rule.order if isinstance(rule, DateRule) and rule.year_last else None,
        decimal=rule.decimal if isinstance(rule, NumberRule) and rule.marked and draft.native == "text" else None,
    )


def notes_on(draft: Draft, rows: int) -> list[str]:
    return [*_about_strange(draft, rows), *_about_rule(draft)]


def question_on(draft: Draft) -> Question | None:
    if not draft.doubtful:
        return None
    rule = draft.rule
    if isinstance(rule, DateRule):
        sentence = f"Dates in '{draft.name}' can be read as day/month or month/day. Which is right?"
        return Question("date order", draft.name, sentence, ("day", "month"), rule.order)
    if isinstance(rule, NumberRule):
        example = next(cell for cell in draft.values if number_evidence([cell]).either)
        sentence = f"In '{draft.name}', {example} can be a number of thousands or one with decimals. Which is right?"
        return Question("decimal sign", draft.name, sentence, (".", ","), rule.decimal)
    return None


def _about_strange(draft: Draft, rows: int) -> list[str]:
    strange, name = draft.strange, draft.name
    if strange is None:
        return []
    told = []
    if marks := strange.marks:
        told.append(
            f"'{marks.value}' counts as missing in '{name}' ({counted(marks.count, 'cell')}, first: {marks.place})."
        )
    if errors := strange.formula_errors:
        told.append(
            f"Column '{name}' has {counted(errors.count, 'formula error')} (first: {errors.place}). They count as missing values."
        )
    if infinite := strange.infinite:
        told.append(
            f"Column '{name}' contains {counted(infinite.count, 'infinite value')} (first: {infinite.place}). They count as missing."
        )
    if strange.odd:
        odd = strange.odd[0]
        values = rows - draft.measured.blank
        told.append(
            f"{strange.not_understood:,} of {values:,} values in '{name}' are not {draft.rule.type}s "
            f"(for example '{_shown(odd.value)}' in {odd.place}). They count as missing."
        )
    return told


def _about_rule(draft: Draft) -> list[str]:
    rule, name = draft.rule, draft.name
    told = []
    if isinstance(rule, NumberRule):
        if rule.words != "numbers":
            told.append(f"'{name}' was read as {rule.words}.")
        currencies = number_evidence(draft.values).currencies
        if len(currencies) > 1:
            told.append(
                f"'{name}' holds more than one currency ({', '.join(sorted(currencies))}). Nothing was converted."
            )
    if isinstance(rule, DateRule):
        told += _about_dates(draft, rule)
    if isinstance(rule, TextRule) and rule.is_id:
        told += _about_ids(draft)
    return told


def _about_dates(draft: Draft, rule: DateRule) -> list[str]:
    told = []
    if rule.year_last:
        told.append(f"Dates in '{draft.name}' were read with the {rule.order} first.")
        minority = telling(draft)[1 if rule.order == "day" else 0]
        if minority:
            other = "month" if rule.order == "day" else "day"
            told.append(
                f"Dates in '{draft.name}' that make sense only with the {other} first, and were read so: {minority:,}."
            )
    if rule.zoned and date_rule(draft.values, compact=False)[0].zoned:
        told.append(f"Times in '{draft.name}' carry a time zone and were turned into UTC.")
    return told


def _about_ids(draft: Draft) -> list[str]:
    told = []
    if any(cell.startswith("0") and cell.isdigit() and len(cell) > 1 for cell in draft.values):
        told.append(f"'{draft.name}' is kept as text, so that zeros in front stay.")
    elif draft.choice.type is None and role_of_name(draft.name) is None and draft.measured.understood:
        told.append(f"'{draft.name}' is kept as text: its values are ids, not quantities.")
    if tail := next((cell for cell in draft.values if cell.endswith(".0") and cell[:-2].isdigit()), None):
        told.append(f"'.0' at the end of ids in '{draft.name}' was removed ({tail} is {tail[:-2]}).")
    return told


def _shown(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"


def _written(moment: datetime | None, timed: bool) -> str | None:
    if moment is None:
        return None
    return moment.isoformat() if timed else moment.date().isoformat()
