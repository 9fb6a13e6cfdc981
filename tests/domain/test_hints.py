"""Each hint speaks where there is something to judge, and is silent otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a3tracker.domain.cycles import CYCLES
from a3tracker.domain.errors import Invalid
from a3tracker.domain.hints import KEYS, LONGEST_WORD, TITLE, Hint, checked_dismissal, hints_for
from a3tracker.domain.revisions import Content
from tests.domain.demo_files import SHEETS


def sheet(
    cycle: str = "PDCA",
    title: str = "Dealers wait nine days for a quote",
    language: str = "en",
    rows: dict[str, list[dict[str, Any]]] | None = None,
    **boxes: str,
) -> Content:
    header: dict[str, Any] = dict.fromkeys(["manager", "start", "target_end", "next_review", "parent"])
    numbers = {"loop": 1, "segment": 1, "team": 1, "owner": 1, "coordinator": 1}
    return Content(
        cycle=cycle, title=title, language=language, boxes=boxes, rows=rows or {}, **header, **numbers
    )


def said(content: Content) -> dict[str, Hint]:
    return {hint.key: hint for hint in hints_for(content)}


@pytest.mark.parametrize("cycle", CYCLES)
def test_nothing_is_said_of_an_empty_sheet(cycle: str) -> None:
    assert said(sheet(cycle)) == {}
    assert said(sheet(cycle, **{box.key: "To do" for box in CYCLES[cycle].boxes})) == {}


@pytest.mark.parametrize("cycle", CYCLES)
def test_the_good_examples_of_the_catalogue_get_no_hint(cycle: str) -> None:
    title = CYCLES[cycle].title_hint.split("“")[1].rstrip("”.")
    assert said(sheet(cycle, title, **{box.key: box.example for box in CYCLES[cycle].boxes})) == {}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Introduce a price list for dental practices"),
        ("en", "Roll out the new CRM"),
        ("en", "Rolling out HubSpot to the field"),
        ("en", "Launch of a spring campaign"),
        ("en", "New CRM for the field sales team"),
        ("en", "A new mobile app"),
        ("en", "Newsletter for dealers"),
        ("en", "Sales needs a better CRM"),
        ("en-GB", "Implementing self-service for hotels"),
        ("en", "Build a portal because dealers wait nine days"),
        ("en", "Keep our renewal dashboard up to date"),
        ("de", "Neues CRM einführen"),
        ("de-CH", "Frühlingskampagne für Händler starten"),
        ("de", "Einführung einer Preisliste"),
        ("de", "Neue App für Händler"),
        ("de", "Wir brauchen ein neues CRM"),
        ("fr", "Mettre en place un CRM"),
        ("fr-CA", "Lancement d’une campagne de printemps"),
        ("fr", "Nouvelle application pour les revendeurs"),
    ],
)
def test_a_title_that_names_a_solution_is_pointed_out(language: str, title: str) -> None:
    hint = said(sheet(title=title, language=language))["title"]
    assert hint.box == TITLE


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "New CRM loses the contacts of small dealers"),
        ("en", "Dealers do not use the new app"),
        ("en", "Launch customers wait three weeks for an answer"),
        ("en", "Implementation of our software takes nine weeks"),
        ("en", "New account holders stop before their first good edit"),
        ("en", "Newsletter readers never come to the shop"),
        ("en", "Build quality drops after the first order"),
        ("en", "Hotels do not need a new portal, they need an answer"),
        ("en", "Keep our hotels happy in winter"),
        ("en", "Errors in the app"),
        ("de", "Kunden springen ab, bevor sie die App starten"),
        ("de", "Entwicklung der Kundenzahlen in Graubünden"),
        ("de", "Zu wenige Händler starten"),
        ("de", "Die neue App für Händler wird nicht geöffnet"),
        ("fr", "Les revendeurs ne lisent pas la nouvelle brochure"),
        ("fr", "Le lancement prend neuf semaines"),
        ("es", "Introduce a new CRM"),
        ("en", ""),
    ],
)
def test_a_title_that_says_how_customers_fare_is_left_alone(language: str, title: str) -> None:
    assert "title" not in said(sheet(title=title, language=language))


def test_the_title_of_a_standard_may_name_what_is_kept() -> None:
    title = "Introduce the weekly call list"
    assert "title" in said(sheet(title=title))
    assert "title" not in said(sheet("SDCA", title))


VAGUE = "Many of our dental practices are unhappy with how we answer them, and more and more go elsewhere."


@pytest.mark.parametrize(("cycle", "box"), [("EDCA", "sense"), ("PDCA", "perceive"), ("SDCA", "state")])
def test_a_problem_without_a_figure_is_pointed_out(cycle: str, box: str) -> None:
    assert said(sheet(cycle, **{box: VAGUE}))["vague"].box == box
    assert said(sheet(cycle, language="es", **{box: VAGUE}))
    assert "vague" in said(sheet(cycle, **{box: f"1. {VAGUE}\n2. See A3-2."}))
    for figure in (
        "22 % of them left.",
        "Half of them left.",
        "{{figure: Won}}",
        "![g](/a3/1/pictures/x.png)",
        "½",
    ):
        assert "vague" not in said(sheet(cycle, **{box: f"{VAGUE} {figure}"}))


def test_a_problem_that_was_only_begun_is_left_alone() -> None:
    assert said(sheet(perceive="Practices are unhappy")) == {}


def test_a_side_of_text_alone_is_pointed_out_at_its_longest_box() -> None:
    long = "They told us in 3 calls what they had expected and did not get. " * 12
    hint = said(sheet(perceive=long, analyse=long * 2))["picture-left"]
    assert hint.box == "analyse"
    table = "| Answered | Won |\n|---|--:|\n| soon | 18 |"
    for drawn in (table, "{{chart: Won}}", "![curve](/a3/1/pictures/x.png)"):
        assert "picture-left" not in said(sheet(perceive=long, analyse=f"{long * 2}\n\n{drawn}"))
    people = {"people": [{"id": 1, "person": 2, "position": "", "role": ""}]}
    assert "picture-left" in said(sheet(perceive=long, analyse=long, rows=people))
    tries = {"experiments": [{"id": 1, "day": "2026-03-01", "tried": "x", "expected": "y"}]}
    assert "picture-right" in said(sheet(plan=long, do=long))
    assert "picture-right" not in said(sheet(plan=long, do=long, rows=tries))
    assert "picture-left" not in said(sheet(perceive=long))


@pytest.mark.parametrize(
    ("language", "goal"),
    [
        ("en", "Introduce a price list for the commonest orders."),
        ("en", "**Goal:** Improve customer satisfaction."),
        ("en", "1. Train all dealers in the new method\n2. Win rate 28 %"),
        ("de", "Preisliste einführen und alle Händler schulen."),
        ("fr", "Mettre en place une liste de prix."),
    ],
)
def test_a_goal_that_is_an_action_is_pointed_out(language: str, goal: str) -> None:
    assert said(sheet(language=language, select=goal))["goal"].box == "select"
    assert "goal" in said(sheet("SDCA", language=language, select=goal))


@pytest.mark.parametrize(
    ("language", "goal"),
    [
        ("en", "Win rate **22 → 28 % by 30 Jun**. Then introduce a price list."),
        ("en", "Raise the win rate to 28 %."),
        ("en", "Visit frequency of dealers doubles."),
        ("en", "Fewer hotels leave in winter."),
        ("de", "Abschlussquote auf 28 % steigern."),
        ("es", "Introduce a price list."),
    ],
)
def test_a_goal_that_is_a_result_is_left_alone(language: str, goal: str) -> None:
    assert "goal" not in said(sheet(language=language, select=goal))


def test_options_of_an_idea_and_goals_that_stand_as_ranges_are_left_alone() -> None:
    assert "goal" not in said(sheet("EDCA", select="Launch a coffee bar on Fridays."))
    ranges = {"ranges": [{"id": 1, "measure": "Renewed", "low": 88}]}
    assert "goal" not in said(sheet("SDCA", select="Hold the ranges of the Check.", rows=ranges))


def test_an_act_without_a_learning_is_pointed_out_once_it_is_written() -> None:
    act = "**Adopt.** Countermeasure 1 becomes the standard, countermeasure 2 is dropped. Weber follows up."
    assert said(sheet(act=act))["reflection"].box == "act"
    assert said(sheet(act=f"{act} Learned: practices buy from the first who answers.")) == {}
    assert said(sheet(act="Adopt.")) == {}
    assert said(sheet("SDCA", act=act)) == {}
    assert said(sheet(act=act, language="es")) == {}
    assert said(sheet(act=f"{act} Erkenntnis: wer zuerst antwortet, gewinnt.", language="de")) == {}


def test_why_a_hint_does_not_apply_is_needed_and_short() -> None:
    assert checked_dismissal(" The manager knows ") == "The manager knows"
    for words in ("", "  ", "x" * (LONGEST_WORD + 1)):
        with pytest.raises(Invalid) as refused:
            checked_dismissal(words)
        assert list(refused.value.fields) == ["words"]


@given(
    st.sampled_from(sorted(CYCLES)),
    st.text(max_size=200),
    st.text(),
    st.sampled_from(["en", "de", "fr", "ja"]),
)
def test_whatever_is_written_each_hint_is_said_once_and_points_to_a_place(
    cycle: str, title: str, text: str, language: str
) -> None:
    content = sheet(cycle, title, language, **{box.key: text * 9 for box in CYCLES[cycle].boxes})
    found = hints_for(content)
    assert len({hint.key for hint in found}) == len(found)
    assert {hint.key for hint in found} <= KEYS
    assert {hint.box for hint in found} <= {TITLE, *(box.key for box in CYCLES[cycle].boxes)}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_of_the_demo_gets_a_few_sensible_hints_at_most(name: str) -> None:
    plain = SHEETS[name]
    rows = {
        kind: [{"id": place, "number": place, **line} for place, line in enumerate(lines, start=1)]
        for kind, lines in plain.get("rows", {}).items()
    }
    rows |= {"learnings": [plain["learning"]]} if "learning" in plain else {}
    content = sheet(plain["cycle"], plain["title"], plain["language"], rows, **plain["boxes"])
    expected = {"a3-08-download": {"causes", "countermeasures"}}
    assert set(said(content)) - {"before"} == expected.get(name, set())
