"""A series in the words of a table: its mean from before, its newest figure, whether there is a signal."""

from __future__ import annotations

from a3tracker.domain.series import Series
from a3tracker.domain.spc import Readiness
from a3tracker.rendering.wording import NOTHING, figure_words, range_words, rate_words


def value_words(value: float | None, rate: bool, unit: str = "") -> str:
    """50.9 % for a rate, else the value with its unit and four digits that count."""
    if value is None:
        return NOTHING
    if rate:
        return rate_words(value).replace("-", "−")
    return figure_words({"value": float(f"{value:.4g}")}, unit)


def before_words(series: Series) -> str:
    """50.9 %, the mean of the limits that the change is judged by."""
    return value_words(series.before(), series.rate, series.unit)


def actual_words(series: Series) -> str:
    """57.0 %, Mar 2026: the newest figure after the lock with its period."""
    if series.actual is None:
        return NOTHING
    period, value = series.actual
    return f"{value_words(value, series.rate, series.unit)}, {period.words}"


def signal_words(series: Series) -> str:
    """Signal (limits 43.1–55.2 %); no signal (trial limits …); what there is while nothing can be said."""
    limits = _limits(series)
    evidence = series.evidence()
    if evidence.distinguishable is None:
        return limits or "no limits yet"
    return f"{'signal' if evidence.distinguishable else 'no signal'} ({limits})"


def _limits(series: Series) -> str:
    base = series.base
    if base is None or base.readiness is Readiness.RUN_CHART:
        return ""
    trial = base.readiness is Readiness.TRIAL
    low, high = base.limits.lower or 0.0, base.limits.upper or 0.0
    if series.rate:
        between = " to " if low < 0 else "–"
        words = f"{100 * low:.1f}{between}{100 * high:.1f} %".replace("-", "−")
    else:
        words = range_words(float(f"{low:.4g}"), float(f"{high:.4g}"), series.unit)
    return f"trial limits {words}, n = {base.base_count}" if trial else f"limits {words}"
