"""Making the coach's card of a team: render in a bounded child, outside any transaction."""

from __future__ import annotations

from a3tracker.config import Config
from a3tracker.db.base import db
from a3tracker.db.printouts import Made, Printout
from a3tracker.db.streams import ValueStream
from a3tracker.db.teams import Team
from a3tracker.jobs.printout_files import printout_file, write_whole
from a3tracker.rendering.coach_facts import card_of
from a3tracker.rendering.paperhtml import cache_key, card_html
from a3tracker.rendering.pdf import print_card
from a3tracker.usecases.transaction import now


def make_card(config: Config, wanted: Printout) -> Made:
    """The card as it stands now."""
    team, paper = db.session.get_one(Team, wanted.team_id), wanted.paper
    stream = db.session.get_one(ValueStream, team.stream_id)
    card = card_of(team, stream, now(), config.base_url or "")
    key = cache_key(card_html(card), f"card-{paper}")
    path = printout_file(config, key)
    # Nobody waits for a lock of ours while the card is rendered.
    db.session.rollback()
    if not path.exists():
        write_whole(path, print_card(card, paper))
    return Made(key, None, {})
