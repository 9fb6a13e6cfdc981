"""The catalogue of cycles: the only place where a cycle, its boxes and their guidance are declared.

Source: handbook, domain.md sections 2 and 3. Adding a cycle or a text box touches this module
and its test only; database, forms, page and paper follow from what is declared here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from a3tracker.domain.stages import Stage


class Side(StrEnum):
    """Left: direction and coaching. Right: the cycle itself, decided by the team."""

    LEFT = "left"
    RIGHT = "right"


class Panel(StrEnum):
    """The kinds of rows that can be drawn into a box beside its text."""

    PEOPLE = "people"
    PREDICTIONS = "predictions"
    EXPERIMENTS = "experiments"
    RANGES = "ranges"
    CHECKS = "checks"
    COUNTERMEASURES = "countermeasures"
    NOT_TO_DO = "not_to_do"
    CAUSES = "causes"
    TALLIES = "tallies"
    STEPS = "steps"
    ADHERENCE = "adherence"
    DEVIATIONS = "deviations"


@dataclass(frozen=True)
class Box:
    """One box of the sheet. `letter` is the large initial; `key` is unique within its cycle.

    `panels` are the rows that are written in it, `views` those of another box that it draws again.
    """

    key: str
    letter: str
    label: str
    side: Side
    guidance: str
    example: str
    mistake: str
    panels: tuple[Panel, ...] = ()
    views: tuple[Panel, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How an A3 of the cycle may leave Act, and the stage that this leads to."""

    key: str
    label: str
    leads_to: Stage = Stage.CLOSED


@dataclass(frozen=True)
class Cycle:
    """A typed cycle: nine boxes, left side first, in reading order; `shape` is its mark beside any tint.

    An A3 that nobody touched for `quiet_after_days`, the longest that a loop usually lasts, is asked about.
    """

    key: str
    word: str
    shape: str
    question: str
    starting_knowledge: str
    typical_use: str
    loop_lasts: str
    title_hint: str
    quiet_after_days: int
    boxes: tuple[Box, ...]
    outcomes: tuple[Outcome, ...]

    def box(self, key: str) -> Box:
        """The box with this key; KeyError when the cycle has none."""
        for box in self.boxes:
            if box.key == key:
                return box
        raise KeyError(f"{self.key} has no box {key!r}")

    @property
    def expected(self) -> Panel:
        """The kind of rows that control point 2 locks."""
        drawn = {panel for box in self.boxes for panel in box.panels}
        return Panel.RANGES if Panel.RANGES in drawn else Panel.PREDICTIONS

    @property
    def has_versions(self) -> bool:
        """Whether it holds a standard: its steps have versions, on which people are trained."""
        return any(Panel.STEPS in box.panels for box in self.boxes)

    def side(self, side: Side) -> tuple[Box, ...]:
        """The boxes of one side in reading order."""
        return tuple(box for box in self.boxes if box.side is side)


def _left(key: str, label: str, guidance: str, example: str, mistake: str, *panels: Panel) -> Box:
    return Box(key, label[0], label, Side.LEFT, guidance, example, mistake, panels)


def _right(
    key: str,
    label: str,
    guidance: str,
    example: str,
    mistake: str,
    *panels: Panel,
    views: tuple[Panel, ...] = (),
) -> Box:
    return Box(key, label[0], label, Side.RIGHT, guidance, example, mistake, panels, views)


# The nine examples of a cycle tell one story each, so that a newcomer can follow it from box to box.

