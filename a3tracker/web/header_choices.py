"""What can be chosen in the header of an A3: segments, teams and owners of the actor's teams."""

from __future__ import annotations

from datetime import timedelta

from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from a3tracker.db.people import people_in_teams
from a3tracker.db.segments import Segment, segments_seen
from a3tracker.db.teams import teams_seen
from a3tracker.domain.a3s import LONGEST_TITLE
from a3tracker.domain.access import Actor
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.forms import choices
from a3tracker.web.forms.a3s import HeaderForm, StartForm


def fill_choices(
    form: HeaderForm, actor: Actor, present: Segment | None = None, teams_of: frozenset[int] | None = None
) -> None:
    """Offer the actor's teams, their people, and their streams' segments with the `present` one.

    `teams_of` are fewer teams, where not each of them will do.
    """
    offered = actor.teams if teams_of is None else teams_of
    teams = [team for team in teams_seen(actor) if team.id in offered]
    streams = {team.stream_id for team in teams}
    segments = [segment for segment in segments_seen(actor) if segment.stream_id in streams]
    form.team.choices = choices(teams, "choose")
    form.segment.choices = choices(segments, "choose", present)
    form.owner.choices = choices(people_in_teams({team.id for team in teams}), "choose")


def fill_from_address(form: StartForm, actor: Actor, args: MultiDict[str, str]) -> None:
    """Begin with what the link says, or with the A3 that is copied; else with what there is only one of."""
    copy = args.get("copy", type=whole)
    if copy is not None:
        source = found_a3(actor, copy).a3
        form.title.data = f"{source.title} (copy)"[:LONGEST_TITLE]
        form.segment.data, form.team.data = source.segment_id, source.team_id
        form.cycle.data, form.language.data = source.cycle, source.language
    else:
        form.cycle.data = args.get("cycle")
        form.segment.data = args.get("segment", type=whole) or only(form.segment)
        form.team.data = only(form.team)
    form.owner.data = actor.id
    form.start.data = now().date()
    form.next_review.data = now().date() + timedelta(days=14)


def other_segments(form: HeaderForm, segment: int) -> dict[str, str]:
    """The segments that are offered, without this one."""
    offered = form.segment.choices if isinstance(form.segment.choices, dict) else {}
    return {key: name for key, name in offered.items() if key != str(segment)}


def only(field: SelectField) -> int | None:
    """The one choice beside the empty one, or None."""
    ids = [str(key) for key in field.choices or () if key]
    return int(ids[0]) if len(ids) == 1 else None
