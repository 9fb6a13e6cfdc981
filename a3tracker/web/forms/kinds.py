"""The form of each kind of row, and how a row is typed again."""

from __future__ import annotations

from typing import Any

from a3tracker.domain.checks import Check
from a3tracker.domain.countermeasures import Countermeasure
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.facts import Fact
from a3tracker.domain.figures import Figure
from a3tracker.domain.predictions import ExpectedRange, Prediction
from a3tracker.domain.tallies import Tally, lines_text
from a3tracker.web.forms.causes import CauseForm
from a3tracker.web.forms.checks import CheckForm
from a3tracker.web.forms.countermeasures import CountermeasureForm, planned_again
from a3tracker.web.forms.expected import PredictionForm, RangeForm
from a3tracker.web.forms.experiments import ExperimentForm
from a3tracker.web.forms.not_to_do import NotToDoForm
from a3tracker.web.forms.rows import PersonRowForm, RowForm
from a3tracker.web.forms.standards import AdherenceForm, DeviationForm, StepForm
from a3tracker.web.forms.tallies import TallyForm

FORMS: dict[Panel, type[RowForm]] = {
    Panel.PEOPLE: PersonRowForm,
    Panel.PREDICTIONS: PredictionForm,
    Panel.EXPERIMENTS: ExperimentForm,
    Panel.RANGES: RangeForm,
    Panel.CHECKS: CheckForm,
    Panel.COUNTERMEASURES: CountermeasureForm,
    Panel.NOT_TO_DO: NotToDoForm,
    Panel.CAUSES: CauseForm,
    Panel.TALLIES: TallyForm,
    Panel.STEPS: StepForm,
    Panel.ADHERENCE: AdherenceForm,
    Panel.DEVIATIONS: DeviationForm,
}


def typed_again(fact: Fact) -> dict[str, Any]:
    """The row as it would be typed, to fill its form."""
    if isinstance(fact, Prediction | ExpectedRange | Experiment):
        numbers = {name for name in ("point", "low", "high", "seen") if hasattr(fact, name)}
        return {**vars(fact), **{name: _number_again(getattr(fact, name)) for name in numbers}}
    if isinstance(fact, Countermeasure):
        return planned_again(fact)
    if isinstance(fact, Tally):
        return {**vars(fact), "lines": lines_text(fact.lines)}
    if not isinstance(fact, Check):
        return dict(vars(fact))
    figures = {part: str(getattr(fact, part) or "") for part in ("before", "target", "actual")}
    pairs = vars(fact.pairs) if fact.pairs else {}
    chosen = {
        "side": fact.side.value,
        "comparison": fact.comparison.value if fact.comparison else "",
        "margin": _number_again(fact.margin),
    }
    return {**vars(fact), **figures, **pairs, **chosen}


def _number_again(value: float | None) -> str:
    return "" if value is None else str(Figure(value=value))
