"""`@name` reaches the person who is meant, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.mentions import Names, Reachable

PEOPLE = Names(
    [
        Reachable(1, "Maja Lind", "maja@example.org"),
        Reachable(2, "Cem Aydin", "c.aydin@example.org"),
        Reachable(3, "Ann Berg", "ann@example.org"),
        Reachable(4, "Ann Berg Holm", "holm@example.org"),
        Reachable(5, "Eva Ek", "eva1@example.org"),
        Reachable(6, "Eva Ek", "eva2@example.org"),
    ]
)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("@Maja Lind, please", {1}),
        ("(@maja) and @Cem.", {1, 2}),
        ("@c.aydin: see above", {2}),
        ("@Ann Berg Holm knows", {4}),
        ("@Ann Berg knows", {3}),
        ("@ann", {3}),
        ("@Anna Berg", set()),
        ("@Majaa", set()),
        ("write to maja@maja", set()),
        ("@Eva Ek", set()),
        ("@eva2", {6}),
        ("@ Maja", set()),
        ("@@maja", {1}),
        ("", set()),
    ],
)
def test_a_name_after_an_at_reaches_the_one_who_bears_it(text: str, who: set[int]) -> None:
    assert PEOPLE.mentioned(text) == who


def test_a_first_name_that_two_people_bear_reaches_neither() -> None:
    people = Names([Reachable(1, "Ann Berg", "berg@x.org"), Reachable(2, "Ann Holm", "holm@x.org")])
    assert people.mentioned("@Ann") == set()
    assert people.mentioned("@Ann Holm") == {2}


def test_the_text_is_cut_at_its_mentions() -> None:
    parts = PEOPLE.parts("Ask @Maja Lind or @cem first")
    assert [(part.words, part.person) for part in parts] == [
        ("Ask ", None), ("@Maja Lind", 1), (" or ", None), ("@cem", 2), (" first", None),
    ]  # fmt: skip


@given(st.text(alphabet="@majcem lindAE.ßİ_ \n", max_size=200))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    assert "".join(part.words for part in PEOPLE.parts(text)) == text
