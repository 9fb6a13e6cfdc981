"""A check sheet as a Pareto: bars in descending order, what they carry together, and the 80 % mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from a3tracker.domain.tallies import Bar, Line, Tally, pareto
from a3tracker.rendering.chart_labels import LINE, TYPE, shortened, text_width
from a3tracker.rendering.chart_marks import GREY, INK, MUTED, PALE, PAPER, number
from a3tracker.rendering.svg import drawing_of, hair, line_of
from a3tracker.rendering.wording import figure_words

WIDE: Final = 480.0
PHONE: Final = 250.0
#: More bars would be too many to read; the smallest are one bar.
MOST_BARS: Final = 9
_ROW: Final = 13.5
_TOP: Final = 15.0


def pareto_figure(tally: Tally) -> str:
    """The check sheet as one block: title, what it says in words, and the drawing; safe HTML."""
    title, words = escape(tally.title, quote=False), escape(pareto_words(tally), quote=False)
    said = f"<p><strong>{title}.</strong> {words}</p>"
    head = f'<div class="figure-head"><div class="figure-says">{said}</div></div>'
    if not any(line.count for line in tally.lines):
        return f'<div class="figure">{head}</div>'
    return (
        f'<div class="figure">{head}<div class="figure-wide">{pareto_svg(tally, WIDE)}</div>'
        f'<div class="figure-narrow screen-only">{pareto_svg(tally, PHONE)}</div></div>'
    )


def pareto_words(tally: Tally) -> str:
    """3 of 9 lines carry 84 % of 120 quotes: price, no answer, moved away."""
    bars = pareto(tally.lines)
    few = [bar for bar in bars if bar.few]
    if not few:
        return "Nothing is counted yet."
    whole = figure_words({"value": sum(line.count for line in tally.lines)}, tally.unit)
    named = ", ".join(bar.line.words for bar in few[:4])
    more = f" and {len(few) - 4} more" if len(few) > 4 else ""
    carry = "carries" if len(few) == 1 else "carry"
    return f"{len(few)} of {len(bars)} {carry} {_percent(few[-1].up_to)} of {whole}: {named}{more}."


def pareto_svg(tally: Tally, width: float) -> str:
    """The drawing. One scale for bars and line: part of the whole, 0 to 100 %."""
    bars = _shown(pareto(tally.lines))
    counts = [_count(bar) if width > PHONE else _percent(bar.share) for bar in bars]
    right = max(text_width(count) for count in counts) + 8
    names = min(max(text_width(bar.line.words) for bar in bars) + 6, width * 0.42)
    left, end = names + right, width - 12
    unit, bottom = end - left, _TOP + _ROW * len(bars)
    parts = [*_grid(left, unit, bottom)]
    for at, (bar, count) in enumerate(zip(bars, counts, strict=True)):
        y = _TOP + _ROW * at
        parts.append(line_of(shortened(bar.line.words, names - 6), 0, y + 10, strong=bar.few))
        parts.append(line_of(count, left - 6, y + 10, colour=MUTED, anchor="end"))
        parts.append(_bar(bar, left, y, unit))
    parts += _together(bars, left, unit)
    return drawing_of(
        f"Pareto of {tally.title}. {pareto_words(tally)}", "".join(parts), width, bottom + 3
    ).svg


def _shown(bars: Sequence[Bar]) -> list[Bar]:
    """The first bars; when there are more, the last one stands for the others together."""
    if len(bars) <= MOST_BARS:
        return list(bars)
    kept, others = bars[: MOST_BARS - 1], bars[MOST_BARS - 1 :]
    together = Line(f"{len(others)} others", sum(bar.line.count for bar in others))
    share = sum(bar.share for bar in others)
    return [*kept, Bar(together, share, bars[-1].up_to, others[-1].few)]


def _bar(bar: Bar, left: float, y: float, unit: float) -> str:
    """Dark for one of the few, light with an edge for the others."""
    if not bar.line.count:
        return ""
    paint = f'fill="{GREY}"' if bar.few else f'fill="{PAPER}" stroke="{PALE}" stroke-width="0.9"'
    size = f'width="{number(max(bar.share * unit, 0.8))}" height="{number(_ROW - 4)}"'
    return f'<rect x="{number(left)}" y="{number(y + 2)}" {size} {paint}/>'


def _grid(left: float, unit: float, bottom: float) -> Iterator[str]:
    yield hair(f"M{number(left)} {number(_TOP)}V{number(bottom)}", colour=MUTED)
    both = unit * 0.2 > text_width("100 %") + text_width("80 %") / 2 + 3
    for part in (0.8, 1.0):
        x = left + part * unit
        if part < 1 or both:
            yield line_of(_percent(part), x, TYPE - 1, colour=MUTED, anchor="middle" if part < 1 else "end")
        dash = ' stroke-dasharray="4.5 2.6"' if part < 1 else ""
        upright = f"M{number(x)} {number(LINE)}V{number(bottom)}"
        yield f'<path d="{upright}" fill="none" stroke="{MUTED}" stroke-width="0.8"{dash}/>'


def _together(bars: Sequence[Bar], left: float, unit: float) -> Iterator[str]:
    """The line of what the bars carry together; its dots are full for the few."""
    places = [(left + bar.up_to * unit, _TOP + _ROW * (at + 0.5) - 0.2) for at, bar in enumerate(bars)]
    path = "L".join(f"{number(x)} {number(y)}" for x, y in places)
    yield f'<path d="M{path}" fill="none" stroke="{INK}" stroke-width="1"/>'
    for (x, y), bar in zip(places, bars, strict=True):
        fill = INK if bar.few else PAPER
        place = f'cx="{number(x)}" cy="{number(y)}" r="2.4"'
        yield f'<circle {place} fill="{fill}" stroke="{INK}" stroke-width="0.9"/>'


def _count(bar: Bar) -> str:
    """34 · 28 %; large counts without their decimals."""
    count = bar.line.count if bar.line.count < 1000 else round(bar.line.count)
    return f"{figure_words({'value': count})} · {_percent(bar.share)}"


def _percent(part: float) -> str:
    return f"{100 * part:.0f} %"
