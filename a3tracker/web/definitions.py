"""Pages of operational definitions."""

from __future__ import annotations

from itertools import pairwise

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.definitions import DefinitionVersion, definitions_of, versions_in, versions_of
from a3tracker.db.people import names_of
from a3tracker.db.segments import Segment
from a3tracker.domain.access import Action, Verdict
from a3tracker.domain.definitions import PARTS
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.first_definitions import FIRST_DEFINITIONS
from a3tracker.rendering.diffs import Part, word_diff
from a3tracker.usecases import definitions as usecases
from a3tracker.usecases.segments import found_segment, on_segment, segment_to_write, today_of
from a3tracker.web.forms.definitions import DefinitionForm, VersionForm
from a3tracker.web.guard import actor

blueprint = Blueprint("definitions", __name__, url_prefix="/segments/<int:segment_id>/definitions")


@blueprint.get("")
def index(segment_id: int) -> ResponseReturnValue:
    """The terms of a segment, and the ready-made ones that it does not have yet."""
    segment, archived = found_segment(actor(), segment_id), "archived" in request.args
    definitions = definitions_of(segment_id, archived)
    taken = {definition.term.casefold() for definition in definitions}
    return render_template(
        "definitions/index.html",
        segment=segment,
        definitions=definitions,
        versions=versions_in(segment_id),
        offered=[term for term in FIRST_DEFINITIONS if term not in taken],
        archived=archived,
        may_define=_may_define(segment),
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new(segment_id: int) -> ResponseReturnValue:
    """Define a term; ?first= fills in a ready-made one."""
    segment = segment_to_write(actor(), segment_id, Action.DEFINE_TERMS)
    form = DefinitionForm(data=_first(segment, request.args.get("first", "")))
    identity = form.taken(
        lambda: usecases.add_definition(actor(), segment_id, form.term.data or "", form.meaning(), form.day)
    )
    if identity:
        flash("The term is defined.")
        return redirect(url_for("definitions.show", segment_id=segment_id, definition_id=identity))
    return render_template("definitions/form.html", form=form, segment=segment, definition=None), form.status


@blueprint.get("/<int:definition_id>")
def show(segment_id: int, definition_id: int) -> ResponseReturnValue:
    """One term: what it means now, and what each version changed."""
    segment = found_segment(actor(), segment_id)
    definition = usecases.found_definition(actor(), segment_id, definition_id)
    versions = versions_of(definition_id)
    return render_template(
        "definitions/show.html",
        segment=segment,
        definition=definition,
        versions=versions,
        changes={late.number: _changes(early, late) for late, early in pairwise(versions)},
        names=names_of({version.made_by for version in versions if version.made_by}),
        parts=PARTS,
        may_define=_may_define(segment),
    )


@blueprint.route("/<int:definition_id>/versions/new", methods=["GET", "POST"])
def new_version(segment_id: int, definition_id: int) -> ResponseReturnValue:
    """Say what the term means from a day on."""
    segment = segment_to_write(actor(), segment_id, Action.DEFINE_TERMS)
    definition = usecases.found_definition(actor(), segment_id, definition_id)
    newest, status = versions_of(definition_id)[0], 200
    form = VersionForm(
        data={**vars(newest.meaning), "version": newest.number, "valid_from": today_of(segment)}
    )
    try:
        if form.taken(
            lambda: usecases.add_version(
                actor(), segment_id, definition_id, form.meaning(), form.day, form.opened_version
            )
        ):
            flash("The version was added. Charts that use the term begin a new group there.")
            return redirect(url_for("definitions.show", segment_id=segment_id, definition_id=definition_id))
    except OutOfDate as refusal:
        form.form_errors.append(str(refusal))
        form.version.data, status = str(refusal.version), 409
    return render_template("definitions/form.html", form=form, segment=segment, definition=definition), max(
        status, form.status
    )


@blueprint.post("/<int:definition_id>/archive")
def archive(segment_id: int, definition_id: int) -> ResponseReturnValue:
    """Put a definition aside."""
    usecases.archive_definition(actor(), segment_id, definition_id)
    flash("Archived. Nothing is lost: it can be brought back here.")
    return redirect(url_for("definitions.show", segment_id=segment_id, definition_id=definition_id))


@blueprint.post("/<int:definition_id>/bring-back")
def bring_back(segment_id: int, definition_id: int) -> ResponseReturnValue:
    """Take an archived definition into use again."""
    usecases.bring_back_definition(actor(), segment_id, definition_id)
    flash("Brought back.")
    return redirect(url_for("definitions.show", segment_id=segment_id, definition_id=definition_id))


def _first(segment: Segment, term: str) -> dict[str, object]:
    """What the form begins with: a ready-made term, or nothing but the day."""
    begin: dict[str, object] = {"valid_from": today_of(segment)}
    meaning = FIRST_DEFINITIONS.get(term)
    return {**begin, "term": term, **vars(meaning)} if meaning else begin


def _changes(early: DefinitionVersion, late: DefinitionVersion) -> list[tuple[str, list[Part]]]:
    """The parts in which two versions differ, by word."""
    pairs = [(words, getattr(early, part), getattr(late, part)) for part, words in PARTS.items()]
    return [(words, word_diff(before, after)) for words, before, after in pairs if before != after]


def _may_define(segment: Segment) -> Verdict:
    if segment.archived_at is not None:
        return Verdict(False, "This segment is archived. Bring it back first.")
    return on_segment(actor(), segment, Action.DEFINE_TERMS)[Action.DEFINE_TERMS]
