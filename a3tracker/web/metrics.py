"""Pages of a segment's metrics: the chart with its points, the metric itself, its target, its limits."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from a3tracker.db.base import db
from a3tracker.db.definitions import Definition, definitions_of
from a3tracker.db.metrics import Metric, changes_of, targets_of
from a3tracker.db.people import names_of
from a3tracker.db.segments import Segment
from a3tracker.domain.access import Action
from a3tracker.domain.errors import OutOfDate
from a3tracker.domain.metrics import Kind, is_rate
from a3tracker.rendering.metric_cards import MetricCard, segment_figures
from a3tracker.rendering.metric_points import point_lines
from a3tracker.usecases import metrics as usecases
from a3tracker.usecases.segments import found_segment, on_segment, segment_to_write, today_of
from a3tracker.web.forms.metrics import LimitsForm, MetricForm, TargetForm
from a3tracker.web.guard import actor

blueprint = Blueprint("metrics", __name__, url_prefix="/segments/<int:segment_id>/metrics")
#: What one may do here, each with the reason when one may not.
DEEDS = (Action.ENTER_FIGURES, Action.SET_TARGET, Action.REBASE_CHART)


@blueprint.route("/new", methods=["GET", "POST"])
def new(segment_id: int) -> ResponseReturnValue:
    """Add a leading measure."""
    segment = segment_to_write(actor(), segment_id, Action.ENTER_FIGURES)
    form = _form(segment_id, {"kind": "proportion", "side": "acquisition", "wanted": "up"})
    identity = form.taken(lambda: usecases.add_metric(actor(), segment_id, form.change()))
    if identity:
        flash("The measure was added. Its figures are entered with those of the segment.")
        return redirect(url_for("figures.show", segment_id=segment_id))
    return render_template("metrics/form.html", form=form, segment=segment, metric=None), form.status


@blueprint.get("/<int:metric_id>")
def show(segment_id: int, metric_id: int) -> ResponseReturnValue:
    """The chart, the steps from point to point, and every point in words."""
    segment = found_segment(actor(), segment_id)
    metric = usecases.found_metric(actor(), segment_id, metric_id)
    card = _card(segment, metric)
    changes, targets = changes_of(segment_id).get(metric_id, []), targets_of(segment_id).get(metric_id, [])
    people = {change.made_by for change in changes} | {target.set_by for target in targets}
    return render_template(
        "metrics/show.html",
        segment=segment,
        metric=metric,
        card=card,
        points=point_lines(card),
        changes=changes,
        targets=targets,
        names=names_of(people),
        definition=db.session.get(Definition, metric.definition_id) if metric.definition_id else None,
        may_do=on_segment(actor(), segment, *DEEDS),
        Action=Action,
    )


@blueprint.route("/<int:metric_id>/edit", methods=["GET", "POST"])
def edit(segment_id: int, metric_id: int) -> ResponseReturnValue:
    """Change a metric."""
    segment = segment_to_write(actor(), segment_id, Action.ENTER_FIGURES)
    metric, status = usecases.found_metric(actor(), segment_id, metric_id), 200
    name, kind = metric.name, metric.kind
    form = _form(segment_id, _data(metric), kind, metric.definition_id)
    try:
        if form.taken(
            lambda: usecases.edit_metric(
                actor(), segment_id, metric_id, form.change(kind), form.opened_version
            )
        ):
            flash("Saved.")
            return redirect(url_for("metrics.show", segment_id=segment_id, metric_id=metric_id))
    except OutOfDate as refusal:
        form.form_errors.append(
            f"{refusal} It is called “{usecases.found_metric(actor(), segment_id, metric_id).name}” now."
        )
        form.version.data, status = str(refusal.version), 409
    return render_template("metrics/form.html", form=form, segment=segment, metric=metric_id, name=name), max(
        status, form.status
    )


@blueprint.post("/<int:metric_id>/archive")
def archive(segment_id: int, metric_id: int) -> ResponseReturnValue:
    """Put a metric aside."""
    usecases.archive_metric(actor(), segment_id, metric_id)
    flash("Archived. Nothing is lost: it can be brought back here.")
    return redirect(url_for("metrics.show", segment_id=segment_id, metric_id=metric_id))


@blueprint.post("/<int:metric_id>/bring-back")
def bring_back(segment_id: int, metric_id: int) -> ResponseReturnValue:
    """Take an archived metric into use again."""
    usecases.bring_back_metric(actor(), segment_id, metric_id)
    flash("Brought back.")
    return redirect(url_for("metrics.show", segment_id=segment_id, metric_id=metric_id))


@blueprint.route("/<int:metric_id>/target", methods=["GET", "POST"])
def target(segment_id: int, metric_id: int) -> ResponseReturnValue:
    """Set the target from a day on."""
    segment = segment_to_write(actor(), segment_id, Action.SET_TARGET)
    metric = usecases.found_metric(actor(), segment_id, metric_id)
    name, rate = metric.name, is_rate(metric.kind, metric.source)
    form = TargetForm(data={"valid_from": today_of(segment)})
    if form.taken(lambda: usecases.set_target(actor(), segment_id, metric_id, form.number(rate), form.day)):
        flash("The target is set.")
        return redirect(url_for("metrics.show", segment_id=segment_id, metric_id=metric_id))
    return render_template(
        "metrics/deed.html", form=form, segment=segment, metric=metric_id, name=name,
        title="Set a target", button="Set the target",
    ), form.status  # fmt: skip


@blueprint.route("/<int:metric_id>/limits", methods=["GET", "POST"])
def limits(segment_id: int, metric_id: int) -> ResponseReturnValue:
    """Freeze or rebase the chart."""
    segment = segment_to_write(actor(), segment_id, Action.REBASE_CHART)
    metric = usecases.found_metric(actor(), segment_id, metric_id)
    name, periods = metric.name, _card(segment, metric).reading.periods
    form = LimitsForm(data={"kind": "freeze"})
    form.period.choices = {str(period): period.words for period in reversed(periods)}
    if form.taken(lambda: usecases.change_limits(actor(), segment_id, metric_id, form.change(), periods)):
        flash("The limits are changed. What was before stays visible.")
        return redirect(url_for("metrics.show", segment_id=segment_id, metric_id=metric_id))
    return render_template(
        "metrics/deed.html", form=form, segment=segment, metric=metric_id, name=name,
        title="Freeze or rebase", button="Change the limits",
    ), form.status  # fmt: skip


@blueprint.post("/<int:metric_id>/limits/<int:change_id>/withdraw")
def withdraw(segment_id: int, metric_id: int, change_id: int) -> ResponseReturnValue:
    """Take a change of the limits back."""
    usecases.withdraw_change(actor(), segment_id, metric_id, change_id)
    flash("Taken back. It stays on record.")
    return redirect(url_for("metrics.show", segment_id=segment_id, metric_id=metric_id))


def _form(
    segment_id: int, data: dict[str, object], kind: str = "", definition: int | None = None
) -> MetricForm:
    form = MetricForm(data=data)
    present = db.session.get(Definition, definition) if definition else None
    terms = {"": "none yet"} | {str(one.id): one.term for one in definitions_of(segment_id)}
    if present is not None:
        terms.setdefault(str(present.id), f"{present.term} (archived)")
    form.definition.choices = terms
    if kind:
        del form.kind
        del form.own_pace
    if kind in (Kind.FLOW, Kind.PROPORTION):
        del form.unit
    return form


def _data(metric: Metric) -> dict[str, object]:
    fields = ("name", "side", "wanted", "unit", "version")
    return {**{name: getattr(metric, name) for name in fields}, "definition": metric.definition_id}


def _card(segment: Segment, metric: Metric) -> MetricCard:
    archived = metric.archived_at is not None
    (card,) = segment_figures(segment, today_of(segment), archived, only=metric.id).cards
    return card
