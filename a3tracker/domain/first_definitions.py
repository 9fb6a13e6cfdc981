"""The definitions that a segment begins with: filled in, so that a team changes words and invents none."""

from __future__ import annotations

from typing import Final

from a3tracker.domain.definitions import Meaning

_MONTHLY: Final = "Month"

#: Term -> what it means to begin with (handbook, domain.md section 6).
FIRST_DEFINITIONS: Final[dict[str, Meaning]] = {
    "customer": Meaning(
        purpose="Everybody counts the same people or firms.",
        test="Look for a paid order of this person or firm.",
        criterion="At least one paid order that was not returned.",
        decision_rule="Yes: counted as a customer from the day of the first order. No: not counted.",
        unit="customers",
        source="Order system",
        period=_MONTHLY,
        measured_by="Sales analyst",
        example="A firm that paid for one order in March and has ordered nothing since.",
        counter_example="Somebody who asked for a quotation; a free sample.",
    ),
    "active": Meaning(
        purpose="The start and the end of each period count the same thing.",
        test="Look for a purchase in the 90 days up to the last day of the period.",
        criterion="At least one purchase on these days.",
        decision_rule="Yes: in the count at the end of the period. No: not in it.",
        unit="customers",
        source="Order system",
        period=_MONTHLY,
        measured_by="Sales analyst",
        example="Bought 89 days before the last day of the month.",
        counter_example="Opened each letter and bought nothing for a year.",
    ),
    "new": Meaning(
        purpose="Acquisition counts people who were never customers before.",
        test="Look for the first purchase ever of this customer.",
        criterion="The first purchase lies in the period.",
        decision_rule="Yes: new in this period, once. No: kept or won back, never new again.",
        unit="customers",
        source="Order system",
        period=_MONTHLY,
        measured_by="Sales analyst",
        example="A first order on 3 March counts as new in March.",
        counter_example="Somebody who returns after two years: won back.",
    ),
    "lost": Meaning(
        purpose="Retention and churn count the same leavers.",
        test="Take the customers at the start of the period; look whether they are active at its end.",
        criterion="Active at the start, not active at the end.",
        decision_rule="Yes: lost in this period. No: kept. Who joined and left within it is counted apart.",
        unit="customers",
        source="Order system",
        period=_MONTHLY,
        measured_by="Sales analyst",
        example="The 90th day without a purchase was 12 March: lost in March.",
        counter_example="Joined on 2 March and cancelled on 20 March.",
    ),
    "won back": Meaning(
        purpose="Those who return are neither kept nor new.",
        test="Take those who are active at the end; look at the start and at the time before.",
        criterion="Was a customer once, not active at the start, active at the end.",
        decision_rule="Yes: won back in this period. No: kept or new.",
        unit="customers",
        source="Order system",
        period=_MONTHLY,
        measured_by="Sales analyst",
        example="Lost in November, buys again in March.",
        counter_example="Buys each second week: kept.",
    ),
    "prospect": Meaning(
        purpose="One knows who may be won, and how many there are.",
        test="Look whether this person or firm has the job to be done and is no customer.",
        criterion="Belongs to the segment, never bought, and we have a warm contact.",
        decision_rule="Yes: a reachable non-customer. No: not counted.",
        unit="prospects",
        source="Contact list",
        period=_MONTHLY,
        measured_by="Team coordinator",
        example="A firm of the segment that a customer introduced to us.",
        counter_example="A bought list of addresses.",
    ),
    "qualified": Meaning(
        purpose="Conversion is taken of those with whom there is something to win.",
        test="Ask the prospect three questions: the job, the date, who decides.",
        criterion="All three are answered by the prospect, and the date lies within a year.",
        decision_rule="Yes: qualified in the period of the answer. No: stays a prospect.",
        unit="prospects",
        source="Call notes",
        period=_MONTHLY,
        measured_by="Who had the conversation",
        example="Needs the line by June, and the head of purchasing was in the meeting.",
        counter_example="Took a brochure at the fair.",
    ),
    "market demand": Meaning(
        purpose="The share of demand has a stated market.",
        test="Count what all suppliers together sell to this segment in the period.",
        criterion="Sold to somebody who belongs to the segment, whoever sold it.",
        decision_rule="Yes: part of the demand. No: another market.",
        unit="customers",
        source="Statistics office, trade association",
        period=_MONTHLY,
        measured_by="Value stream manager",
        example="A household that signed with another firm in March.",
        counter_example="A household outside the area that we serve.",
    ),
}
