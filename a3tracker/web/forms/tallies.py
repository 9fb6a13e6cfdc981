"""Forms of check sheets."""

from __future__ import annotations

from wtforms import StringField, TextAreaField

from a3tracker.domain.tallies import MOST_LINES, Tally, parse_lines
from a3tracker.web.forms import Form
from a3tracker.web.forms.rows import RowForm

PASTED = (
    "One line each: words, a tab and a count, as copied from a spreadsheet. Without a count it begins at 0. "
    f"At most {MOST_LINES} lines."
)


class TallyForm(RowForm):
    """One check sheet with its lines."""

    one_of_many = "check sheet"
    title = StringField("Title", description="Such as: why quotes are lost.")
    unit = StringField("What is counted", description="Such as quotes, calls or EUR.")
    lines = TextAreaField("Lines", description=PASTED)

    def fact(self) -> Tally:
        """What was typed; `Invalid` names a line that cannot be read."""
        return Tally(self.title.data or "", self.unit.data or "", parse_lines(self.lines.data or ""))


class LinesForm(Form):
    """Lines for a check sheet: one, or many as they are pasted."""

    lines = TextAreaField("Lines", description=PASTED)
