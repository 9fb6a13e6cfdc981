"""Comments: collected by one person, answered and resolved by those whom they concern."""

from __future__ import annotations

from a3tracker.db.a3s import Placed
from a3tracker.db.base import db
from a3tracker.db.comments import (
    Comment,
    collected_by,
    comment_count,
    comment_of,
    newest_answer,
    people_in_thread,
)
from a3tracker.db.people import people_who_see
from a3tracker.db.revisions import Revision, latest_revision, revision_numbered
from a3tracker.domain.a3s import label
from a3tracker.domain.access import Action, Actor, Role, Verdict, ensure, may, roles_of
from a3tracker.domain.comments import (
    MOST_COLLECTED,
    MOST_SENT,
    CommentChange,
    checked_body,
    checked_comment,
)
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.notices import Kind
from a3tracker.domain.rests import WHY
from a3tracker.domain.revisions import read_content
from a3tracker.usecases.a3s import found_a3, touch
from a3tracker.usecases.mentions import tell_mentioned
from a3tracker.usecases.notices import tell
from a3tracker.usecases.revisions import take_revision
from a3tracker.usecases.transaction import journal, now, writing


def commented_a3(actor: Actor, number: int) -> Placed:
    """The A3 when the actor may comment on it; a closed one too, an archived one not."""
    placed = found_a3(actor, number)
    ensure(actor, Action.COMMENT_A3, placed.place)
    if placed.a3.archived_at is not None:
        raise WrongState(f"{label(number)} is archived. Bring it back first.")
    return placed


def collect(actor: Actor, number: int, revision: int, change: CommentChange) -> int:
    """Keep a comment for the actor alone until the review is sent; the same one twice is one."""
    with writing():
        placed = commented_a3(actor, number)
        comment = collected(actor, placed, commented_revision(actor, placed, revision), change)
        journal(actor.id, "collected a comment on", "a3", placed.a3.id, comment=comment.id)
        return comment.id


def collected(actor: Actor, placed: Placed, revision: Revision, change: CommentChange) -> Comment:
    """The comment, added to what the actor collects. Called inside a writing transaction."""
    change = checked_comment(change, placed.a3.cycle, read_content(revision.content).boxes)
    present = collected_by(placed.a3.id, actor.id)
    for same in present:
        if change_of(same) == change and same.revision_id == revision.id:
            return same
    if len(present) >= MOST_COLLECTED:
        raise Invalid(f"You have collected {MOST_COLLECTED} comments here. Send them first.")
    _ensure_room(placed)
    comment = Comment(a3_id=placed.a3.id, revision_id=revision.id, author_id=actor.id)
    _write(comment, change)
    db.session.add(comment)
    db.session.flush()
    return comment


def edit_collected(actor: Actor, number: int, comment_id: int, change: CommentChange) -> None:
    """Change what is not sent yet."""
    with writing():
        placed, comment = own_collected(actor, number, comment_id)
        content = read_content(db.session.get_one(Revision, comment.revision_id).content)
        _write(comment, checked_comment(change, placed.a3.cycle, content.boxes))
        journal(actor.id, "edited a comment on", "a3", placed.a3.id, comment=comment_id)


def remove_collected(actor: Actor, number: int, comment_id: int) -> None:
    """Take back what is not sent yet."""
    with writing():
        placed, comment = own_collected(actor, number, comment_id)
        db.session.delete(comment)
        journal(actor.id, "took back a comment on", "a3", placed.a3.id, comment=comment_id)


def answer(actor: Actor, number: int, comment_id: int, body: str) -> None:
    """Answer in a thread; those who wrote in it are told. The same answer sent twice is one."""
    with writing():
        placed = commented_a3(actor, number)
        root = sent_root(placed, comment_id)
        body = checked_body(body)
        if _last_in(root) == (actor.id, body):
            return
        _ensure_room(placed)
        newest = latest_revision(placed.a3.id)
        db.session.add(
            Comment(
                a3_id=placed.a3.id,
                root_id=root.id,
                revision_id=newest.id if newest else root.revision_id,
                box=root.box,
                author_id=actor.id,
                body=body,
                sent_at=now(),
            )
        )
        touch(placed.a3)
        journal(actor.id, "answered a comment on", "a3", placed.a3.id, comment=root.id)
        told = _concerned(actor, placed, root)
        tell(told, Kind.ANSWERED, placed.a3.id, actor.id, comment=root.id)
        tell_mentioned(actor, placed, [body], told, comment=root.id)


