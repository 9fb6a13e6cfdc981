"""Pictures are taken in, shown to those who see the A3, and to nobody else."""

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from a3tracker.usecases.a3s import archive_a3
from tests.visitor import Visitor
from tests.world import World

As = Callable[[str], Visitor]


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "teal").save(made, kind)
    return made.getvalue()


def sent(browser: Visitor, data: bytes, name: str = "whiteboard.png") -> TestResponse:
    return browser.send("/a3/1/pictures", {"picture": (BytesIO(data), name)})


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_taken_and_shown_with_its_own_type(as_: As, world: World, kind: str) -> None:
    told = sent(as_("member"), picture(kind), f"x.{kind.lower()}").get_json()
    assert told["markdown"] == f"![picture]({told['url']})"
    with as_("reader").get(told["url"]) as shown:
        assert shown.status_code == 200
        assert shown.mimetype.startswith("image/")
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in shown.headers["Content-Security-Policy"]
        assert shown.headers["Cache-Control"].startswith("private")
        assert Image.open(BytesIO(shown.data)).size == (30, 20)


def test_the_same_picture_twice_has_one_address(as_: As, world: World) -> None:
    assert sent(as_("member"), picture()).get_json() == sent(as_("owner"), picture()).get_json()


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", picture()[:60]],
    ids=["empty", "text", "svg", "pdf", "half"],
)
def test_what_is_no_picture_is_refused_in_words(as_: As, world: World, data: bytes) -> None:
    answer = sent(as_("member"), data)
    assert answer.status_code == 400
    assert "PNG, JPEG, WebP" in answer.text


def test_a_form_without_a_picture_is_refused(as_: As, world: World) -> None:
    assert as_("member").send("/a3/1/pictures").status_code == 400


def test_a_picture_beyond_the_limit_is_too_large(
    app: Flask, as_: As, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert app.config["MAX_CONTENT_LENGTH"] == 12 * 1024 * 1024
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 10_000)
    answer = sent(as_("member"), b"n" * 10_001)
    assert answer.status_code == 413
    assert "12 megabytes" in answer.text


@pytest.mark.parametrize(("role", "status"), [("reader", 403), ("manager", 403), ("stranger", 404)])
def test_only_the_team_adds_pictures(as_: As, world: World, role: str, status: int) -> None:
    assert sent(as_(role), picture()).status_code == status


def test_a_picture_is_hidden_from_strangers_and_from_who_is_signed_out(
    as_: As, world: World, client: Visitor
) -> None:
    url = sent(as_("member"), picture()).get_json()["url"]
    assert as_("stranger").get(url).status_code == 404
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("name", ["x.png", f"{'0' * 64}.png", f"{'0' * 64}.svg", "..%2f..%2fsecret", ".png"])
def test_a_picture_that_does_not_exist_is_not_found(as_: As, world: World, name: str) -> None:
    assert as_("member").get(f"/pictures/{name}").status_code == 404


def test_the_guards_of_the_form(app: Flask, as_: As, world: World) -> None:
    assert as_("member").post("/a3/1/pictures", data={}).status_code == 400
    assert as_("member").get("/a3/1/pictures").status_code == 405
    with app.app_context():
        archive_a3(world.actor("coordinator"), 1)
    assert sent(as_("member"), picture()).status_code == 409
