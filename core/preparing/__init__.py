"""Measures -> points: gaps, transforms, outliers, scaling, categories; found once, kept, and applied to new customers."""

from core.preparing.columns import Table
from core.preparing.fitting import check_memory, prepare
from core.preparing.preparation import Points, Preparation
from core.preparing.suggesting import Suggestion, suggest

__all__ = ["Points", "Preparation", "Suggestion", "Table", "check_memory", "prepare", "suggest"]
