"""What stands around the content of an A3 when its sheet is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from a3tracker.domain.control_points import Point
from a3tracker.domain.stages import Stage
from a3tracker.domain.versions import Version


@dataclass(frozen=True)
class SheetSetting:
    """What is drawn on a sheet and does not stand in its `Content`.

    `dated` is the day of the revision (of today while there is none): days of its year are drawn without
    the year. `way` are the control points with their dates. `html` holds the stored safe HTML of boxes; a
    box that is not in it is converted from its text. `states` holds "work" or "ready" by box key, `locked`
    since when a prediction or an expected range is locked, by its id, `triggered` what is said in the row of
    a range with an open trigger. `version` is that of a standard.
    """

    number: int
    names: Mapping[int, str]
    segment: str
    stream: str
    team: str
    stage: Stage
    dated: date
    way: tuple[Point, ...] = ()
    locked: Mapping[int, date] = field(default_factory=dict)
    revision: int | None = None
    agreed: str = ""
    lineage: str = ""
    base_url: str = ""
    html: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    triggered: Mapping[int, str] = field(default_factory=dict)
    version: Version | None = None
    blank: bool = False
