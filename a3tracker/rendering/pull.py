"""What a segment's figures say of the market's pull: the terms of N* and of the share model."""

from __future__ import annotations

from a3tracker.domain.pull import Pull
from a3tracker.domain.rates import FlowMetric
from a3tracker.domain.spc_limits import mean_of
from a3tracker.rendering.metric_cards import SegmentFigures


def known_pull(known: SegmentFigures) -> Pull:
    """Retention, acquisition and won back are means of the current chart group, the others the newest."""
    retention, acquisition = known.of(FlowMetric.RETENTION), known.of(FlowMetric.ACQUISITION)
    share = known.of(FlowMetric.SHARE)
    ends = [entry.end for entry in known.entries.values() if entry.end is not None]
    demands = [entry.market_demand for entry in known.entries.values() if entry.market_demand is not None]
    group = retention.reading.current if retention else ()
    back = [known.entries[period].won_back for period in group if period in known.entries]
    return Pull(
        start=ends[-1] if ends else None,
        retention=retention.reading.mean if retention else None,
        won_back=mean_of([float(count) for count in back if count is not None]),
        acquisition=acquisition.reading.mean if acquisition else None,
        share=share.reading.chart.points[-1].value if share and share.reading.periods else None,
        demand=demands[-1] if demands else None,
        target_share=share.series.target if share else None,
    )