_EDCA = Cycle(
    key="EDCA",
    word="explore",
    shape="○",
    question="What is, what if, what wows, what works?",
    starting_knowledge="The problem is not known yet: a new offer, or a new edge of a market.",
    typical_use="Create something together with lead customers, or try a proposition.",
    loop_lasts="2–6 weeks, with a few warm customers",
    quiet_after_days=42,
    title_hint="Name what you do not understand about these customers, not the offer: "
    "“Shared offices ask for coffee and then go quiet”.",
    boxes=(
        _left(
            "sense",
            "Sense-making",
            "Say what we offer, whom we serve, why now, and what already works. "
            "End with a point of view: this user needs this, because it matters in this way.",
            "**A house manager of shared offices needs coffee that runs itself, because nobody owns the "
            "kitchen.** "
            "Firms of 20 to 50 people stay with us; shared houses ask and then go quiet. "
            "Why now: 14 houses asked this year.",
            "A point of view that describes our product instead of somebody's need.",
        ),
        _left(
            "analyse",
            "Analyse the starting point",
            "Write what customers said and what they did, step by step, and mark each step to which nobody "
            "reacts. "
            "Tell the functional, the emotional and the social need apart, and name the constraints.",
            "“I do not want to choose beans for people I do not know.” Said by a house manager after the "
            "visit.\n\n"
            "Visit → *asks for a price* → offer by mail → **no reaction** → we ring → *“still thinking”*",
            "Opinions of colleagues stand where the words and deeds of customers should stand.",
            Panel.TALLIES,
        ),
        _left(
            "locate",
            "Locate people",
            "Lead customers first, then the people in front of them and behind them. "
            "One row each: name, position, role in this A3.",
            "Ines Moreau · house manager, 3 houses · lead customer, tries each version with us",
            "The list names departments, or only our own people.",
            Panel.PEOPLE,
        ),
        _left(
            "empower",
            "Empower",
            "Set the time box, the budget, the number of customers and the rhythm of the meetings. "
            "Write the stop rules now, before anything has been tried.",
            "Six weeks, €4,000, at most 5 houses. Mondays, 15 minutes.\n\n"
            "**Stop if** two houses send the machine back, or if no house has paid by week 4.",
            "Stop rules are left for later, when everybody is in love with the idea.",
        ),
        _left(
            "select",
            "Select the idea",
            "Rank the options by what they would change for the customer, and say which one is chosen. "
            "Name its riskiest assumption.",
            "1. **Pay by the cup, we fill up** (chosen)\n2. Free machine, dearer beans\n3. A barista on "
            "Fridays\n\n"
            "Riskiest assumption: members pay with their own card.",
            "Only one option is on the list: a solution looking for a problem.",
        ),
        _right(
            "explore",
            "Explore",
            "One sentence: if we do X for this segment at this touchpoint, we expect Z, because … "
            "Give a range and a day, and say what would change your mind.",
            "If we stand a pay-by-the-cup machine at the front desk of 5 houses, we expect that "
            "**3 to 5 of them** want to keep it after week 4, because nobody has to order. "
            "Two or fewer would change our mind.",
            "A hope without number, day or reason, so that no result could ever disagree with it.",
            Panel.PREDICTIONS,
        ),
        _right(
            "do",
            "Do",
            "Log each small probe as a row: day, what you tried, with whom and where, what you expected, "
            "what you observed, what you learned. Write what the customer did, not only what was said.",
            "9 May · front desk of the Old Mill, with Ines Moreau · expected 20 cups a day · "
            "31 cups, and she moved the machine to the stairs herself · people drink where they meet",
            "One large launch at the end instead of several small probes.",
            Panel.EXPERIMENTS,
        ),
        _right(
            "check",
            "Check",
            "Put the actual beside the prediction. Add early signals and surprises; "
            "speak of retention and acquisition only where the counts allow it.",
            "Expected 3–5 houses, **actual 4 of 5**. Surprise: members asked for oat milk, not for better "
            "beans. "
            "Five houses are too few to speak of retention.",
            "The prediction is rewritten after the result is known.",
            Panel.CHECKS,
        ),
        _right(
            "act",
            "Act",
            "Promote to a PDCA with the problem that is now known, pivot, or stop. "
            "Close with what was learned, in one sentence.",
            "**Promote.** Known problem for the PDCA: a visit to fill up takes 50 minutes.\n\n"
            "Learned: in a shared house the one who signs is not the one who drinks.",
            "The A3 fades out without a decision and without a learning.",
        ),
    ),
    outcomes=(
        Outcome("promoted", "Promoted"),
        Outcome("pivoted", "Pivoted"),
        Outcome("stopped", "Stopped"),
    ),
)

