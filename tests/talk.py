"""People who comment: what tests of comments, reviews and threads share. Call inside an app context."""

from typing import Any

from sqlalchemy import select

from a3tracker.db.base import db
from a3tracker.db.comments import Comment, threads_of
from a3tracker.db.notices import Notice
from a3tracker.db.people import Person
from a3tracker.domain.access import Actor
from a3tracker.domain.comments import CommentChange, Said
from a3tracker.domain.stages import Stage
from a3tracker.usecases import reviews
from a3tracker.usecases.comments import collect
from a3tracker.usecases.sent_reviews import Review, send_review
from a3tracker.usecases.streams import invite_reader
from tests.walk import a3_of, fill, shown
from tests.world import World


def submitted(world: World) -> None:
    """The left side waits for the manager at revision 1."""
    fill(world.actor("member"), world.a3)
    reviews.submit(world.actor("coordinator"), world.a3)


def invited(world: World) -> Actor:
    """The reader, invited to comment."""
    invite_reader(world.actor("manager"), world.stream, world.people["reader"], True)
    return world.actor("reader")


def comment(actor: Actor, number: int, body: str = "Which number?", **more: Any) -> int:
    """Collect a comment on revision 1."""
    return collect(actor, number, more.pop("revision", 1), CommentChange(body, **more))


def suggestion(actor: Actor, number: int, **more: Any) -> int:
    """Collect a suggestion for the text that `walk.fill` writes."""
    given = {"box": "perceive", "passage": "stands in", "wording": "is written in", **more}
    return comment(actor, number, "", **given)


def send(actor: Actor, number: int, said: Said = Said.COMMENT, reason: str = "", **more: Any) -> Stage:
    """Send what was collected, about what is submitted now."""
    return send_review(actor, number, Review(said, *shown(number), reason, **more))


def sent(actor: Actor, number: int, body: str = "Which number?", **more: Any) -> int:
    """A comment that everybody sees."""
    identity = comment(actor, number, body, **more)
    send(actor, number)
    return identity


def row(identity: int) -> Comment:
    """The comment as it is stored."""
    db.session.expire_all()
    return db.session.get_one(Comment, identity)


def bodies(actor: Actor, number: int) -> list[str]:
    """What this person is shown."""
    return [thread.root.body for thread in threads_of(a3_of(number).id, actor.id)]


def told() -> list[tuple[str, str]]:
    """Who was told what, oldest first."""
    query = select(Person.name, Notice.kind).join(Person, Notice.person_id == Person.id).order_by(Notice.id)
    return [(name, kind) for name, kind in db.session.execute(query)]


def forget() -> None:
    """Nobody was told anything yet."""
    db.session.query(Notice).delete()
    db.session.commit()
