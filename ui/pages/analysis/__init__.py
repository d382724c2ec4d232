"""The page of results (成果分析)."""

from ui.pages.analysis.page import AnalysisPage

__all__ = ["AnalysisPage"]
