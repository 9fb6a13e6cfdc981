"""How a metric's figures are spread: a histogram, or dots while they are few. How two metrics go together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from a3tracker.domain.distributions import FEWEST_FOR_BINS, FEWEST_FOR_R, Bins, bins_of, pairs_of, spearman
from a3tracker.domain.periods import CalendarPeriod
from a3tracker.domain.series import Series
from a3tracker.rendering.chart_labels import LINE, shortened, text_width
from a3tracker.rendering.chart_marks import GREY, MUTED, Mark, number, path_of
from a3tracker.rendering.metric_cards import FigureCard
from a3tracker.rendering.svg import Drawing, drawing_of, hair, line_of

_WIDTH, _HEIGHT, _PHONE = 330.0, 110.0, 240.0
_EDGE: Final = 4.0


def histogram_figure(card: FigureCard) -> str:
    """The counts of the figures in bins as one block of safe HTML; dots while there are fewer than eight."""
    values = list(_known(card.series).values())
    if not values:
        return _block(f"{card.name}: no figure yet.", None)
    said = f"{card.name}: n = {len(values)}, {card.say(min(values))} to {card.say(max(values))}."
    if len(values) < FEWEST_FOR_BINS:
        return _block(
            f"{said} Too few for a histogram: each is a dot.", lambda width: _strip(card, values, width)
        )
    return _block(said, lambda width: _histogram(card, bins_of(values), width))


def scatter_figure(card: FigureCard, other: FigureCard) -> str:
    """Two metrics period by period as one block of safe HTML."""
    pairs = [(x, y) for _, x, y in pairs_of(_known(card.series), _known(other.series))]
    about = f"{card.name} and {other.name}: n = {len(pairs)}"
    if not pairs:
        return _block(f"{about}. No period has both.", None)
    return _block(scatter_words(about, pairs), lambda width: _scatter(card, other, pairs, width))


def scatter_words(about: str, pairs: Sequence[tuple[float, float]]) -> str:
    """What the pairs say, and that they prove no cause."""
    r = spearman(pairs)
    if len(pairs) < FEWEST_FOR_R:
        return f"{about}, too few to say whether it goes together."
    if r is None:
        return f"{about}. One of them never changes, so nothing goes together."
    signed = f"{r:+.2f}".replace("-", "−")
    return f"{about}, Spearman’s r {signed}: how far it goes together, which proves no cause."


def _known(series: Series) -> Mapping[CalendarPeriod, float]:
    """The figures of the periods that are over."""
    return {period: value for period, value in series.values.items() if period != series.unfinished}


def _block(said: str, draw: Callable[[float], Drawing] | None) -> str:
    head = f'<div class="figure-head"><div class="figure-says"><p>{escape(said, quote=False)}</p></div></div>'
    if draw is None:
        return f'<p class="figure-missing">{escape(said, quote=False)}</p>'
    return (
        f'<div class="figure figure-small">{head}<div class="figure-wide">{draw(_WIDTH).svg}</div>'
        f'<div class="figure-narrow screen-only">{draw(_PHONE).svg}</div></div>'
    )


def _histogram(card: FigureCard, bins: Bins, width: float) -> Drawing:
    """A count stands over each bar, the ends of the bins under them, as many as have room."""
    step, most, bottom = (width - 2 * _EDGE - 20) / len(bins.counts), max(bins.counts), _HEIGHT - LINE - 3
    parts, left = [], _EDGE + 10
    for at, count in enumerate(bins.counts):
        high = (bottom - LINE - 3) * count / most
        x = left + at * step
        if count:
            size = f'width="{number(step - 1.5)}" height="{number(high)}"'
            parts.append(f'<rect x="{number(x + 0.75)}" y="{number(bottom - high)}" {size} fill="{GREY}"/>')
        parts.append(line_of(str(count), x + step / 2, bottom - high - 3, anchor="middle"))
    parts.append(
        hair(f"M{number(left)} {number(bottom)}H{number(left + step * len(bins.counts))}", colour=MUTED)
    )
    ends = [(card.say(bins.edge(at)), left + at * step) for at in range(len(bins.counts) + 1)]
    parts += _under(ends, width)
    counts = ", ".join(
        f"{card.say(bins.edge(at))} to {card.say(bins.edge(at + 1))}: {count}"
        for at, count in enumerate(bins.counts)
    )
    return drawing_of(f"Histogram of {card.name}. {counts}", "".join(parts), width, _HEIGHT)


def _strip(card: FigureCard, values: Sequence[float], width: float) -> Drawing:
    """One dot a value; equal ones above one another."""
    low, high = min(values), max(values)
    left, room = _EDGE + 14, width - 2 * _EDGE - 34
    seen: dict[float, int] = {}
    places = []
    height = 20.0 + 6.5 * max(values.count(value) for value in values) + LINE
    bottom = height - LINE - 4
    for value in values:
        x = left + room * ((value - low) / (high - low) if high > low else 0.5)
        places.append((x, bottom - 5 - 6.5 * seen.get(value, 0)))
        seen[value] = seen.get(value, 0) + 1
    line = hair(f"M{number(left - 6)} {number(bottom)}H{number(left + room + 6)}", colour=MUTED)
    ends = (
        [(card.say(low), left), (card.say(high), left + room)]
        if high > low
        else [(card.say(low), left + room / 2)]
    )
    inside = "".join((line, path_of(Mark.COMMON, places), *_under(ends, width, height)))
    said = ", ".join(card.say(value) for value in sorted(values))
    return drawing_of(f"{card.name}, each figure a dot: {said}", inside, width, height)


def _scatter(
    card: FigureCard, other: FigureCard, pairs: Sequence[tuple[float, float]], width: float
) -> Drawing:
    """The first metric to the right, the second upwards; both axes say their ends."""
    height = 150.0
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    top, bottom = LINE + 6, height - 2 * LINE - 5
    left = max(text_width(other.say(end)) for end in (min(ys), max(ys))) + 8
    across = _scaled(min(xs), max(xs), left + 6, width - 20)
    up = _scaled(min(ys), max(ys), bottom - 6, top + 6)
    frame = hair(f"M{number(left)} {number(top)}V{number(bottom)}H{number(width - 8)}", colour=MUTED)
    parts = [
        line_of(f"↑ {shortened(other.name, width - 20)}", 0, 9),
        line_of(f"{shortened(card.name, width - left - 24)} →", width - 8, height - 3, anchor="end"),
        frame,
        path_of(Mark.MIXED, [(across(x), up(y)) for x, y in pairs]),
    ]
    for value in dict.fromkeys((min(ys), max(ys))):
        parts.append(line_of(other.say(value), left - 4, up(value) + 3.5, colour=MUTED, anchor="end"))
    parts += _under(
        [(card.say(value), across(value)) for value in dict.fromkeys((min(xs), max(xs)))],
        width,
        height - LINE,
    )
    return drawing_of(
        f"Scatter of {card.name} and {other.name}, {len(pairs)} periods", "".join(parts), width, height
    )


def _scaled(low: float, high: float, begin: float, end: float) -> Callable[[float], float]:
    def place(value: float) -> float:
        return begin + (end - begin) * ((value - low) / (high - low) if high > low else 0.5)

    return place


def _under(ends: Sequence[tuple[str, float]], width: float, height: float = _HEIGHT) -> Iterator[str]:
    """Words under an axis, each in the middle of its place; those that would meet are left out."""
    free = 0.0
    for text, x in ends:
        half = text_width(text) / 2
        middle = min(max(x, half), width - half)
        if middle - half >= free:
            yield line_of(text, middle, height - 2.5, colour=MUTED, anchor="middle")
            free = middle + half + 5
