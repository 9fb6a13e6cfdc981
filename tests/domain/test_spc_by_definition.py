"""The rules once more, word by word and in exact fractions: slow, and written without the program's own."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.spc import Options, xmr
from a3tracker.domain.spc_limits import Value
from a3tracker.domain.spc_runs import PointType

VALUES = st.one_of(
    st.lists(st.one_of(st.none(), *[st.integers(-9, 9).map(float)] * 7), min_size=2, max_size=30),
    # Walks have trends, and levels have shifts.
    st.lists(st.integers(-1, 3), min_size=8, max_size=30).map(lambda steps: walk(steps)),
    st.lists(st.integers(0, 3), min_size=8, max_size=16).map(lambda low: [*low, *[v + 4.0 for v in low]]),
)


def walk(steps: list[int]) -> list[float]:
    places = [0]
    for step in steps:
        places.append(places[-1] + step)
    return [float(place) for place in places]


class ByDefinition:
    """One group, judged point by point."""

    def __init__(self, values: list[Value], screening: bool) -> None:
        self.values = [None if value is None else Fraction(value) for value in values]
        known = [value for value in self.values if value is not None]
        self.mean = sum(known, Fraction()) / len(known) if known else None
        pairs = zip(self.values, self.values[1:], strict=False)
        ranges = [abs(a - b) for a, b in pairs if a is not None and b is not None]
        if screening and ranges:
            bound = Fraction("3.267") * sum(ranges) / len(ranges)
            ranges = [step for step in ranges if step < bound] or ranges
        self.amr = sum(ranges, Fraction()) / len(ranges) if ranges else None

    def beyond(self, i: int, factor: str) -> bool:
        value = self.values[i]
        if value is None or self.mean is None or self.amr is None:
            return False
        return abs(value - self.mean) > Fraction(factor) * self.amr

    def near(self, i: int) -> bool:
        return self.beyond(i, "2.66") is False and self.beyond(i, "266/150")

    def side(self, i: int) -> int:
        value = self.values[i]
        return 0 if value is None or self.mean is None else (value > self.mean) - (value < self.mean)

    def windows(self, i: int, length: int) -> list[range]:
        """Every row of so many points that holds the point and has none missing."""
        starts = range(max(i - length + 1, 0), min(i, len(self.values) - length) + 1)
        rows = [range(start, start + length) for start in starts]
        return [row for row in rows if all(self.values[k] is not None for k in row)]

    def in_trend(self, i: int) -> bool:
        return any(self.rises(row, 1) or self.rises(row, -1) for row in self.windows(i, 7))

    def rises(self, row: range, sign: int) -> bool:
        return all(sign * (self.values[k + 1] - self.values[k]) > 0 for k in row[:-1])

    def in_shift(self, i: int) -> bool:
        sides = [[self.side(k) for k in row] for row in self.windows(i, 7)]
        return any(side in ([1] * 7, [-1] * 7) for side in sides)

    def in_two_of_three(self, i: int) -> bool:
        return self.near(i) and any(
            abs(sum(self.side(k) for k in row)) == 3 and sum(self.near(k) for k in row) >= 2
            for row in self.windows(i, 3)
        )

    def type(self, i: int) -> PointType:
        if self.values[i] is None:
            return PointType.MISSING
        rules = {
            PointType.OUTSIDE: self.beyond(i, "2.66"),
            PointType.TREND: self.in_trend(i),
            PointType.TWO_OF_THREE: self.in_two_of_three(i),
            PointType.SHIFT: self.in_shift(i),
        }
        return next((name for name, holds in rules.items() if holds), PointType.COMMON)

    def on_a_line(self) -> bool:
        """Whether a point lies so near a line that a float and a fraction may disagree about it."""
        if self.mean is None or self.amr is None:
            return False
        lines = [Fraction(factor) * self.amr for factor in ("2.66", "266/150")]
        gaps = [abs(value - self.mean) - line for value in self.values if value is not None for line in lines]
        return any(abs(gap) < Fraction(1, 10**9) for gap in gaps) and self.amr > 0


@given(VALUES, st.booleans())
def test_every_point_is_what_the_definition_says(values: list[Value], screening: bool) -> None:
    definition = ByDefinition(values, screening)
    if not definition.on_a_line():
        chart = xmr(values, Options(screening=screening))
        assert [point.type for point in chart.points] == [definition.type(i) for i in range(len(values))]


@given(VALUES)
def test_a_direction_is_the_side_or_for_a_trend_the_next_step(values: list[Value]) -> None:
    definition = ByDefinition(values, screening=False)
    for i, point in enumerate(xmr(values).points):
        if point.type is PointType.TREND:
            rows = [row for row in definition.windows(i, 7) if row[-1] > i] or definition.windows(i, 7)
            signs = {sign for row in rows for sign in (1, -1) if definition.rises(row, sign)}
            assert point.direction in (signs or {1, -1})
        elif point.type in (PointType.COMMON, PointType.MISSING):
            assert point.direction == 0
        else:
            assert point.direction == definition.side(i)
