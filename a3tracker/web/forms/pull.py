"""The numbers that somebody tries out on a segment's page: in its address, so nothing is changed by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from a3tracker.domain.errors import Invalid
from a3tracker.domain.predictions import parse_value
from a3tracker.domain.pull import Pull
from a3tracker.domain.shares import NeededNew, ShareModel

#: Field -> its words, and whether it is a percentage. The first two have sliders where scripts run.
FIELDS: Final = {
    "retention": ("Retention, %", True),
    "acquisition": ("Acquisition of non-customers, %", True),
    "share": ("Share of demand now, %", True),
    "target_share": ("Share that is wanted, %", True),
    "demand": ("Demand, in customers", False),
}
_LARGEST: Final = 10**9


@dataclass(frozen=True)
class TriedField:
    """A field with what stands in it; `known` is what the figures say."""

    name: str
    label: str
    text: str
    known: str
    slides: bool
    error: str = ""


@dataclass(frozen=True)
class Tried:
    """The pull with what was tried, and the fields to try."""

    pull: Pull
    fields: tuple[TriedField, ...]

    @property
    def model(self) -> ShareModel | None:
        """What keeping and winning do to the share."""
        return self.pull.model

    @property
    def needed(self) -> NeededNew | None:
        """Needed new customers."""
        return self.pull.needed


def tried(known: Pull, typed: Mapping[str, str]) -> Tried:
    """What the figures say, with the numbers of the address in their place where they can be read."""
    fields: list[TriedField] = []
    values: dict[str, Any] = {}
    for name, (label, percent) in FIELDS.items():
        stands, error = _text(getattr(known, name), percent), ""
        text = typed.get(name, stands).strip()[:30]
        try:
            if name in typed and text != stands:
                values[name] = _value(text, name, percent)
        except Invalid as refusal:
            error = refusal.fields.get(name, str(refusal))
        fields.append(TriedField(name, label, text, stands, name in ("retention", "acquisition"), error))
    return Tried(replace(known, **values), tuple(fields))


def _value(text: str, name: str, percent: bool) -> float | None:
    value = parse_value(text, name)
    if value is None:
        return None
    if not 0 <= value <= (100 if percent else _LARGEST):
        between = "from 0 to 100" if percent else f"from 0 to {_LARGEST:,}"
        raise Invalid("A number cannot be tried.", {name: f"Give a number {between}."})
    return value / 100 if percent else value


def _text(value: float | None, percent: bool) -> str:
    if value is None:
        return ""
    return f"{value * 100:.1f}".removesuffix(".0") if percent else f"{value:.0f}"
