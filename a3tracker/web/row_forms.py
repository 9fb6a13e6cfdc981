"""What the form of a row offers to choose from, and what it begins with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from a3tracker.db.a3s import Placed
from a3tracker.db.causes import Cause, bones_of
from a3tracker.db.countermeasures import cause_choices
from a3tracker.db.metrics import Metric, metric_in, metrics_of
from a3tracker.db.people import people_of_stream
from a3tracker.db.predictions import Prediction
from a3tracker.db.rows import row_of, rows_in
from a3tracker.db.series import series_of
from a3tracker.db.standards import steps_of
from a3tracker.db.versions import version_of
from a3tracker.domain.bones import bone_words
from a3tracker.domain.control_points import is_locked
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.rows import MeasureSide
from a3tracker.domain.series import Series
from a3tracker.domain.stages import Stage
from a3tracker.domain.verdicts import Comparison
from a3tracker.usecases.transaction import now
from a3tracker.web.forms import choices
from a3tracker.web.forms.causes import CauseForm
from a3tracker.web.forms.checks import CheckForm
from a3tracker.web.forms.countermeasures import CountermeasureForm
from a3tracker.web.forms.expected import ExpectedForm, PredictionForm, RangeForm
from a3tracker.web.forms.experiments import ExperimentForm
from a3tracker.web.forms.not_to_do import NotToDoForm
from a3tracker.web.forms.rows import PersonRowForm, RowForm
from a3tracker.web.forms.standards import AdherenceForm, DeviationForm, StepForm
from a3tracker.web.guard import actor


def offer(form: RowForm, placed: Placed, data: Mapping[str, Any]) -> None:
    """Fill the choices of a form; `data` is what stands in the row."""
    if isinstance(form, ExpectedForm) and not is_locked(Stage(placed.a3.stage)):
        del form.reason
    elif isinstance(form, PredictionForm):
        # A later one is whole from the start.
        form.day.flags.optional = False
    _offer_people(form, placed)
    if isinstance(form, RangeForm):
        form.offer(_watched(placed), data.get("metric"))
    if isinstance(form, ExperimentForm):
        form.keep(data)
    if isinstance(form, CheckForm):
        found = rows_in(placed.a3.id, Panel.PREDICTIONS)
        names = {str(row.id): row.fact().name for row in found if isinstance(row, Prediction)}
        form.prediction.choices = {"": "none", **names}
    if isinstance(form, CheckForm | PredictionForm):
        form.metric.choices = _metrics(placed, data.get("metric"))
    if isinstance(form, CountermeasureForm):
        form.offer_causes(cause_choices(placed.a3.id))
    if isinstance(form, CauseForm):
        form.bone.choices = {"": "none", **bone_words(bones_of(placed.a3))}
        form.parent.choices = _explained(placed, data.get("number", 0))
    if isinstance(form, PersonRowForm):
        form.offer_versions(version_of(placed.a3).number if CYCLES[placed.a3.cycle].has_versions else 0)
    if isinstance(form, StepForm):
        form.order = tuple((one.id, one.what) for one in steps_of(placed.a3.id))
    if isinstance(form, DeviationForm):
        steps = enumerate(steps_of(placed.a3.id), start=1)
        form.step.choices = {"": "none", **{str(one.id): f"{place} {one.what}" for place, one in steps}}


#: Which field of a form names somebody of the stream, and what its empty choice says.
_PEOPLE: Final[dict[type[RowForm], tuple[str, str]]] = {
    RangeForm: ("responsible", "nobody yet"),
    ExperimentForm: ("who", "not said"),
    CountermeasureForm: ("who", "nobody yet"),
    NotToDoForm: ("person", "nobody of the list"),
    CauseForm: ("verified_by", "nobody yet"),
    PersonRowForm: ("person", "somebody new, named below"),
    AdherenceForm: ("by", "choose"),
    DeviationForm: ("by", "nobody named"),
}


def _offer_people(form: RowForm, placed: Placed) -> None:
    """The people of the stream, in the one field that names somebody."""
    for kind, (field, empty) in _PEOPLE.items():
        if isinstance(form, kind):
            form[field].choices = choices(people_of_stream(placed.stream.id), empty)


def begun(panel: Panel, placed: Placed, asked: Mapping[str, str]) -> dict[str, Any]:
    """What a new row begins with: ?guard= asks for a guard on that side of the market, ?parent= for a why."""
    if panel is Panel.CAUSES:
        return _why(placed, asked.get("parent", ""))
    if panel in (Panel.ADHERENCE, Panel.DEVIATIONS):
        return {"by": actor().id}
    side = asked.get("guard", "")
    if panel is not Panel.CHECKS or side not in set(MeasureSide):
        return {}
    metric = next((one for one in metrics_of(placed.segment.id) if one.side == side), None)
    series = {"comparison": Comparison.SERIES.value, "metric": metric.id} if metric else {}
    return {"guard": True, "side": side, **series}


def _explained(placed: Placed, own: int) -> dict[str, str]:
    """The causes that a cause can explain: the first level, and every other one."""
    rows = [row for row in rows_in(placed.a3.id, Panel.CAUSES) if isinstance(row, Cause)]
    others = {str(row.id): f"{row.number} {row.words}" for row in rows if row.number != own}
    return {"": "the result itself, or why a gain would not last", **others}


def _why(placed: Placed, parent: str) -> dict[str, Any]:
    """A why begins below its parent, about the same thing."""
    found = (
        row_of(placed.a3.id, Panel.CAUSES, int(parent)) if parent.isdecimal() and len(parent) < 10 else None
    )
    return {"parent": found.id, "kind": found.kind} if isinstance(found, Cause) else {}


def _metrics(placed: Placed, chosen: int | None) -> dict[str, str]:
    present = metric_in(placed.segment.id, chosen) if chosen else None
    return choices(metrics_of(placed.segment.id), "none", present=present)


def _watched(placed: Placed) -> list[tuple[Metric, Series]]:
    """The segment's metrics with their figures, archived ones last."""
    known = [*metrics_of(placed.segment.id), *metrics_of(placed.segment.id, archived=True)]
    series = series_of(placed.segment, placed.segment.today(now()), known)
    return list(zip(known, series, strict=True))
