"""What each column of an expected table is in the program's own words."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter

from tests.reference.tables import Column

#: In the files `acquisition_rate` is the gross-add rate and `net_growth` a count.
FLOW: Mapping[str, Column] = {
    "start": attrgetter("start"),
    "new": attrgetter("new"),
    "new_and_gone": attrgetter("joined_and_left"),
    "won_back": attrgetter("won_back"),
    "lost": attrgetter("lost"),
    "end": attrgetter("end"),
    "retention_rate": attrgetter("retention"),
    "churn_rate": attrgetter("churn"),
    "acquisition_rate": attrgetter("gross_add_rate"),
    "net_growth": lambda flow: flow.end - flow.start,
}

#: Here those who leave in the period of their start count in `new` and in `lost`.
CONTRACTS: Mapping[str, Column] = {
    **FLOW,
    "new": attrgetter("gross_adds"),
    "lost": lambda flow: flow.lost + flow.joined_and_left,
    "lost_from_start": attrgetter("lost"),
    "lost_same_period": attrgetter("joined_and_left"),
}

ACTIVITY: Mapping[str, Column] = {
    "active": attrgetter("active"),
    "new": attrgetter("flow.new"),
    "retained": attrgetter("flow.kept"),
    "reactivated": attrgetter("flow.won_back"),
    "lapsed": attrgetter("flow.lost"),
    "active_prev": attrgetter("flow.start"),
    "retention_rate": attrgetter("flow.retention"),
    "churn_rate": attrgetter("flow.churn"),
    "transactions": attrgetter("transactions"),
    "purchase_days": attrgetter("purchase_days"),
    "revenue": attrgetter("revenue"),
    "revenue_per_active": attrgetter("revenue_per_active"),
    "avg_order_value": attrgetter("average_order"),
}

COHORTS: Mapping[str, Column] = {
    "cohort_size": attrgetter("size"),
    "active": attrgetter("active"),
    "rate": attrgetter("rate"),
    "active_or_later": attrgetter("active_or_later"),
    "rolling_rate": attrgetter("rolling_rate"),
}

REPEATS: Mapping[str, Column] = {
    "cohort_size": attrgetter("size"),
    "eligible": attrgetter("eligible"),
    "repeated": attrgetter("repeated"),
    "rate": attrgetter("rate"),
}
