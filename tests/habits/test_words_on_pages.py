"""Calm, plain words on every page: one heading, a title, a language, no exclamation mark."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from a3tracker.usecases import reviews
from tests.visitor import Visitor
from tests.walk import fill
from tests.world import World

TEMPLATES = Path(__file__).parents[2] / "templates"
FILES = sorted(path for path in TEMPLATES.rglob("*.html"))
names = [str(path.relative_to(TEMPLATES)) for path in FILES]
every_template = pytest.mark.parametrize("path", FILES, ids=names)

NOT_WORDS = re.compile(r"{#.*?#}|{%.*?%}|<!doctype[^>]*>|<!--.*?-->|!=", re.DOTALL | re.IGNORECASE)
PAGES = [
    "/", "/a3s", "/a3s/new", "/a3/1", "/a3/1/edit", "/a3/1/box/plan", "/a3/1/rows/people/new",
    "/a3/1/rows/experiments/new", "/a3/1/rows/checks/new", "/a3/1/review", "/a3/1/history", "/a3/1/compare",
    "/a3/1/experiments", "/a3/1/experiments/new", "/a3/1/r/1", "/a3/1/coaching", "/a3/1/coaching/plan",
    "/a3/1/hints", "/a3/1/print", "/blank", "/me", "/inbox", "/help/roles", "/help/check",
    "/help/cycles", "/streams", "/streams/1", "/segments", "/segments/1", "/segments/1/figures",
    "/segments/1/definitions", "/segments/1/definitions/new?first=lost", "/segments/1/metrics/new",
    "/segments/1/imports", "/segments/1/cohorts", "/teams", "/teams/1", "/shelf", "/shelf?words=x",
]  # fmt: skip
FOR_ADMINISTRATORS = [
    "/people", "/people/new", "/people/1", "/people/1/edit", "/people/2/password", "/journal", "/settings",
    "/streams/new", "/streams/1/edit", "/streams/1/deputies/new", "/streams/1/readers/new", "/segments/new",
    "/segments/1/edit", "/teams/new", "/teams/1/edit", "/teams/1/members/new", "/a3/1/delete",
]  # fmt: skip


@every_template
def test_a_template_speaks_calmly_and_finished(path: Path) -> None:
    words = NOT_WORDS.sub("", path.read_text(encoding="utf-8"))
    assert "!" not in words
    for wrong in ("takt", "lorem ipsum", "click here", "TODO", "FIXME"):
        assert wrong.lower() not in words.lower()


@every_template
def test_a_template_holds_no_style_and_no_script_of_its_own(path: Path) -> None:
    text = NOT_WORDS.sub("", path.read_text(encoding="utf-8"))
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


class Page(HTMLParser):
    """What is asked of every page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings, self.title, self.lang, self.ids = 0, "", "", list[str]()
        self.unnamed, self._in = list[str](), ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count and collect."""
        given = dict(attrs)
        self._in = tag
        self.headings += tag == "h1"
        self.lang = (given.get("lang") or "") if tag == "html" else self.lang
        self.ids += [given["id"] or ""] if "id" in given else []
        if tag == "img" and "alt" not in given:
            self.unnamed.append(str(given))

    def handle_data(self, data: str) -> None:
        """The words of the title."""
        self.title += data.strip() if self._in == "title" else ""


def is_well_made(html: str) -> None:
    """One heading, a title, a language, each id once, a word for each picture, calm."""
    page = Page(re.sub(r"<template.*?</template>", "", html, flags=re.DOTALL))
    assert page.headings == 1
    assert len(page.title.replace("a3tracker", "").strip(" ·")) > 2
    assert page.lang == "en"
    assert sorted(page.ids) == sorted(set(page.ids))
    assert not page.unnamed
    assert "!" not in re.sub(r"<!doctype html>|<[^>]*>", "", html)


@pytest.fixture
def submitted(app: Flask, world: World) -> World:
    """A full A3 that waits for the manager."""
    with app.app_context():
        fill(world.actor("member"), 1)
        reviews.submit(world.actor("coordinator"), 1)
    return world


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_every_page_has_one_heading_a_title_and_a_language(app: Flask, submitted: World, role: str) -> None:
    browser: Visitor = app.test_client().signed_in_as(submitted.people[role])  # type: ignore[assignment]
    for path in PAGES if role == "coordinator" else FOR_ADMINISTRATORS:
        try:
            is_well_made(browser.read(path))
        except AssertionError as fault:
            raise AssertionError(f"{path}: {fault}") from fault


def test_the_pages_of_who_is_signed_out_too(client: Visitor, world: World) -> None:
    is_well_made(client.read("/sign-in"))
    is_well_made(client.get("/nowhere").text)


def test_the_first_page_of_all_too(client: Visitor) -> None:
    is_well_made(client.read("/first-run"))