_PDCA = Cycle(
    key="PDCA",
    word="plan",
    shape="△",
    question="What do we not understand, and what change must we see?",
    starting_knowledge="The gap is known, its cause is not: close the gap in knowledge before the gap in "
    "results.",
    typical_use="A win rate, a dip in renewals, people who drop out of onboarding.",
    loop_lasts="4–12 weeks",
    quiet_after_days=84,
    title_hint="Name the problem as the customer meets it, not the solution: "
    "“Dental practices wait nine days for our quote”.",
    boxes=(
        _left(
            "perceive",
            "Select the problem perception",
            "State the gap between what should be and what is, in numbers with their unit. "
            "Add a first prediction: what would have to change, and by how much.",
            "Should: 30 % of our quotes to dental practices are won. Is: **22 % (44 of 200)** this year. "
            "We expect that an answer within two days wins back half of the gap.",
            "The problem is vague, or so large that one team cannot solve it in twelve weeks.",
        ),
        _left(
            "analyse",
            "Analyse current knowledge",
            "Show the facts of the process or the journey, the baseline, and the points of concern. "
            "No causes yet.",
            "| Answered | Quotes | Won |\n|---|--:|--:|\n| within 3 days | 52 | 18 |\n| later | 148 | 26 |",
            "All text and no picture or table, and causes named before the facts are in.",
            Panel.TALLIES,
        ),
        _left(
            "locate",
            "Locate people who understand",
            "Find those who touch the step, a customer's voice among them. "
            "One row each: name, position, role in this A3.",
            "Dr Anouk Peters · owner of a practice · says what she does while she waits for us",
            "Nobody on the list is a customer, or has met one this month.",
            Panel.PEOPLE,
        ),
        _left(
            "empower",
            "Empower",
            "Say what the team may change without asking, how often it meets, and what it must bring back.",
            "May change the quote form and its words without asking; prices stay with the manager. "
            "Tuesdays, 20 minutes. Brings back win rate and days to quote after six weeks.",
            "The team must ask for each step, or nobody knows what it may decide.",
        ),
        _left(
            "select",
            "Select the improvement",
            "Set the target: metric, from, to, by when. "
            "Name the root cause, and the test which showed that it is one.",
            "Win rate **22 → 28 % by 30 Jun**, margin not lower.\n\n"
            "Cause 1: quotes wait for a price. *Test:* 20 quotes from a fixed list left in one day, 7 were "
            "won.",
            "The goal is really an action (“introduce a price list”), or the cause was never tested.",
            Panel.CAUSES,
        ),
        _right(
            "plan",
            "Plan",
            "Add the countermeasures as rows, each with the number of its cause: who, what, where, when. "
            "Predict the effect as a row: a number, its range, the day of the check, and why. "
            "Add what stops, so that this can start: the manager says yes to it.",
            "| # | Countermeasure | Cause | Who | When |\n|---|---|---|---|---|\n"
            "| 1 | Price list for the 40 commonest orders | 1 | Weber | 6 May |\n\n"
            "Prediction: 27 % (24–30) on 30 Jun. Not to do: the weekly quote report.",
            "Countermeasures that belong to no cause, or that have no name and no day.",
            Panel.COUNTERMEASURES,
            Panel.PREDICTIONS,
            Panel.NOT_TO_DO,
        ),
        _right(
            "do",
            "Do",
            "Log what was really done, and what departed from the plan. "
            "One row for each try: day, tried, expected, observed, learned.",
            "6 May · price list used for 12 quotes · expected all out in one day · 11 were, "
            "one asked for a second chair · the list needs pairs",
            "The plan is copied here, and the departures from it are passed over.",
            Panel.EXPERIMENTS,
        ),
        _right(
            "check",
            "Check",
            "Keep two questions apart: was it done, and did it work? "
            "Give before, target and actual as counts, the interval and a verdict, side effects, "
            "and what you learned about the cause.",
            "1 done, worked · 2 done late, not shown. Win rate 54 of 200 against 44 of 200: "
            "**+5.0 points (95 % interval −3.4 to +13.3)**. Right but unproven.",
            "No before and after, or a small difference is called a success without its interval.",
            Panel.CHECKS,
            views=(Panel.COUNTERMEASURES,),
        ),
        _right(
            "act",
            "Act",
            "Adopt, adjust or abandon. Say where else it fits, which points stay open, and who follows up "
            "when.",
            "**Adjust.** Loop 2 keeps countermeasure 1 and tests 2 again from 1 Jul (Weber). "
            "Where else: vets, who wait as long.\n\nLearned: practices buy from the one who answers first.",
            "No reflection: a countermeasure vanishes without a reason, and nobody follows up.",
        ),
    ),
    outcomes=(
        Outcome("adopted", "Adopted"),
        Outcome("adjusted", "Adjusted"),
        Outcome("abandoned", "Abandoned"),
        Outcome("not_understood", "Not understood"),
    ),
)

