"""A revision's hash: the same for the same content, another for any other, and for ever."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.revisions import Content, changed_parts, changed_since_agreed, read_content

PLAIN = Content(
    cycle="PDCA", loop=1, title="They stop early", language="en", segment=1, team=2, owner=3,
    coordinator=4, manager=5, start="2026-06-01", target_end=None, next_review="2026-06-30", parent=None,
    boxes={"perceive": "Gap: 3 points", "plan": "Ask first"},
    rows={"people": [{"id": 1, "person": 3, "position": "", "role": "asks"}]},
)  # fmt: skip
LEFT = frozenset({"perceive", "analyse", "locate", "empower", "select", "people"})

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
rows = st.lists(st.dictionaries(st.sampled_from(["id", "tried", "x"]), texts | st.integers() | st.none()))
contents = st.builds(
    Content,
    cycle=st.sampled_from(["EDCA", "PDCA", "SDCA"]),
    title=texts,
    boxes=st.dictionaries(st.sampled_from(["analyse", "do", "check"]), texts | st.just(" ")),
    rows=st.dictionaries(st.sampled_from(["people", "checks", "causes"]), rows, max_size=2),
)

OTHER: dict[str, Any] = {
    "cycle": "EDCA", "loop": 2, "title": "They stop late", "language": "de", "segment": 9, "team": 9,
    "owner": 9, "coordinator": 9, "manager": None, "start": None, "target_end": "2026-07-01",
    "next_review": None, "parent": 8, "boxes": {}, "rows": {},
}  # fmt: skip


def test_the_hash_of_a_content_is_the_one_it_always_had() -> None:
    assert PLAIN.digest() == "d2c0aa2ad814f1eab7cd4d00cc3d8cec34f6539fb0a09368baaf790922946536"


@given(contents)
def test_canonical_json_is_read_back_to_itself(content: Content) -> None:
    again = read_content(content.canonical())
    assert again.canonical() == content.canonical()
    assert changed_parts(content, again) == ()


@given(contents)
def test_the_order_in_which_things_were_written_does_not_matter(content: Content) -> None:
    turned = replace(
        content,
        boxes=dict(reversed(content.boxes.items())),
        rows={kind: [dict(reversed(row.items())) for row in rows] for kind, rows in content.rows.items()},
    )
    assert turned.canonical() == content.canonical()


@given(contents, contents)
def test_two_hashes_differ_exactly_when_a_part_changed(one: Content, other: Content) -> None:
    assert (one.digest() != other.digest()) == bool(changed_parts(one, other))
    assert set(changed_parts(one, other)) == set(changed_parts(other, one))


@pytest.mark.parametrize("name", [field.name for field in fields(Content)])
def test_every_part_of_the_content_counts(name: str) -> None:
    other = replace(PLAIN, **{name: OTHER[name]})
    assert other.digest() != PLAIN.digest()
    wanted = {"boxes": ("perceive", "plan"), "rows": ("people",)}
    assert changed_parts(PLAIN, other) == wanted.get(name, (name,))


@pytest.mark.parametrize("text", ["", " ", "\n\t \n"])
def test_an_empty_box_does_not_change_the_hash(text: str) -> None:
    assert replace(PLAIN, boxes={**PLAIN.boxes, "act": text}).digest() == PLAIN.digest()


def test_a_new_kind_of_rows_does_not_change_old_hashes() -> None:
    assert replace(PLAIN, rows={**PLAIN.rows, "countermeasures": []}).digest() == PLAIN.digest()


def test_the_order_of_rows_counts_because_people_read_it() -> None:
    row = PLAIN.rows["people"][0]
    two = [row, {**row, "id": 2}]
    assert (
        replace(PLAIN, rows={"people": two}).digest() != replace(PLAIN, rows={"people": two[::-1]}).digest()
    )


def test_the_json_says_its_schema_and_no_name_of_anybody() -> None:
    plain = json.loads(PLAIN.canonical())
    assert plain["schema"] == 1
    assert not {"stage", "number", "decision", "taken_at", "name"} & set(plain)


@pytest.mark.parametrize("schema", [0, 2, None])
def test_a_revision_of_a_newer_program_is_refused(schema: int | None) -> None:
    with pytest.raises(ValueError, match="another version"):
        read_content(json.dumps({**json.loads(PLAIN.canonical()), "schema": schema}))


@pytest.mark.parametrize(
    ("change", "after_left_side", "after_check"),
    [
        ({}, False, False),
        ({"title": "Another"}, True, True),
        ({"owner": 9}, True, True),
        ({"team": 9}, True, True),
        ({"boxes": {**PLAIN.boxes, "perceive": "Gap: 4 points"}}, True, True),
        ({"rows": {}}, True, True),
        ({"boxes": {**PLAIN.boxes, "plan": "Ask later"}}, False, True),
        ({"boxes": {**PLAIN.boxes, "check": "Worked"}}, False, True),
        ({"rows": {**PLAIN.rows, "experiments": [{"id": 1}]}}, False, True),
        ({"next_review": "2026-07-31"}, False, True),
        ({"language": "de"}, False, True),
        ({"manager": 9}, False, False),
        ({"coordinator": 9}, False, False),
        ({"parent": 9}, False, False),
        ({"boxes": {**PLAIN.boxes, "act": " "}}, False, False),
    ],
)
def test_an_agreement_covers_the_left_side_first_and_the_whole_sheet_later(
    change: dict[str, Any], after_left_side: bool, after_check: bool
) -> None:
    now = replace(PLAIN, **change)
    assert changed_since_agreed(1, PLAIN, now, LEFT) == after_left_side
    assert [changed_since_agreed(point, PLAIN, now, LEFT) for point in (4, 5, 6)] == [after_check] * 3
