"""Many people at the real server in the same moment: nothing is lost, and nothing is agreed unread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from html import escape

import pytest

from tests.browser.program import Program, running
from tests.storm.people import Somebody, all_at_once, signed_in

A3 = 6
ROUNDS, WRITERS, WRITING_ROUNDS = 200, 20, 50


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The demo, in which A3-6 waits for its manager."""
    with running(tmp_path_factory.mktemp("storm"), "demo") as started:
        yield started


def version_of(program: Program, box: str) -> int:
    """The version of a box of A3-6, 0 when nobody wrote in it."""
    rows = program.rows(
        "SELECT version FROM boxes WHERE key = ? AND a3_id = (SELECT id FROM a3s WHERE number = ?)", box, A3
    )
    return int(str(rows[0][0])) if rows else 0


def submitted(program: Program) -> tuple[object, ...]:
    """The submission that waits for a decision, number and hash of its revision."""
    (row,) = program.rows(
        "SELECT s.id, r.number, r.digest FROM submissions s JOIN revisions r ON r.id = s.revision_id"
        " JOIN a3s a ON a.id = s.a3_id WHERE a.number = ? AND s.decision IS NULL",
        A3,
    )
    return row


def agreed(program: Program) -> list[tuple[object, ...]]:
    """Number and hash of every revision that was agreed to, oldest first."""
    return program.rows(
        "SELECT r.number, r.digest FROM submissions s JOIN revisions r ON r.id = s.revision_id"
        " JOIN a3s a ON a.id = s.a3_id WHERE a.number = ? AND s.decision = 'agreed' ORDER BY s.id",
        A3,
    )


def write_and_submit(writer: Somebody, version: int, text: str) -> tuple[int, str]:
    """The coordinator changes the left side and submits it anew."""
    status, answer = writer.post(f"/a3/{A3}/box/perceive", text=text, version=version)
    if status >= 400:
        return status, answer
    return writer.post(f"/a3/{A3}/submit", note="Once more")


def stand_again(program: Program, writer: Somebody) -> None:
    """Back to the left side with a submission that waits."""
    program.rows("UPDATE a3s SET stage = 'left_side' WHERE number = ?", A3)
    waiting = program.rows(
        "SELECT 1 FROM submissions s JOIN a3s a ON a.id = s.a3_id WHERE a.number = ? AND s.decision IS NULL",
        A3,
    )
    if not waiting:
        assert writer.post(f"/a3/{A3}/submit", note="Again")[0] == 302


def test_no_agreement_is_bound_to_another_text_than_the_one_that_was_read(program: Program) -> None:
    with signed_in(program, "yamada") as manager, signed_in(program, "lindqvist") as writer:
        outcomes = {race(program, manager, writer, round_) for round_ in range(ROUNDS)}
    assert {decided for decided, _ in outcomes} == {302, 409}, "the race always had the same winner"


def race(program: Program, manager: Somebody, writer: Somebody, round_: int) -> tuple[int, int]:
    """One round; what was answered to the manager and to the writer."""
    stand_again(program, writer)
    submission, number, digest = submitted(program)
    before = len(agreed(program))
    decide = partial(
        manager.post,
        f"/a3/{A3}/decide",
        decision="agree",
        submission=submission,
        revision=number,
        digest=digest,
        reason="",
    )
    write = partial(write_and_submit, writer, version_of(program, "perceive"), f"Gap, told {round_}")
    (decided, _), (wrote, _) = all_at_once([decide, write])
    assert decided in (302, 409), round_
    # Submitting meets an A3 that has moved on when the manager was first: that is said, too.
    assert wrote in (302, 409), round_
    now_agreed = agreed(program)[before:]
    assert now_agreed == ([(number, digest)] if decided == 302 else []), round_
    return decided, wrote


def test_twenty_writers_of_one_box_have_one_winner_a_round_and_keep_their_texts(program: Program) -> None:
    with signed_in(program, "haddad") as person, ExitStack() as leaving:
        writers = [person.another() for _ in range(WRITERS)]
        for writer in writers:
            leaving.callback(writer.leave)
        for round_ in range(WRITING_ROUNDS):
            write_at_once(program, writers, round_)


def write_at_once(program: Program, writers: list[Somebody], round_: int) -> None:
    """One round: all write on the version that all have read."""
    version = version_of(program, "plan")
    texts = [f"Round {round_}: what writer {place} <says>" for place in range(WRITERS)]
    answers = all_at_once(
        [
            partial(writer.post, f"/a3/{A3}/box/plan", text=text, version=version)
            for writer, text in zip(writers, texts, strict=True)
        ]
    )
    statuses = [status for status, _ in answers]
    assert sorted(statuses) == [302] + [409] * (WRITERS - 1), round_
    won = texts[statuses.index(302)]
    assert version_of(program, "plan") == version + 1
    for text, (status, page) in zip(texts, answers, strict=True):
        if status == 409:
            assert escape(text) in page
            assert escape(won) in page
