"""Deleting an A3 for good takes all that belongs to it, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from a3tracker.db.a3_contents import Files
from a3tracker.db.a3s import A3
from a3tracker.db.base import db
from a3tracker.db.boxes import Box
from a3tracker.db.people import Person
from a3tracker.db.printouts import Made
from a3tracker.db.revisions import Revision
from a3tracker.domain.errors import Invalid, NotAllowed
from a3tracker.domain.stages import Stage
from a3tracker.usecases import pictures
from a3tracker.usecases.a3_removal import delete_a3, delete_named_a3, remove_files
from a3tracker.usecases.a3s import open_a3
from a3tracker.usecases.pictures import ReadyPicture, keep_picture
from a3tracker.usecases.printouts import finish_printout, want_printout
from tests import factories
from tests.journal import lines
from tests.walk import a3_of, fill, walk, write
from tests.world import World


def test_an_administrator_deletes_an_a3_with_all_that_belongs_to_it(world: World) -> None:
    fill(world.actor("member"), world.a3)
    walk(world, Stage.CLOSED)
    want_printout(world.actor("reader"), world.a3, "a3")
    child = factories.a3(world.segment, world.team, world.people["owner"], parent_id=a3_of(world.a3).id)
    db.session.commit()
    delete_a3(world.actor("administrator"), world.a3)
    assert [a3.number for a3 in db.session.scalars(select(A3))] == [child]
    assert a3_of(child).parent_id is None
    for table in (Box, Revision):
        assert db.session.scalar(select(func.count()).select_from(table)) == 0
    assert lines("a3")[-1].act == "deleted"
    assert db.session.get(Person, world.people["owner"])


@pytest.mark.parametrize("role", ["coordinator", "owner", "manager", "deputy", "reader"])
def test_nobody_else_deletes_an_a3(world: World, role: str) -> None:
    with pytest.raises(NotAllowed, match="administrator"):
        delete_a3(world.actor(role), world.a3)
    assert write(world.actor("member"), world.a3, "plan", "Still there").version == 1


def test_the_number_is_typed_to_confirm_it(world: World) -> None:
    with pytest.raises(Invalid, match="Type A3-1"):
        delete_named_a3(world.actor("administrator"), world.a3, "A3-7")
    with pytest.raises(NotAllowed):
        delete_named_a3(world.actor("manager"), world.a3, "A3-1")
    assert delete_named_a3(world.actor("administrator"), world.a3, "a3-1") == Files(frozenset(), frozenset())


def test_a_file_goes_with_the_last_a3_that_uses_it(world: World, tmp_path: Path) -> None:
    shown, printouts = tmp_path / "pictures", tmp_path / "printouts"
    printouts.mkdir()
    picture = ReadyPicture(b"picture", "ab" * 32, "png", 3, 2)
    keep_picture(world.actor("member"), world.a3, picture, shown)
    finish_printout(want_printout(world.actor("reader"), world.a3, "a3"), Made("f" * 64, 9.0, {}))
    (printouts / f"{'f' * 64}.pdf").write_bytes(b"%PDF")
    second = factories.a3(world.segment, world.team, world.people["owner"])
    db.session.commit()
    keep_picture(world.actor("member"), second, picture, shown)
    remove_files(delete_a3(world.actor("administrator"), world.a3), shown, printouts)
    assert [path.name for path in shown.iterdir()] == [f"{picture.sha}.png"]
    assert list(printouts.iterdir()) == []
    remove_files(delete_a3(world.actor("administrator"), second), shown, printouts)
    assert list(shown.iterdir()) == []


def test_files_that_are_gone_already_trouble_nobody(world: World, tmp_path: Path) -> None:
    remove_files(Files(frozenset({"ab.png"}), frozenset({"cd.pdf"})), tmp_path, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_picture_added_while_its_file_goes_is_there_in_the_end(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = ReadyPicture(b"picture", "ab" * 32, "png", 3, 2)
    name = f"{picture.sha}.png"
    really = open_a3

    def meanwhile(*asked: Any) -> Any:
        (tmp_path / name).unlink()
        return really(*asked)

    monkeypatch.setattr(pictures, "open_a3", meanwhile)
    keep_picture(world.actor("member"), world.a3, picture, tmp_path)
    assert (tmp_path / name).read_bytes() == b"picture"
