"""Series to draw: a change that worked, a new level, months without a figure."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as Xml

from a3tracker.domain.spc import PLAIN, Options, Wanted, xmr
from a3tracker.domain.spc_limits import Value
from a3tracker.rendering.charts import Charted

SVG = "{http://www.w3.org/2000/svg}"
#: Two years of months, invented; the thirteenth is the month of the change.
BEFORE: list[Value] = [12.6, 13.2, 12.3, 13.1, 12.8, 12.4, 13.4, 12.9, 12.6, 13.3, 12.7, 12.9]
AFTER: list[Value] = [16.4, 16.9, 17.4, 17.0, 17.6, 17.2, 16.8, 17.1]
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def percent(value: float) -> str:
    return f"{value:.1f} %"


def months(count: int) -> tuple[str, ...]:
    return tuple(f"{MONTHS[i % 12]} {2024 + i // 12}" for i in range(count))


def charted(
    values: list[Value], options: Options = PLAIN, changes: dict[int, str] | None = None, **read: Any
) -> Charted:
    """A measure in per cent over months."""
    chart = xmr(values, options, **read)
    return Charted(chart, "Activation", months(len(values)), percent, changes or {})


def frozen() -> Charted:
    """Limits from before, judging what came after."""
    change = {12: "suggested edit on"}
    return charted([*BEFORE, *AFTER], Options(target=16.0), change, freezes=[12])


def rebased() -> Charted:
    """A month that is mixed, then a new level."""
    values = [*BEFORE, 15.0, *AFTER]
    return charted(values, Options(target=16.0), {13: "suggested edit on"}, rebases=[13], mixed=[12])


def of_every_kind() -> list[Charted]:
    """What may come to a page, from nothing to too much."""
    wild = [None if i % 9 == 4 else (i * 7919) % 101 / 10 for i in range(60)]
    falling = Options(wanted=Wanted.DECREASE, target=3.0)
    neutral = Options(wanted=Wanted.NEUTRAL)
    return [
        frozen(), rebased(), charted([]), charted([None, None]), charted([5.0]), charted([5.0] * 14),
        charted(BEFORE[:4]), charted(BEFORE[:8]), charted(wild, falling), charted([*BEFORE, *AFTER], neutral),
        charted([*BEFORE, *AFTER], falling), charted([1e12, -1e12] * 9),
        charted(wild, falling, {9: "x" * 300, 12: "<b>&", 15: "", 59: "the last"}, rebases=[9, 12, 15, 59]),
    ]  # fmt: skip


def parts(svg: str, tag: str) -> list[Xml.Element]:
    return list(Xml.fromstring(svg).iter(f"{SVG}{tag}"))


def texts(svg: str) -> list[str]:
    return [part.text or "" for part in parts(svg, "text")]
