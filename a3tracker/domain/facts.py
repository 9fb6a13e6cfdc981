"""Everything that stands on an A3 as a row of its own, whatever its kind."""

from __future__ import annotations

from a3tracker.domain.causes import Cause
from a3tracker.domain.checks import Check
from a3tracker.domain.countermeasures import Countermeasure
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.not_to_do import NotToDo
from a3tracker.domain.predictions import Expected
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.standards import Held
from a3tracker.domain.tallies import Tally

Fact = PersonRow | Experiment | Expected | Check | Countermeasure | NotToDo | Cause | Tally | Held
