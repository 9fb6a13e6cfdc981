"""Pages of teams and their members."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.base import db
from a3tracker.db.people import Person, names_of, people_who_sign_in
from a3tracker.db.records import checked_a3s
from a3tracker.db.streams import ValueStream, stream_names
from a3tracker.db.teams import Team, members_of, teams_seen
from a3tracker.domain.access import Action, Place, may
from a3tracker.domain.papers import CARD_PAPERS
from a3tracker.domain.verdicts import record
from a3tracker.usecases import teams as usecases
from a3tracker.usecases.streams import stream_in_use
from a3tracker.web.addresses import whole
from a3tracker.web.forms import choices
from a3tracker.web.forms.teams import MemberForm, PositionForm, TeamForm
from a3tracker.web.guard import actor
from a3tracker.web.places import ensure_anywhere, may_anywhere, streams_to_set_up
from a3tracker.web.print_choice import last_card_paper

blueprint = Blueprint("teams", __name__)


@blueprint.get("/teams")
def index() -> ResponseReturnValue:
    """All teams that the actor sees."""
    archived = "archived" in request.args
    teams = teams_seen(actor(), archived)
    return render_template(
        "teams/index.html",
        teams=teams,
        streams=stream_names({team.stream_id for team in teams}),
        names=names_of({team.coordinator_id for team in teams}),
        archived=archived,
        may_add=may_anywhere(actor(), Action.SET_UP_TEAMS),
    )


@blueprint.route("/teams/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Add a team; ?stream= chooses its stream."""
    ensure_anywhere(actor(), Action.SET_UP_TEAMS)
    stream_id = request.args.get("stream", type=whole)
    if stream_id:
        stream_in_use(actor(), stream_id, Action.SET_UP_TEAMS)
    form = _form(TeamForm(data={"stream": stream_id}))
    team_id = form.taken(lambda: usecases.add_team(actor(), form.change()))
    if team_id:
        flash("The team was added. Add its members next.")
        return redirect(url_for("teams.show", team_id=team_id))
    return render_template("teams/form.html", form=form, team_id=None, name=""), form.status


@blueprint.get("/teams/<int:team_id>")
def show(team_id: int) -> ResponseReturnValue:
    """One team with its coordinator and members."""
    team = usecases.found_team(actor(), team_id)
    stream, members = db.session.get_one(ValueStream, team.stream_id), members_of(team_id)
    checked = checked_a3s(team_id)
    people = {team.coordinator_id, *(member.person_id for member in members)}
    return render_template(
        "teams/show.html",
        team=team,
        stream=stream,
        members=members,
        names=names_of(people | ({stream.manager_id} if stream.manager_id else set())),
        may_edit=may(actor(), Action.SET_UP_TEAMS, Place(team.stream_id)),
        may_carry=may(actor(), Action.SEE_COACHING, Place(team.stream_id, team.id)),
        card_papers=CARD_PAPERS,
        last=last_card_paper(),
        checked=checked,
        counts=record(one.verdict for one in checked),
    )


@blueprint.route("/teams/<int:team_id>/edit", methods=["GET", "POST"])
def edit(team_id: int) -> ResponseReturnValue:
    """Change a team."""
    team = usecases.set_up_team(actor(), team_id)
    name, kept = team.name, {"stream": team.stream_id, "name": team.name, "kind": team.kind}
    form = _form(TeamForm(data={**kept, "coordinator": team.coordinator_id}), team)
    if form.taken(lambda: usecases.edit_team(actor(), team_id, form.change())):
        flash("Saved.")
        return redirect(url_for("teams.show", team_id=team_id))
    return render_template("teams/form.html", form=form, team_id=team_id, name=name), form.status


@blueprint.post("/teams/<int:team_id>/archive")
def archive(team_id: int) -> ResponseReturnValue:
    """Put a team aside."""
    usecases.archive_team(actor(), team_id)
    flash("Archived. Its A3s stay, and it can be brought back here.")
    return redirect(url_for("teams.show", team_id=team_id))


@blueprint.post("/teams/<int:team_id>/bring-back")
def bring_back(team_id: int) -> ResponseReturnValue:
    """Take an archived team into use again."""
    usecases.bring_back_team(actor(), team_id)
    flash("Brought back.")
    return redirect(url_for("teams.show", team_id=team_id))


@blueprint.route("/teams/<int:team_id>/members/new", methods=["GET", "POST"])
def add_member(team_id: int) -> ResponseReturnValue:
    """Take somebody into the team."""
    name = usecases.set_up_team(actor(), team_id).name
    form = MemberForm()
    form.person.choices = choices(people_who_sign_in(), "choose somebody")
    if form.taken(lambda: usecases.add_member(actor(), team_id, form.change())):
        flash("The member was added.")
        return redirect(url_for("teams.show", team_id=team_id))
    return render_template("teams/member.html", form=form, team_id=team_id, name=name, who=""), form.status


@blueprint.route("/teams/<int:team_id>/members/<int:member_id>/edit", methods=["GET", "POST"])
def edit_member(team_id: int, member_id: int) -> ResponseReturnValue:
    """Change a member's position and role."""
    member = usecases.found_member(actor(), team_id, member_id)
    name = usecases.found_team(actor(), team_id).name
    who = names_of({member.person_id})[member.person_id]
    form = PositionForm(data={"position": member.position, "role": member.role})
    typed = form.position.data or "", form.role.data or ""
    if form.taken(lambda: usecases.edit_member(actor(), team_id, member_id, *typed)):
        flash("Saved.")
        return redirect(url_for("teams.show", team_id=team_id))
    return render_template("teams/member.html", form=form, team_id=team_id, name=name, who=who), form.status


@blueprint.post("/teams/<int:team_id>/members/<int:member_id>/remove")
def remove_member(team_id: int, member_id: int) -> ResponseReturnValue:
    """Take somebody out of the team."""
    usecases.remove_member(actor(), team_id, member_id)
    flash("The member was taken out of the team, and can be added again at any time.")
    return redirect(url_for("teams.show", team_id=team_id))


def _form(form: TeamForm, team: Team | None = None) -> TeamForm:
    stream = db.session.get(ValueStream, team.stream_id) if team else None
    coordinator = db.session.get(Person, team.coordinator_id) if team else None
    form.stream.choices = choices(
        streams_to_set_up(actor(), Action.SET_UP_TEAMS), "choose a stream", present=stream
    )
    form.coordinator.choices = choices(
        people_who_sign_in(), "choose somebody", present=coordinator, gone="disabled"
    )
    return form
