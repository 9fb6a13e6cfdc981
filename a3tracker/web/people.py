"""Pages of people who sign in: administrators only."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.people import people_who_sign_in, roles_held
from a3tracker.domain.access import Action
from a3tracker.usecases import people as usecases
from a3tracker.usecases.transaction import now
from a3tracker.web.forms.people import NewPersonForm, PersonForm, ResetForm
from a3tracker.web.guard import actor, needs

blueprint = Blueprint("people", __name__)


@blueprint.get("/people")
@needs(Action.SET_UP_PEOPLE)
def index() -> ResponseReturnValue:
    """Everybody who signs in."""
    archived = "archived" in request.args
    return render_template("people/index.html", people=people_who_sign_in(archived), archived=archived)


@blueprint.route("/people/new", methods=["GET", "POST"])
@needs(Action.SET_UP_PEOPLE)
def new() -> ResponseReturnValue:
    """Add somebody."""
    form = NewPersonForm()
    person_id = form.taken(lambda: usecases.add_person(actor(), form.change(), form.password.data or ""))
    if person_id:
        flash("The person was added and can sign in now.")
        return redirect(url_for("people.show", person_id=person_id))
    return render_template("people/form.html", form=form, person_id=None, name=""), form.status


@blueprint.get("/people/<int:person_id>")
@needs(Action.SET_UP_PEOPLE)
def show(person_id: int) -> ResponseReturnValue:
    """One person with the roles held."""
    person = usecases.found_account(person_id)
    return render_template("people/show.html", person=person, roles=roles_held(person_id, now().date()))


@blueprint.route("/people/<int:person_id>/edit", methods=["GET", "POST"])
@needs(Action.SET_UP_PEOPLE)
def edit(person_id: int) -> ResponseReturnValue:
    """Correct name and address."""
    person = usecases.found_account(person_id)
    name = person.name
    form = PersonForm(data={"name": name, "email": person.email, "is_admin": person.is_admin})
    if form.taken(lambda: usecases.edit_person(actor(), person_id, form.change())):
        flash("Saved.")
        return redirect(url_for("people.show", person_id=person_id))
    return render_template("people/form.html", form=form, person_id=person_id, name=name), form.status


@blueprint.route("/people/<int:person_id>/password", methods=["GET", "POST"])
@needs(Action.SET_UP_PEOPLE)
def reset_password(person_id: int) -> ResponseReturnValue:
    """Give a new first password."""
    name = usecases.found_account(person_id).name
    form = ResetForm()
    if form.taken(lambda: usecases.reset_password(actor(), person_id, form.password.data or "")):
        flash("The password is set, and the person is signed out everywhere.")
        return redirect(url_for("people.show", person_id=person_id))
    return render_template("people/password.html", form=form, person_id=person_id, name=name), form.status


@blueprint.post("/people/<int:person_id>/archive")
@needs(Action.SET_UP_PEOPLE)
def archive(person_id: int) -> ResponseReturnValue:
    """Disable somebody."""
    usecases.archive_person(actor(), person_id)
    flash("Disabled and signed out. What this person wrote stays; bring the person back here.")
    return redirect(url_for("people.show", person_id=person_id))


@blueprint.post("/people/<int:person_id>/bring-back")
@needs(Action.SET_UP_PEOPLE)
def bring_back(person_id: int) -> ResponseReturnValue:
    """Let somebody sign in again."""
    usecases.bring_back_person(actor(), person_id)
    flash("Brought back. The old password works again.")
    return redirect(url_for("people.show", person_id=person_id))
