"""CIA results, จปฐ. and กชช.2ค by village: read from any layout, joined to the villages.

The steps stand in files of their own: :mod:`muban.layers.indicator.indicator_reading` (a grid to
rows), :mod:`muban.layers.indicator.indicator_mapping` (``[indicators]`` of ``muban.toml``),
:mod:`muban.layers.indicator.indicator_join` (rows to villages).
"""

from muban.layers.indicator.indicator_join import Joined, join_indicators
from muban.layers.indicator.indicator_mapping import IndicatorMapping
from muban.layers.indicator.indicator_reading import IndicatorTable, read_indicators
from muban.layers.indicator.indicator_recognise import looks_like_indicators

__all__ = [
    "IndicatorMapping",
    "IndicatorTable",
    "Joined",
    "join_indicators",
    "looks_like_indicators",
    "read_indicators",
]
