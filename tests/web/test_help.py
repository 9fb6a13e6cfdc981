"""Help pages are made from the rules and the catalogue themselves."""

from collections.abc import Callable
from html import unescape

import pytest

from a3tracker.domain.access import RULES
from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.reviews import TRANSITIONS
from a3tracker.domain.verdicts import Comparison, GuardVerdict, Verdict
from tests.visitor import Visitor

As = Callable[[str], Visitor]


def test_every_action_every_role_and_every_move_stands_on_the_page_of_roles(as_: As) -> None:
    page = unescape(as_("nobody").read("/help/roles"))
    for action, rule in RULES.items():
        assert action.value in page
        assert rule.ask in page
    for line in TRANSITIONS:
        assert line.label in page


def test_a_tick_stands_for_each_yes(as_: As) -> None:
    ticks = as_("nobody").read("/help/roles").count("✓")
    assert ticks == sum(len(rule.roles) for rule in RULES.values())


def test_every_box_of_every_cycle_is_explained(as_: As) -> None:
    page = unescape(as_("nobody").read("/help/cycles"))
    for cycle in CYCLES.values():
        assert cycle.question in page
        for box in cycle.boxes:
            for words in (box.label, box.guidance, box.mistake):
                assert words in page


def test_every_word_of_the_check_is_explained(as_: As) -> None:
    page = unescape(as_("nobody").read("/help/check"))
    for word in (*Verdict, *GuardVerdict, *Comparison):
        assert f'<th scope="row">{word.value}</th>' in page


@pytest.mark.parametrize("path", ["/help/roles", "/help/cycles", "/help/check"])
def test_help_is_for_those_who_are_signed_in_and_takes_nothing(client: Visitor, as_: As, path: str) -> None:
    assert as_("nobody").send(path).status_code == 405
    assert client.get(path).status_code == 302
