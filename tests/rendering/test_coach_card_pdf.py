"""The coach's card on paper: one upright page that can be read, whatever the team has open."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a3tracker.domain.coaching import QUESTIONS
from a3tracker.rendering.coach_cards import (
    LAST_STEP,
    SHORT,
    Answer,
    Asked,
    CoachCard,
    brief,
    briefest,
    most_urgent,
)
from a3tracker.rendering.pdf import render_card
from a3tracker.rendering.qr import qr_svg
from tests.rendering import papertrail

pytestmark = pytest.mark.pdf

ADDRESS = "https://a3.example.org/teams/1"
LAST = (
    ("Last step", "Three quotes by phone (3 Nov)"),
    ("What was expected", "Two of three answer the same day"),
    ("What happened", "All three; one asked what it costs"),
    ("What was learned", "The price is asked before the date"),
)
ONE = Asked(
    number=1,
    title="Quotes take nine days",
    about="PDCA · loop 1 · Do · Mia Rossi",
    pressing="late since 10 Nov",
    front=(
        Answer(SHORT["target"], (("Quotes won", "we expect 27 % (24–30 %) on 30 Jun"),), "No target yet."),
        Answer(SHORT["actual"], (("Quotes won", "22 % on 13 Nov"),), "Nothing measured yet."),
        Answer(SHORT["obstacle"], (), "None named yet."),
    ),
    back=(
        Answer(SHORT["step"], (("Next step", "Ask ten by phone"), ("What we expect", "Six answer"))),
        Answer(SHORT["look"], (("Look on", "9 Dec"),)),
        Answer(LAST_STEP, LAST),
    ),
)


def card(count: int, one: Asked = ONE) -> CoachCard:
    """A card with so many A3s, all alike but for their numbers."""
    asked = tuple(replace(one, number=number) for number in range(1, count + 1))
    return CoachCard(
        team=1,
        name="First edit",
        stream="Newcomers",
        coordinator="Cem Aydin",
        dated="22 Nov 2026",
        iso="2026-11-22",
        questions=tuple(QUESTIONS.values()),
        asked=asked,
        address=ADDRESS,
        qr=qr_svg(ADDRESS),
    )


def long(signs: int) -> Asked:
    """An A3 whose every answer is so long."""
    words = "Something that was tried and seen. " * (signs // 35 + 1)
    return replace(
        ONE,
        front=tuple(replace(answer, said=(("Measure", words[:signs]),) * 3) for answer in ONE.front),
        back=tuple(replace(answer, said=(("Step", words[:signs]),) * 4) for answer in ONE.back),
    )


def named(words: str) -> set[int]:
    return {int(number) for number in re.findall(r"A3-(\d+)", words)}


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_a_team_has_one_upright_page_with_every_word_on_it(paper: str, size: tuple[float, float]) -> None:
    pdf = render_card(card(4), paper)
    assert papertrail.size_mm(pdf) == pytest.approx(size, abs=0.1)
    words = papertrail.words(pdf).replace("\N{NO-BREAK SPACE}", " ")
    for told in ("First edit", "Newcomers", "Cem Aydin", "22 Nov 2026", "4 A3s open", ADDRESS):
        assert told in words
    for question in QUESTIONS.values():
        assert question in words
    for answer in (*ONE.front, *ONE.back):
        for what, said in answer.said or (("", answer.nothing),):
            assert words.count(said.replace(" %", "\N{NO-BREAK SPACE}%")) + words.count(said) >= 4, (
                what,
                said,
            )
    assert named(words) == {1, 2, 3, 4}
    assert "more on screen" not in words
    assert min(papertrail.type_sizes(pdf)) >= 6.6


@pytest.mark.parametrize(("count", "signs"), [(0, 0), (1, 600), (5, 250), (9, 40), (30, 40), (90, 600)])
def test_what_has_no_room_is_named_and_nothing_is_too_small(count: int, signs: int) -> None:
    pdf = render_card(card(count, long(signs)), "letter")
    words = papertrail.words(pdf)
    papertrail.size_mm(pdf)
    assert min(papertrail.type_sizes(pdf)) >= 6.6
    left_out = words.partition("Also open, without room on this card:")[2]
    rest = re.search(r"and (\d+) more", left_out)
    assert len(named(words)) + (int(rest[1]) if rest else 0) == count
    if count == 0:
        assert "No A3 of this team is open." in words
    if left_out:
        on_card = named(words) - named(left_out)
        assert on_card == set(range(1, len(on_card) + 1)), "the most urgent are on the card"


def test_an_answer_that_is_cut_says_so() -> None:
    words = papertrail.words(render_card(card(3, long(600)), "a4"))
    assert "…" in words
    assert "and 1 more on screen" in words


def test_a_short_card_has_more_room_for_a_pen() -> None:
    assert pen_lines(render_card(card(1), "a4")) > pen_lines(render_card(card(3), "a4")) / 3 + 1
    assert max(papertrail.type_sizes(render_card(card(1), "a4"))) == pytest.approx(1.8 * 10.5, abs=0.1)


def pen_lines(pdf: bytes) -> int:
    """How many lines run across the whole page, rules included."""
    picture = papertrail.picture(pdf).convert("L")
    middle = range(picture.width // 8, picture.width * 7 // 8, 3)
    inked = [all(picture.getpixel((x, y)) < 240 for x in middle) for y in range(picture.height)]
    return sum(now and not before for before, now in pairwise(inked))


def test_the_same_card_is_the_same_bytes_and_is_read_in_order() -> None:
    pdf = render_card(card(2), "a4")
    assert pdf == render_card(card(2), "a4")
    kinds = papertrail.kinds(pdf)
    assert [kind for kind in kinds if kind in ("H1", "H2")] == ["H1", "H2", "H2"]
    assert kinds.count("H3") == 12
    assert "Figure" in kinds


answers = st.builds(
    Answer,
    question=st.just("Target"),
    said=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=400)), max_size=8).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(
    st.lists(answers, min_size=1, max_size=3),
    st.integers(1, 60),
    st.integers(0, 60),
    st.sampled_from([brief, briefest]),
)
def test_a_shortened_card_counts_all_that_it_leaves_out(
    front: list[Answer], count: int, most: int, cut: Callable[[CoachCard], CoachCard]
) -> None:
    whole = card(count, replace(ONE, front=tuple(front)))
    short = most_urgent(cut(whole), most)
    assert [one.number for one in short.asked] + list(short.left_out) == list(range(1, count + 1))
    for one in short.asked:
        for before, after in zip(front, one.front, strict=True):
            assert len(after.said) + after.more == len(before.said)
            for (_, kept), (_, said) in zip(after.said, before.said, strict=False):
                assert kept == said or (kept.endswith(" …") and said.startswith(kept.removesuffix(" …")))
