"""Pictures of an A3: kept once, named by their hash, shown to those who see the A3."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from a3tracker.db.base import db
from a3tracker.db.pictures import picture_count
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from a3tracker.usecases import pictures
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.a3s import archive_a3
from a3tracker.usecases.pictures import ReadyPicture
from tests import factories
from tests.walk import a3_of
from tests.world import World


def ready(data: bytes = b"picture", extension: str = "png") -> ReadyPicture:
    return ReadyPicture(data, sha256(data).hexdigest(), extension, 3, 2)


def name_of(picture: ReadyPicture) -> str:
    return f"{picture.sha}.{picture.extension}"


def kept(world: World, folder: Path, picture: ReadyPicture | None = None, role: str = "member") -> str:
    return pictures.keep_picture(world.actor(role), world.a3, picture or ready(), folder)


def test_a_picture_is_kept_under_its_hash(world: World, tmp_path: Path) -> None:
    assert kept(world, tmp_path / "pictures") == f"/pictures/{name_of(ready())}"
    assert (tmp_path / "pictures" / name_of(ready())).read_bytes() == b"picture"
    assert picture_count(a3_of(world.a3).id) == 1


def test_the_same_picture_twice_is_kept_once(world: World, tmp_path: Path) -> None:
    assert kept(world, tmp_path) == kept(world, tmp_path, role="owner")
    assert picture_count(a3_of(world.a3).id) == 1


def test_a_file_is_written_once_and_never_again(world: World, tmp_path: Path) -> None:
    kept(world, tmp_path)
    (tmp_path / name_of(ready())).write_bytes(b"as it was")
    kept(world, tmp_path)
    assert (tmp_path / name_of(ready())).read_bytes() == b"as it was"


def test_no_half_written_file_stays(world: World, tmp_path: Path) -> None:
    kept(world, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name_of(ready())]


def test_many_people_may_drop_the_same_picture_at_once(tmp_path: Path) -> None:
    data = b"n" * 2_000_000
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: pictures._write_once(tmp_path / "same.png", data), range(16)))
    assert [path.name for path in tmp_path.iterdir()] == ["same.png"]


@pytest.mark.parametrize(
    ("role", "refusal"),
    [("reader", NotAllowed), ("manager", NotAllowed), ("colleague", NotAllowed), ("stranger", NotFound)],
)
def test_only_the_team_adds_pictures(
    world: World, tmp_path: Path, role: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        pictures.ensure_may_add(world.actor(role), world.a3)
    with pytest.raises(refusal):
        kept(world, tmp_path, role=role)


def test_an_archived_a3_takes_no_pictures(world: World) -> None:
    archive_a3(world.actor("coordinator"), world.a3)
    with pytest.raises(WrongState):
        pictures.ensure_may_add(world.actor("member"), world.a3)


def test_an_a3_holds_at_most_a_hundred_pictures(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 1)
    pictures.ensure_may_add(world.actor("member"), world.a3)
    kept(world, tmp_path)
    with pytest.raises(Invalid, match="at most 1 pictures"):
        pictures.ensure_may_add(world.actor("member"), world.a3)


@pytest.mark.parametrize("role", ["reader", "manager", "deputy", "member", "colleague", "administrator"])
def test_everybody_who_sees_the_a3_sees_its_pictures(world: World, tmp_path: Path, role: str) -> None:
    kept(world, tmp_path)
    assert pictures.found_picture(world.actor(role), name_of(ready())) == name_of(ready())


@pytest.mark.parametrize("role", ["stranger", "stranger_manager", "nobody"])
def test_strangers_do_not_learn_that_a_picture_exists(world: World, tmp_path: Path, role: str) -> None:
    kept(world, tmp_path)
    with pytest.raises(NotFound):
        pictures.found_picture(world.actor(role), name_of(ready()))


def test_a_stranger_sees_a_picture_that_stands_on_an_own_a3_too(world: World, tmp_path: Path) -> None:
    kept(world, tmp_path)
    own = factories.a3(world.strange_segment, world.strange_team, world.people["stranger"])
    db.session.commit()
    pictures.keep_picture(world.actor("stranger"), own, ready(), tmp_path)
    assert pictures.found_picture(world.actor("stranger"), name_of(ready()))


@pytest.mark.parametrize(
    "name", ["", "x\x00.png", "../secret", f"{ready().sha}", f"{ready().sha}.svg", "a.b.png"]
)
def test_another_name_is_no_picture(world: World, tmp_path: Path, name: str) -> None:
    kept(world, tmp_path)
    with pytest.raises(NotFound):
        pictures.found_picture(world.actor("member"), name)


def test_a_picture_goes_with_its_a3(world: World, tmp_path: Path) -> None:
    kept(world, tmp_path)
    delete_a3(world.actor("administrator"), world.a3)
    with pytest.raises(NotFound):
        pictures.found_picture(world.actor("administrator"), name_of(ready()))
