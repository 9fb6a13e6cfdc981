"""The figures of the segment on the sheet of an A3, in its own view."""

from __future__ import annotations

from dataclasses import replace

from a3tracker.domain.definitions import Break
from a3tracker.domain.periods import parse_period
from a3tracker.rendering.sheet import make_sheet
from tests.rendering.charted import parts, texts
from tests.rendering.figured import ACTIVATION, NEW_DEFINITION, RETENTION, box, content, figured, months
from tests.rendering.sheets import SETTING


def drawings(html: str) -> list[str]:
    return [f"<svg{part.partition('</svg>')[0]}</svg>" for part in html.split("<svg")[1:]]


def test_the_check_box_draws_what_its_measures_refer_to() -> None:
    check = box(figured(measured={0: {"metric": 1}, 1: {"metric": 2}}), "check")
    first, second = check.figures
    assert "Activation improving since Feb 2025; by the frozen limits the 16 % target is missed." in first
    assert "Retention shows no change" in second
    icons, wide, narrow = drawings(first)
    assert texts(icons) == ["Improving", "Misses target"]
    assert parts(wide, "title")[0].text == parts(narrow, "title")[0].text
    assert 'class="chart"' in wide


def test_each_metric_is_drawn_once() -> None:
    check = box(figured(measured={0: {"metric": 1}, 1: {"metric": 1}}), "check")
    assert len(check.figures) == 1


def test_the_a3s_own_target_is_drawn_instead_of_the_segments() -> None:
    (own,) = box(figured(measured={0: {"metric": 1}}), "check").figures
    assert "target 16 %" in own
    assert "target 14 %" not in own
    (theirs,) = box(figured(measured={0: {"metric": 1, "target": None}}), "check").figures
    assert "target 14 %" in theirs


def test_the_range_of_a_standard_stands_on_its_chart() -> None:
    row = {"metric": 2, "low": 85.5, "high": 92.0}
    plain = content({"act": "{{chart: retention}} {{chart: activation}}"})
    drawn = make_sheet(replace(plain, rows={**plain.rows, "ranges": [row]}), SETTING)
    wide = [one for one in drawings(box(drawn, "act").html) if 'class="chart"' in one]
    said = [set(texts(one)) & {"range 85.5 %", "range 92 %"} for one in wide]
    assert said == [{"range 85.5 %", "range 92 %"}] * 2 + [set()] * 2


def test_counts_are_a_target_too() -> None:
    (own,) = box(figured(measured={0: {"metric": 1, "target": {"x": 1, "n": 8}}}), "check").figures
    assert "target 12.5 %" in own


def test_a_mark_draws_the_same_chart_in_any_box() -> None:
    shown = box(figured({"act": "{{chart: retention}} and {{figure: Retention}}"}), "act")
    assert "Retention shows no change" in shown.html
    assert "88.0 % in Sep 2024" in shown.html
    assert not shown.figures


def test_three_points_are_a_run_chart_and_none_are_words() -> None:
    shown = box(figured({"act": "{{chart: net <growth> & more}} {{chart: win-back rate}}"}), "act").html
    assert "Net &lt;growth&gt; &amp; more has 3 figures; limits need 5." in shown
    assert len(drawings(shown)) == 2
    assert '<p class="figure-missing">Win-back rate has no figures yet.</p>' in shown


def test_of_ten_years_the_last_three_are_drawn() -> None:
    wide = drawings(box(figured({"act": "{{chart: trials}}"}), "act").html)[1]
    dots = [path for path in parts(wide, "path") if path.get("class", "").startswith("mark-")]
    assert sum((path.get("d") or "").count("z") for path in dots) == 36


def test_an_old_revision_shows_the_figures_that_were_stored_with_it() -> None:
    old = content({"act": "{{figure: retention}}"}, figures=[RETENTION])
    new = replace(RETENTION, values={**RETENTION.values, **months([95], "2024-10")})
    now = content({"act": "{{figure: retention}}"}, figures=[new])
    stored = replace(SETTING, html={"act": "<p>{{figure: retention}}</p>"})
    assert "88.0 % in Sep 2024" in box(make_sheet(old, stored), "act").html
    assert "95.0 % in Oct 2024" in box(make_sheet(now, stored), "act").html


def test_a_definition_that_changed_since_asks_for_care() -> None:
    changed = replace(ACTIVATION, breaks=(NEW_DEFINITION,))
    drawn = figured({"act": "{{chart: activation}}"}, {0: {"metric": 1}}, [changed])
    said = "ompare with care: definition v2 since 1 Jun 2025"
    assert said in box(drawn, "check").note
    assert said in box(drawn, "act").html


def test_a_definition_that_changed_before_the_first_point_or_will_change_asks_for_none() -> None:
    long_ago, to_come = (Break(parse_period(at), "definition v2") for at in ("2023-01", "2027-01"))
    drawn = figured(measured={0: {"metric": 1}}, figures=[replace(ACTIVATION, breaks=(long_ago, to_come))])
    assert "care" not in box(drawn, "check").note


def test_a_definition_that_began_within_a_month_names_the_month() -> None:
    within = Break(parse_period("2025-07"), "definition v2", parse_period("2025-06"))
    drawn = figured(measured={0: {"metric": 1}}, figures=[replace(ACTIVATION, breaks=(within,))])
    assert "definition v2 since Jun 2025" in box(drawn, "check").note
