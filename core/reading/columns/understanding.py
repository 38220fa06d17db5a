"""From cells to columns: every column gets a rule, the whole file is measured under it, and the rule is corrected
until it holds. So neither the first hundred lines nor a single odd value decide what a column is."""

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from core.reading.choices import Choices
from core.reading.columns.date_orders import settle_orders
from core.reading.columns.draft import Draft
from core.reading.columns.evidence import contrary_cells, count_rows, measure, strange_cells
from core.reading.columns.numbers import NumberRule, number_evidence
from core.reading.columns.rules import corrected, decimal_of_file, first_rule
from core.reading.limits import Limits
from core.reading.source import Source, Unsound

ROUNDS = 4


def understand(
    connection: duckdb.DuckDBPyConnection, source: Source, names: Sequence[str], choices: Choices, limits: Limits
) -> tuple[int, list[Draft]]:
    """Rows with anything in them, and the columns under rules that hold."""
    samples = [tuple(row[index] for row in source.sample) for index in range(len(names))]
    decimal, sure = decimal_of_file(samples, source.separator)
    drafts = [_first_draft(source, index, name, choices, samples[index], decimal) for index, name in enumerate(names)]
    if not sure:
        drafts = [_with_sign(connection, source, draft, decimal) for draft in drafts]
    rows, drafts = _measured(connection, source, drafts)
    _check_whole(connection, source, rows, drafts, limits)
    for _ in range(ROUNDS):
        better = settle_orders([corrected(draft, decimal) for draft in drafts])
        if better == drafts:
            break
        _, drafts = _measured(connection, source, better)
    return rows, drafts


def _check_whole(
    connection: duckdb.DuckDBPyConnection, source: Source, rows: int, drafts: list[Draft], limits: Limits
) -> None:
    """What was counted without the engine has to agree with it, and no cell may be a whole paragraph of lost rows."""
    if source.rows is not None:
        scanned = count_rows(connection, source) if source.has_blank_rows else rows
        if scanned != source.rows:
            raise Unsound
    if source.careful and max(draft.measured.longest for draft in drafts) > limits.cell_bytes:
        raise Unsound
    limits.check_rows(rows)


def _first_draft(
    source: Source, index: int, name: str, choices: Choices, sample: tuple[str | None, ...], decimal: str
) -> Draft:
    choice = choices.for_column(source.names[index] or name)
    native = source.natives[index]
    return Draft(index, name, choice, native, sample, first_rule(choice, sample, native, decimal))


def _with_sign(connection: duckdb.DuckDBPyConnection, source: Source, draft: Draft, decimal: str) -> Draft:
    """Asks the whole column what the sign in 1.234 means, where the sample and the other columns cannot say."""
    if not isinstance(draft.rule, NumberRule) or draft.choice.decimal or not number_evidence(draft.values).ambiguous:
        return draft
    evidence = number_evidence([*draft.values, *contrary_cells(connection, source, draft.index)])
    return replace(draft, rule=evidence.rule(evidence.decimal or decimal), doubtful=evidence.ambiguous)


def _measured(connection: duckdb.DuckDBPyConnection, source: Source, drafts: list[Draft]) -> tuple[int, list[Draft]]:
    """Measures those that are new or have a new rule."""
    rows, found = measure(connection, source, {draft.index: draft.rule for draft in drafts if draft.found is None})
    measured = []
    for draft in drafts:
        if draft.index in found:
            evidence = found[draft.index]
            is_strange = rows - evidence.blank > evidence.understood
            strange = strange_cells(connection, source, draft.index, draft.rule) if is_strange else None
            draft = replace(draft, found=evidence, strange=strange)
        measured.append(draft)
    return rows, measured
