"""Figures: named counts and rates of a month, each able to show its rows (成果分析)."""

from desk.statistics.counting import Counted, Figures, Rows, Value, describe, figures, name_of, rows

__all__ = ["Counted", "Figures", "Rows", "Value", "describe", "figures", "name_of", "rows"]
