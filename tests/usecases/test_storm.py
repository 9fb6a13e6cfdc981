"""Many people at once: one winner for each version, and every other gets both texts back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

from flask import Flask

from a3tracker.db.base import db
from a3tracker.db.boxes import box_of, boxes_of
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import OutOfDate
from tests.walk import a3_of, write
from tests.world import World

PEOPLE, ROUNDS = 20, 3


def all_at_once(app: Flask, acts: list[Callable[[], Any]]) -> list[Any]:
    """What each act returns or raises, when all start in the same moment."""
    db.session.rollback()
    results: list[Any] = [None] * len(acts)
    barrier = Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        with app.app_context():
            barrier.wait()
            try:
                results[place] = act()
            except Exception as error:  # noqa: BLE001 - whatever comes out is looked at
                results[place] = error
            db.session.remove()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_twenty_people_in_one_box_have_one_winner_and_nobody_loses_a_text(app: Flask, world: World) -> None:
    member = world.actor("member")
    for version in range(ROUNDS):
        texts = [f"Round {version}, text {number}" for number in range(PEOPLE)]
        results = all_at_once(
            app, [partial(write, member, world.a3, "plan", text, version) for text in texts]
        )
        won = [text for text, result in zip(texts, results, strict=True) if not isinstance(result, Exception)]
        assert len(won) == 1, results
        box = box_of(a3_of(world.a3).id, "plan")
        assert box
        assert (box.text, box.version) == (won[0], version + 1)
        lost = {text: result for text, result in zip(texts, results, strict=True) if text != won[0]}
        assert all(isinstance(result, OutOfDate) for result in lost.values()), results
        assert all((result.yours, result.theirs) == (text, won[0]) for text, result in lost.items())


def test_nine_people_in_nine_boxes_all_win(app: Flask, world: World) -> None:
    member, keys = world.actor("member"), [box.key for box in CYCLES["PDCA"].boxes]
    acts = [partial(write, member, world.a3, key, f"Text of {key}") for key in keys]
    assert [result.version for result in all_at_once(app, acts)] == [1] * 9
    assert {box.text for box in boxes_of(a3_of(world.a3).id).values()} == {f"Text of {key}" for key in keys}
