"""What the fields and the kinds of rows of an A3 are called where two contents are compared."""

from __future__ import annotations

from typing import Final

from a3tracker.rendering.countermeasures import PLAN_FIELDS

#: What the header's fields are called, in the order of the page; cycle and lineage never change.
HEADER: Final = {
    "title": "Title",
    "segment": "Segment",
    "team": "Team",
    "owner": "Owner",
    "coordinator": "Coordinator",
    "manager": "Manager",
    "language": "Language of the sheet",
    "start": "Start",
    "target_end": "Target end",
    "next_review": "Next review",
    "parent": "Comes from",
}
DAYS: Final = {
    "start", "target_end", "next_review", "day", "made", "look_on", "due", "done_on", "dropped_on",
    "dropped_again_on", "agreed_on", "verified_on", "ask_by", "restored", "trained_on",
}  # fmt: skip
PEOPLE: Final = {
    "owner", "coordinator", "manager", "person", "responsible", "who", "dropped_by", "agreed_by",
    "verified_by", "by",
}  # fmt: skip
PLACES: Final = ("team", "segment", "metric", "prediction", "explains", "step")
FIELDS: Final = {
    "person": "Name",
    "role": "Role in this A3",
    "day": "Date",
    "tried": "What we tried",
    "expected": "What we expected",
    "observed": "What we saw",
    "learned": "What we learned",
    "for_whom": "For",
    "who": "Who tries it",
    "seen": "The number that we saw",
    "did": "What the customer did",
    "look_on": "When to look",
    "words": "What is expected",
    "low": "Low end",
    "high": "High end",
    "made": "Added on",
    "trigger": "What triggers an answer",
    **PLAN_FIELDS,
    "ask_whom": "Whom we ask",
    "ask_what": "What we ask for",
    "ask_by": "By when",
    "outside": "Outside our reach",
    "proof_kind": "It rests on",
    "explains": "It explains",
    "trained": "Trained on version",
    "out_of": "Out of",
    "place": "Number",
    "at": "Hour",
    "restored_at": "Hour of the restoring",
}
#: What says which row it is, then the order of the forms; other fields follow as they are stored.
ORDER: Final = (
    "person", "words", "tried", "measure", "what", "number", "position", "role", "side", "unit", "point",
    "low", "high",
    "before", "target", "actual", "day", "expected", "observed", "learned", "trigger", "responsible", "why",
    "made", "reason",
)  # fmt: skip
ONE_OF: Final = {
    "people": "person",
    "experiments": "experiment",
    "checks": "measure",
    "predictions": "prediction",
    "ranges": "expected range",
    "countermeasures": "countermeasure",
    "not_to_do": "line not to do",
    "learnings": "learning",
    "causes": "cause",
    "tallies": "check sheet",
    "bones": "names of the bones",
    "steps": "step",
    "adherence": "adherence check",
    "deviations": "deviation",
}