def resolve(actor: Actor, number: int, comment_id: int, resolved: bool = True) -> None:
    """Lay a thread aside, or open it again; what was said in it stays."""
    with writing():
        placed = commented_a3(actor, number)
        root = sent_root(placed, comment_id)
        verdict = may_resolve(actor, placed, root.author_id)
        if not verdict:
            raise NotAllowed(verdict.reason)
        if (root.resolved_at is not None) == resolved:
            return
        root.resolved_at, root.resolved_by = (now(), actor.id) if resolved else (None, None)
        act = "resolved a comment on" if resolved else "opened a comment again on"
        journal(actor.id, act, "a3", placed.a3.id, comment=root.id)


def may_resolve(actor: Actor, placed: Placed, author: int) -> Verdict:
    """The author of the comment, the team that writes, and the manager."""
    if actor.id == author or roles_of(actor, placed.place) & {Role.MANAGER, Role.DEPUTY}:
        return Verdict(True)
    if may(actor, Action.WRITE_A3, placed.place):
        return Verdict(True)
    return Verdict(False, "Only who wrote the comment, the team or the manager may resolve it.")


def change_of(comment: Comment) -> CommentChange:
    """The comment as it was typed."""
    return CommentChange(comment.body, comment.box, comment.passage, comment.occurrence, comment.wording)


def commented_revision(actor: Actor, placed: Placed, number: int) -> Revision:
    """The revision that was on the screen. Called inside a writing transaction.

    Number 0 is the sheet of which none was taken yet: the first comment takes one, so that it says for
    ever what it is about. Whoever read the same sheet at the same time comments on that one, too.
    """
    newest = latest_revision(placed.a3.id)
    if number == 0 and newest is None:
        return take_revision(actor.id, placed, "commented")
    if number == 0 and newest is not None and newest.number == 1 and newest.why in ("commented", WHY):
        return newest
    return read_revision(placed, number)


def read_revision(placed: Placed, number: int) -> Revision:
    """The revision that was on the screen; `OutOfDate` when there is no such one."""
    revision = revision_numbered(placed.a3.id, number)
    if revision is None:
        raise OutOfDate(
            "This page did not say which revision you read. Look at the one shown now, then send it again."
        )
    return revision


def own_collected(actor: Actor, number: int, comment_id: int) -> tuple[Placed, Comment]:
    """What the actor has collected; another's does not exist, `WrongState` when it was sent meanwhile."""
    comment = comment_of(found_a3(actor, number).a3.id, comment_id)
    if comment is None or comment.author_id != actor.id:
        raise NotFound("There is no such comment among yours.")
    placed = commented_a3(actor, number)
    if comment.sent_at is not None:
        raise WrongState("This comment was sent. It stays as it is; you can answer below it.")
    return placed, comment


def sent_root(placed: Placed, comment_id: int) -> Comment:
    """A comment that was sent and begins a thread."""
    comment = comment_of(placed.a3.id, comment_id)
    if comment is None or comment.sent_at is None or comment.root_id is not None:
        raise NotFound("There is no such comment on this A3.")
    return comment


def _write(comment: Comment, change: CommentChange) -> None:
    comment.body, comment.box, comment.passage = change.body, change.box, change.passage
    comment.occurrence, comment.wording = change.occurrence, change.wording


def _ensure_room(placed: Placed) -> None:
    if comment_count(placed.a3.id) >= MOST_SENT:
        raise Invalid(f"An A3 holds at most {MOST_SENT:,} comments. Talk about it, or start the next loop.")


def _last_in(root: Comment) -> tuple[int, str] | None:
    newest = newest_answer(root.id)
    return (newest.author_id, newest.body) if newest else None


def _concerned(actor: Actor, placed: Placed, root: Comment) -> set[int]:
    """Those who wrote in the thread and still see it; whoever talks alone talks to coordinator and owner."""
    people = people_in_thread(root.id) - {actor.id}
    seeing = {person.id for person in people_who_see(placed.stream.id, now().date())}
    return (people or {placed.team.coordinator_id, placed.a3.owner_id}) & seeing
