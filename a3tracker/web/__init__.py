"""Pages: each view fetches what the actor may see, calls a use case, and renders."""

from __future__ import annotations

from flask import Flask

from a3tracker.web import (
    a3s,
    addresses,
    agendas,
    audits,
    boards,
    boxes,
    calendar,
    causes,
    coach_cards,
    coaching,
    cohorts,
    comments,
    control_points,
    countermeasures,
    cycle_changes,
    definitions,
    errors,
    experiments,
    figures,
    guard,
    handovers,
    headers,
    help_pages,
    hints,
    home,
    imports,
    inbox,
    journal,
    mail,
    me,
    meeting_notes,
    meetings,
    metrics,
    minutes,
    not_to_do,
    packs,
    people,
    pictures,
    printouts,
    ratings,
    reviews,
    revisions,
    rows,
    segments,
    session,
    settings,
    shelf,
    standards,
    streams,
    tallies,
    teams,
    triggers,
    walls,
    words,
)
from a3tracker.web.guard import USUAL

__all__ = ["USUAL", "register"]

FEATURES = (
    home,
    session,
    me,
    inbox,
    mail,
    calendar,
    streams,
    boards,
    segments,
    definitions,
    figures,
    imports,
    cohorts,
    metrics,
    teams,
    people,
    a3s,
    boxes,
    rows,
    experiments,
    meeting_notes,
    causes,
    tallies,
    reviews,
    revisions,
    coaching,
    coach_cards,
    ratings,
    hints,
    comments,
    control_points,
    standards,
    audits,
    triggers,
    countermeasures,
    not_to_do,
    handovers,
    cycle_changes,
    pictures,
    printouts,
    packs,
    journal,
    meetings,
    agendas,
    minutes,
    walls,
    shelf,
    settings,
    help_pages,
)


def register(app: Flask) -> None:
    """Give the application its guard, its headers, its words for templates, its pages and its error pages."""
    addresses.register(app)
    guard.register(app)
    headers.register(app)
    errors.register(app)
    words.register(app)
    for feature in FEATURES:
        app.register_blueprint(feature.blueprint)
