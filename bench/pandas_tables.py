"""The yardstick: flows with an activity window and cohorts, made with pandas. Run by a Python that has it.

    python bench/pandas_tables.py purchases.csv 90 5

Prints the median CPU seconds of so many rounds and the totals of the tables, without reading the file.
"""

from __future__ import annotations

import json
import sys
import time
from statistics import median

import pandas as pd


def tables(bought: pd.DataFrame, window: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The flow of each complete month, and the triangle of cohorts."""
    days = bought[["customer", "day"]].drop_duplicates()
    month = days["day"].dt.to_period("M")
    ends = pd.period_range(month.min(), days["day"].max().to_period("M"), freq="M")
    ends = ends[ends.end_time.normalize() <= days["day"].max()]
    first = days.groupby("customer")["day"].min()
    start, flows = pd.Index([]), []
    for period in ends:
        last = period.end_time.normalize()
        recent = days[(days["day"] <= last) & (days["day"] > last - pd.Timedelta(days=window))]
        end = pd.Index(recent["customer"].unique())
        came = first[(first >= period.start_time) & (first <= last)].index
        new, back = end.intersection(came), end.difference(start).difference(came)
        flows.append((len(start), len(new), len(back), len(start.difference(end)), len(end)))
        start = end
    months = pd.DataFrame({"customer": days["customer"], "month": month}).drop_duplicates()
    months["cohort"] = months["customer"].map(first.dt.to_period("M"))
    months = months[months["month"] <= ends[-1]]
    offset = months["month"].astype("int64") - months["cohort"].astype("int64")
    active = months.groupby(["cohort", offset.rename("offset")])["customer"].nunique().unstack(fill_value=0)
    return pd.DataFrame(flows, index=ends, columns=["start", "new", "won_back", "lost", "end"]), active


def main() -> None:
    """Measure and print."""
    path, window, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    bought = pd.read_csv(path, parse_dates=["day"])
    flows, active = tables(bought, window)
    taken = []
    for _ in range(rounds):
        before = time.process_time()
        tables(bought, window)
        taken.append(time.process_time() - before)
    totals = [*(int(flows[column].sum()) for column in flows.columns), int(active.to_numpy().sum())]
    print(json.dumps({"seconds": median(taken), "totals": totals}))


if __name__ == "__main__":
    main()
