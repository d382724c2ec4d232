"""成果分析: what the work has come to, as figures, charts and rankings that open their rows."""

from desk.analysis.graphs import Graph, graphs
from desk.analysis.points import Point
from desk.analysis.rankings import Ranking, rankings
from desk.analysis.scope import Scope
from desk.analysis.study import Study
from desk.analysis.tiles import Tile, tiles

__all__ = ["Graph", "Point", "Ranking", "Scope", "Study", "Tile", "graphs", "rankings", "tiles"]
