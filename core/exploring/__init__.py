"""What is in a table: figures, findings with the repairs that help, and pictures drawn from counts.

table.py        a typed table that can be read again and again, in a stream
engine.py       questions to it, answered by DuckDB
statistics.py   the figures of every column
findings/       what a person should know before making segments
repairs/        recorded changes to a version that stays as it came
pictures/       distributions, bars, boxes, pairs, correlations
"""

from core.exploring.findings import Finding, find
from core.exploring.statistics import ColumnFigures, NumberFigures, figures, statistics
from core.exploring.table import Column, Table

__all__ = ["Column", "ColumnFigures", "Finding", "NumberFigures", "Table", "figures", "find", "statistics"]
