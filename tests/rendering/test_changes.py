"""What differs between two contents, in the words of the page."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.revisions import Content, changed_parts
from a3tracker.rendering.changes import Change, changes_between, people_in
from tests.rendering.contents import MEASURE, MIA, NAMES, TRIAL, content


def differ(before: Content, after: Content) -> list[Change]:
    return list(changes_between(before, after, NAMES, {("team", 2): "Second chance"}))


def words(change: Change) -> dict[str, str]:
    """Each field as one line: -gone- +added+."""
    marks = {"gone": "-", "added": "+", "same": "", "skip": "…"}
    return {
        field.name: "".join(f"{marks[kind]}{text}{marks[kind]}" for kind, text in field.parts)
        for field in change.fields
    }


def test_nothing_differs_between_a_revision_and_itself() -> None:
    same = content(boxes={"plan": "Ask"}, rows={"people": [MIA]})
    assert differ(same, same) == []


def test_header_fields_are_told_in_words() -> None:
    after = content(
        title="New account holders stop", owner=8, next_review="2026-06-30", team=2, language="de"
    )
    told = {change.label: words(change)[""] for change in differ(content(), after)}
    assert told == {
        "Title": "New account holders stop- early-",
        "Team": "-team 1-+Second chance+",
        "Owner": "-Olaf Brandt-+Mia Rossi+",
        "Language of the sheet": "-English-+Deutsch+",
        "Next review": "+30 Jun 2026+",
    }


def test_boxes_are_told_in_reading_order_with_their_rows_after_them() -> None:
    after = content(
        boxes={"plan": "Ask first", "analyse": "Why"}, rows={"people": [MIA], "checks": [MEASURE]}
    )
    told = [
        (change.kind, change.label, change.what) for change in differ(content(boxes={"plan": "Ask"}), after)
    ]
    assert told == [
        ("box", "Analyse current knowledge", "added"),
        ("rows", "Locate people who understand: person", "added"),
        ("box", "Plan", "changed"),
        ("rows", "Check: measure", "added"),
    ]


def test_a_box_with_nothing_but_space_is_an_empty_one() -> None:
    assert differ(content(boxes={"plan": " \n"}), content()) == []
    assert differ(content(boxes={"plan": " "}), content(boxes={"plan": "Ask"}))[0].what == "added"


def test_a_changed_row_names_itself_and_shows_the_fields_that_differ() -> None:
    after = content(rows={"experiments": [{**TRIAL, "observed": "Two did", "day": "2026-07-01"}]})
    (change,) = differ(content(rows={"experiments": [TRIAL]}), after)
    assert (change.label, change.what) == ("Do: experiment", "changed")
    assert words(change) == {
        "What we tried": "Called five", "Date": "-30 Jun-+1 Jul+ 2026", "What we saw": "+Two did+",
    }  # fmt: skip


def test_a_row_of_a_person_is_known_by_the_name() -> None:
    (change,) = differ(
        content(rows={"people": [MIA]}), content(rows={"people": [{**MIA, "role": "decides"}]})
    )
    assert words(change) == {"Name": "Mia Rossi", "Role in this A3": "+decides+"}


def test_a_row_that_was_removed_shows_what_it_said() -> None:
    (change,) = differ(content(rows={"checks": [MEASURE]}), content())
    assert change.what == "removed"
    assert words(change)["Measure"] == "-Second edit-"
    assert words(change)["Before"] == "-50 of 100 (50.0 %)-"


def test_kinds_and_fields_that_are_not_known_yet_are_told_by_their_keys() -> None:
    row = {
        "id": 1,
        "measure": "Renewals",
        "low": 88.0,
        "high": None,
        "responsible": 7,
        "valid_from": "x",
        "odd": 3,
    }
    (change,) = differ(content(), content(rows={"odd_things": [row]}))
    assert (change.label, change.what) == ("Odd things", "added")
    assert words(change) == {
        "Measure": "+Renewals+", "Low end": "+88+", "Responsible": "+Olaf Brandt+",
        "Valid from": "+x+", "Odd": "+3+",
    }  # fmt: skip


def test_predictions_and_expected_ranges_are_told_in_the_box_that_holds_them() -> None:
    row = {
        "id": 1,
        "words": "Renewals",
        "unit": "%",
        "point": 90.0,
        "low": 4155000.0,
        "high": None,
        "day": None,
    }
    (change,) = differ(content(), content(rows={"predictions": [row]}))
    assert change.label == "Plan: prediction"
    assert words(change)["Low end"] == "+4,155,000+"


def test_everybody_who_is_named_is_asked_for() -> None:
    before = content(rows={"people": [MIA], "ranges": [{"id": 1, "responsible": 9, "role": None}]})
    assert people_in(before, content(manager=2)) == {2, 5, 7, 8, 9}


texts = st.sampled_from(["", "Ask", "Ask first", "Why\n\nso", " "])
rows = st.lists(st.sampled_from([1, 2, 3]), unique=True).flatmap(
    lambda ids: st.fixed_dictionaries(
        {"people": st.just([{**MIA, "id": identity, "role": f"role {identity}"} for identity in ids])}
    )
)
contents = st.builds(
    lambda title, plan, found: content(title=title, boxes={"plan": plan}, rows=found), texts, texts, rows
)


@given(before=contents, after=contents)
def test_something_is_told_exactly_when_the_hash_would_differ(before: Content, after: Content) -> None:
    told = changes_between(before, after, NAMES)
    # Rows are drawn in the order of their ids, so the same rows in another order are no change of words.
    in_order = replace(
        after, rows={kind: sorted(r, key=lambda row: row["id"]) for kind, r in after.rows.items()}
    )
    first = replace(
        before, rows={kind: sorted(r, key=lambda row: row["id"]) for kind, r in before.rows.items()}
    )
    assert bool(told) == bool(changed_parts(first, in_order))
    assert {change.key for change in told} == set(changed_parts(first, in_order))


def test_lists_are_told_by_what_their_parts_stand_for() -> None:
    cause = {"id": 4, "number": 2, "words": "Nobody answers", "kind": "result", "proof_kind": "guess"}
    tied = {"id": 1, "number": 1, "what": "Ring them", "who": None, "due": None}
    sheet = {"id": 1, "title": "Lost", "unit": "calls", "lines": [["Price", 3]]}
    before = content(rows={"causes": [cause], "countermeasures": [tied], "tallies": [sheet]})
    more = {**sheet, "lines": [["Price", 3], ["Wait", 1]]}
    after = content(rows={**before.rows, "countermeasures": [{**tied, "causes": [4]}], "tallies": [more]})
    told = [value for change in differ(before, after) for value in words(change).values()]
    assert "+2+" in told
    assert any("Wait 1" in value for value in told)
