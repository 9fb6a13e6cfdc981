"""The coach's card of a team, as it is asked for on paper."""

from __future__ import annotations

from a3tracker.db.base import db
from a3tracker.db.printouts import Printout
from a3tracker.db.teams import Team
from a3tracker.domain.access import Action, Actor, Place, ensure
from a3tracker.domain.errors import Invalid
from a3tracker.domain.papers import CARD_PAPERS
from a3tracker.usecases.teams import found_team
from a3tracker.usecases.transaction import journal, now, writing


def coached_team(actor: Actor, team_id: int) -> Team:
    """The team, for somebody who may read its coaching notes: what they name stands on the card."""
    team = found_team(actor, team_id)
    ensure(actor, Action.SEE_COACHING, Place(team.stream_id, team.id))
    return team


def want_card(actor: Actor, team_id: int, paper: str) -> int:
    """Ask for the PDF of the card as it stands."""
    if paper not in CARD_PAPERS:
        raise Invalid("Choose the paper.", {"paper": f"Choose one of: {', '.join(CARD_PAPERS.values())}."})
    with writing():
        team = coached_team(actor, team_id)
        wanted = Printout(kind="card", team_id=team.id, paper=paper, wanted_by=actor.id, wanted_at=now())
        db.session.add(wanted)
        db.session.flush()
        journal(actor.id, "printed the coach's card of", "team", team.id)
        return wanted.id
