"""An A3 on its way: written, submitted and agreed as far as a test needs it. Call inside an app context."""

from datetime import date, timedelta
from typing import Any

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import Box, box_of
from a3tracker.db.reviews import open_submission
from a3tracker.db.revisions import Revision
from a3tracker.db.rows import rows_in
from a3tracker.domain.access import Actor
from a3tracker.domain.comments import Said
from a3tracker.domain.control_points import goes_round
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.learnings import Learning
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.usecases import boxes, reviews, rows
from a3tracker.usecases.boxes import BoxText, Saved
from a3tracker.usecases.sent_reviews import Review, send_review
from a3tracker.usecases.transaction import now
from tests.world import World

#: What the A3s of the tests end with.
LEARNED = Learning("A first step that cannot go wrong brings people in")


def a3_of(number: int) -> A3:
    """The row of the A3 with this number."""
    return db.session.query(A3).where(A3.number == number).one()


def written(text: str) -> BoxText:
    """A text as the page hands it over."""
    return BoxText(text, f"<p>{text}</p>", 1)


def write(actor: Actor, number: int, key: str, text: str, version: int = 0) -> Saved:
    """Save the text of a box that nobody has opened yet, or one at this version."""
    return boxes.save_box(actor, number, key, written(text), version)


def fill(actor: Actor, number: int, *keys: str) -> None:
    """Texts of this person in these boxes, or in all of them, at version 1."""
    a3 = a3_of(number)
    for key in keys or [box.key for box in CYCLES[a3.cycle].boxes]:
        made = written(f"What stands in {key}")
        row = Box(a3_id=a3.id, key=key, text=made.text, html=made.html, html_version=0)
        row.updated_at, row.updated_by = now(), actor.id
        db.session.add(row)
    boxes.note_writer(a3, actor)
    db.session.commit()


def shown(number: int) -> tuple[int, int, str]:
    """Id of the submission, number and digest of its revision, as the manager's page shows them."""
    submission = open_submission(a3_of(number).id)
    assert submission
    revision = db.session.get_one(Revision, submission.revision_id)
    return submission.id, revision.number, revision.digest


def decide(actor: Actor, number: int, move: Move = Move.AGREE, reason: str = "") -> Stage:
    """Decide what is submitted now."""
    return decide_shown(actor, number, move, shown(number), reason)


def decide_shown(
    actor: Actor, number: int, move: Move, on_screen: tuple[int, int, str], reason: str = ""
) -> Stage:
    """Decide what was on the screen."""
    said = Said.AGREE if move is Move.AGREE else Said.RETURN
    return send_review(actor, number, Review(said, *on_screen, reason))


def soon(days: int = 14) -> date:
    """A day that is still to come."""
    return now().date() + timedelta(days=days)


def prediction(**more: Any) -> Prediction:
    """A prediction that can be locked."""
    whole = {"words": "Win rate", "unit": "%", "point": 27.0, "low": 24.0, "high": 30.0}
    return Prediction(**{**whole, "day": soon(), "why": "Answers come within two days", **more})  # type: ignore[arg-type]


def expected_range(responsible: int, **more: Any) -> ExpectedRange:
    """An expected range that can be locked."""
    whole = {"measure": "Hotels that renew", "unit": "%", "low": 88.0, "high": 94.0, "trigger": "below 88 %"}
    return ExpectedRange(**{**whole, "responsible": responsible, **more})  # type: ignore[arg-type]


def expect(world: World, number: int | None = None) -> None:
    """What the team expects, as its cycle has it, unless it is written already."""
    number = number or world.a3
    a3, member = a3_of(number), world.actor("member")
    panel = CYCLES[a3.cycle].expected
    if not rows_in(a3.id, panel):
        fact = expected_range(member.id) if panel is Panel.RANGES else prediction()
        rows.add_row(member, number, panel, fact)


def lock(world: World, number: int | None = None) -> Stage:
    """Control point 2, with something expected."""
    expect(world, number)
    return reviews.move(world.actor("coordinator"), number or world.a3, Move.LOCK, soon())


def say_something_new(world: World, number: int) -> None:
    """A standard that goes round says something new in the box of its stage, once a lap."""
    a3 = a3_of(number)
    if not goes_round(a3.cycle, a3.outcome) or a3.stage not in ("do", "check", "act"):
        return
    box, text = box_of(a3.id, a3.stage), f"What lap {a3.lap} brought to {a3.stage}"
    if box is None or box.text != text:
        boxes.save_box(world.actor("member"), number, a3.stage, written(text), box.version if box else 0)


def walk(world: World, stage: Stage, outcome: str = "adopted", number: int | None = None) -> None:
    """Bring a full A3 from its left side, or from Do, to this stage."""
    number = number or world.a3
    coordinator, manager = world.actor("coordinator"), world.actor("manager")
    while (here := Stage(a3_of(number).stage)) is not stage:
        say_something_new(world, number)
        if here is Stage.PREDICTION:
            lock(world, number)
        elif here is Stage.DO:
            reviews.move(coordinator, number, Move.CHECK)
        else:
            ends = outcome if here is Stage.ACT else None
            reviews.submit(coordinator, number, outcome=ends, next_check=soon(), learning=LEARNED)
            decide(manager, number, reason="The customers asked for it" if here is Stage.ACT else "")
    say_something_new(world, number)