_SDCA = Cycle(
    key="SDCA",
    word="standardise",
    shape="□",
    question="Is it clear, is it followed, does it still hold?",
    starting_knowledge="A best known way exists, and it must be held.",
    typical_use="A renewal routine, a rule for qualifying, the follow-up after an event.",
    loop_lasts="continuous, audited weekly to quarterly",
    quiet_after_days=91,
    title_hint="Name what must not slip for these customers, not the tool that holds it: "
    "“Hotels hear from us too late to renew in peace”.",
    boxes=(
        _left(
            "state",
            "State the standard",
            "Give the best known way in a few lines, its scope (segment and steps of the journey) and its "
            "version. "
            "Manager, coordinator and team should each see their part in it.",
            "**Each hotel hears from us 90 days before its contract ends.** Version 3. "
            "Scope: service contracts of hotels, from the first call to the signature.",
            "The scope is the whole firm, or the standard has no version.",
        ),
        _left(
            "agree",
            "Agree on the method",
            "Say how the standard is written down, and how it is reported that it was followed. "
            "Start from what people do today.",
            "One page beside the telephone. On Fridays the caller marks each contract of the week: called, "
            "not called, why. We began from the way Marta and Jo work now.",
            "A method from a book that nobody on the team has ever used.",
        ),
        _left(
            "locate",
            "Locate the team",
            "One row each: name, position, role, and the version on which he or she was trained.",
            "Marta Silva · account assistant · makes the calls, trained on version 3",
            "Nobody knows who was trained on the version now in force.",
            Panel.PEOPLE,
        ),
        _left(
            "empower",
            "Empower",
            "Say who may stop or call for help, and whom they call. Name the daily, weekly and monthly "
            "meetings.",
            "Whoever calls may stop a renewal that would harm the hotel, and rings Jo the same day. "
            "Ten minutes on Mondays, one hour a quarter.",
            "People may report a fault but not stop for it.",
        ),
        _left(
            "select",
            "Select team goals",
            "Give the range of retention, acquisition and early signals that the standard must hold.",
            "Hotels that renew: **88–94 % a quarter**. Called 90 days ahead: at least 9 of 10.",
            "The goals are actions (“hold two training days”) and not results for the customer.",
        ),
        _right(
            "standard",
            "Standard",
            "Write each step as a row, with its key point and its reason. "
            "Define the words so that two people count alike; link to the job aid.",
            "1 Look up last year's faults · *key point* speak of them first · *reason* the hotel does\n\n"
            "2 Ask what has changed in the house\n\n**Renewed** = signed by the last day of the old "
            "contract.",
            "Steps without reasons: the first person in a hurry leaves them out.",
            Panel.STEPS,
        ),
        _right(
            "do",
            "Do",
            "Show that the standard is followed: each check as a row, n of m confirmed, by whom, when. "
            "Log each try to make it easier as a row, too.",
            "9 May · **46 of 50 contracts called in time** · Jo · four were not: three numbers were out of "
            "date",
            "“Everybody follows it”: no count, no name, no day.",
            Panel.ADHERENCE,
            Panel.EXPERIMENTS,
        ),
        _right(
            "check",
            "Check",
            "For each metric give the expected range, the trigger and the person responsible; "
            "put the actual beside it, with a chart where there are enough points. "
            "Log each deviation as a row: how it was contained, and when all was well again.",
            "| Metric | Range | Trigger | Responsible |\n|---|---|---|---|\n"
            "| Hotels that renew | 88–94 % | below 88 % | Jo |\n\n"
            "4 Apr · two calls missed, both in the same town · called the same evening · restored in 1 day",
            "Only good weeks are reported, and no one is named for the trigger.",
            Panel.RANGES,
            Panel.DEVIATIONS,
            Panel.CHECKS,
            Panel.CAUSES,
            Panel.TALLIES,
        ),
        _right(
            "act",
            "Act",
            "Hold; contain and restore; open a PDCA on the cause; issue a new version; "
            "or retire the standard and explore again.",
            "**Hold** version 3. Jo mends the old numbers by 1 Jul.\n\n"
            "Learned: a renewal is lost in the month in which nobody rings.",
            "The range was left and nothing follows from it.",
        ),
    ),
    outcomes=(
        Outcome("held", "Held", Stage.DO),
        Outcome("restored", "Restored", Stage.DO),
        Outcome("pdca_opened", "PDCA opened", Stage.DO),
        Outcome("new_version", "New version", Stage.LEFT_SIDE),
        Outcome("retired", "Retired"),
    ),
)

#: Every cycle by its key, in the order in which knowledge grows.
CYCLES: dict[str, Cycle] = {cycle.key: cycle for cycle in (_EDCA, _PDCA, _SDCA)}
