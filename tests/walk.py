"""An A3 on its way: written, submitted and agreed as far as a test needs it. Call inside an app context."""

from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.reviews import open_submission
from a3tracker.db.revisions import Revision
from a3tracker.domain.access import Actor
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.reviews import Move
from a3tracker.domain.stages import Stage
from a3tracker.usecases import boxes, reviews
from a3tracker.usecases.boxes import BoxText, Saved
from a3tracker.usecases.transaction import now
from tests.world import World


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


def shown(number: int) -> tuple[int, str]:
    """Number and digest of the submitted revision, as the manager's page shows them."""
    submission = open_submission(a3_of(number).id)
    assert submission
    revision = db.session.get_one(Revision, submission.revision_id)
    return revision.number, revision.digest


def decide(actor: Actor, number: int, move: Move = Move.AGREE, reason: str = "") -> Stage:
    """Decide what is submitted now."""
    return reviews.decide(actor, number, reviews.Choice(move, *shown(number), reason))


def walk(world: World, stage: Stage, outcome: str = "adopted", number: int | None = None) -> None:
    """Bring a full A3 from its left side, or from Do, to this stage."""
    number = number or world.a3
    coordinator, manager = world.actor("coordinator"), world.actor("manager")
    while (here := Stage(a3_of(number).stage)) is not stage:
        if here is Stage.PREDICTION:
            reviews.move(coordinator, number, Move.LOCK)
        elif here is Stage.DO:
            reviews.move(coordinator, number, Move.CHECK)
        else:
            reviews.submit(coordinator, number, outcome=outcome if here is Stage.ACT else None)
            decide(manager, number)
