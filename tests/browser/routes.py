"""Every page of the program, who opens it and where: what the accessibility tests walk through."""

from dataclasses import dataclass

from tests.browser.program import Program


@dataclass(frozen=True)
class Stop:
    """One page: its endpoint, the person who opens it, its address with names for ids."""

    endpoint: str
    person: str | None
    address: str

    def __str__(self) -> str:
        """How the stop is called in the name of a test."""
        return f"{self.endpoint}-{self.person}-{self.address}"


SHEETS = (
    Stop("a3s.index", "yamada", "/a3s"),
    Stop("a3s.index", "weiss", "/a3s?stage=check&cycle=EDCA"),
    Stop("a3s.new", "lindqvist", "/a3s/new"),
    Stop("a3s.new", "lindqvist", "/a3s/new?copy=2"),
    Stop("a3s.new", "solberg", "/a3s/new"),
    Stop("a3s.show", "lindqvist", "/a3/6"),
    Stop("a3s.show", "lindqvist", "/a3/1"),
    Stop("a3s.show", "raman", "/a3/3"),
    Stop("a3s.show", "weiss", "/a3/8?paper=1"),
    Stop("a3s.show", "castro", "/a3/4"),
    Stop("a3s.show", "castro", "/a3/5"),
    Stop("boxes.edit", "castro", "/a3/5/box/analyse"),
    Stop("a3s.edit", "lindqvist", "/a3/6/edit"),
    Stop("a3s.delete", "solberg", "/a3/6/delete"),
    Stop("boxes.edit", "lindqvist", "/a3/6/box/analyse"),
    Stop("rows.new", "lindqvist", "/a3/6/rows/people/new"),
    Stop("rows.new", "lindqvist", "/a3/6/rows/experiments/new"),
    Stop("experiments.index", "brennan", "/a3/7/experiments"),
    Stop("experiments.index", "weiss", "/a3/1/experiments?state=finished"),
    Stop("experiments.new", "lindqvist", "/a3/6/experiments/new"),
    Stop("experiments.result", "brennan", "/a3/7/experiments/{experiment}/result"),
    Stop("rows.new", "lindqvist", "/a3/6/rows/checks/new"),
    Stop("rows.new", "lindqvist", "/a3/6/rows/predictions/new"),
    Stop("rows.new", "lindqvist", "/a3/6/rows/countermeasures/new"),
    Stop("rows.new", "lindqvist", "/a3/6/rows/not_to_do/new"),
    Stop("a3s.show", "novak", "/a3/10"),
    Stop("countermeasures.show", "novak", "/a3/4/countermeasures/{partly}"),
    Stop("countermeasures.show", "weiss", "/a3/2/countermeasures/{dropped}"),
    Stop("triggers.index", "novak", "/a3/10/triggers"),
    Stop("triggers.index", "raman", "/a3/3/triggers"),
    Stop("triggers.show", "novak", "/a3/10/triggers/{called}"),
    Stop("triggers.show", "okafor", "/a3/10/triggers/{answered}"),
    Stop("rows.new", "novak", "/a3/10/rows/ranges/new"),
    Stop("rows.edit", "novak", "/a3/10/rows/steps/{step}"),
    Stop("rows.new", "novak", "/a3/10/rows/adherence/new"),
    Stop("rows.new", "novak", "/a3/10/rows/deviations/new"),
    Stop("audits.rhythm", "novak", "/a3/10/audits"),
    Stop("control_points.plan", "lindqvist", "/a3/6/dates"),
    Stop("rows.edit", "lindqvist", "/a3/6/rows/people/{person_row}"),
    Stop("reviews.show", "yamada", "/a3/6/review"),
    Stop("reviews.show", "lindqvist", "/a3/2/review"),
    Stop("reviews.show", "castro", "/a3/5/review"),
    Stop("revisions.index", "lindqvist", "/a3/6/history"),
    Stop("revisions.index", "weiss", "/a3/2/history"),
    Stop("revisions.compare", "weiss", "/a3/2/compare?before=1&after=now"),
    Stop("revisions.show", "lindqvist", "/a3/2/r/1"),
    Stop("handovers.index", "lindqvist", "/a3/2/hand-over"),
    Stop("handovers.new", "lindqvist", "/a3/2/hand-over/adopted"),
    Stop("cycle_changes.new", "lindqvist", "/a3/6/cycle"),
    Stop("coaching.show", "lindqvist", "/a3/6/coaching"),
    Stop("a3s.show", "lindqvist", "/a3/6?paper=1"),
    Stop("meeting_notes.index", "lindqvist", "/a3/6/notes"),
    Stop("meeting_notes.index", "weiss", "/a3/8/notes"),
    Stop("meeting_notes.new", "lindqvist", "/a3/6/notes/new?box=plan"),
    Stop("meeting_notes.paper", "yamada", "/a3/6/notes/paper?revision=1"),
    Stop("meeting_notes.edit", "lindqvist", "/a3/6/notes/{note}"),
    Stop("meeting_notes.say", "lindqvist", "/a3/6/notes/{note}/comment"),
    Stop("experiments.new", "lindqvist", "/a3/6/experiments/new?note={note}"),
    Stop("causes.show", "brennan", "/a3/7/causes"),
    Stop("causes.show", "weiss", "/a3/2/causes?as=fishbone"),
    Stop("causes.show", "lindqvist", "/a3/6/causes"),
    Stop("causes.bones", "lindqvist", "/a3/6/causes/bones"),
    Stop("rows.new", "brennan", "/a3/7/rows/causes/new?parent=1"),
    Stop("rows.new", "lindqvist", "/a3/6/rows/tallies/new"),
    Stop("tallies.show", "brennan", "/a3/7/tallies/{tally}"),
    Stop("coaching.show", "yamada", "/a3/6/coaching"),
    Stop("ratings.show", "lindqvist", "/a3/8/coaching/act"),
    Stop("hints.show", "lindqvist", "/a3/8/hints"),
    Stop("hints.show", "lindqvist", "/a3/6/hints"),
    Stop("printouts.blanks", "weiss", "/blank"),
    Stop("printouts.choose", "weiss", "/a3/2/print"),
    Stop("printouts.choose", "lindqvist", "/a3/2/print?revision=1"),
    Stop("printouts.index", "weiss", "/printouts"),
    Stop("shelf.index", "dahl", "/shelf"),
    Stop("shelf.index", "lindqvist", "/shelf?words=first&kind=learning"),
    Stop("shelf.index", "weiss", "/shelf?words=nowhere"),
    Stop("shelf.standard", "dahl", "/shelf/standards/3"),
    Stop("shelf.standard", "lindqvist", "/shelf/standards/3"),
    Stop("shelf.take", "castro", "/shelf/standards/3/take"),
    Stop("printouts.from_paper", "weiss", "/p/6/1"),
)

SETTING_UP = (
    Stop("home.index", "yamada", "/"),
    Stop("home.index", "solberg", "/"),
    Stop("home.index", "laurent", "/"),
    Stop("session.sign_in", None, "/sign-in"),
    Stop("me.index", "lindqvist", "/me"),
    Stop("inbox.index", "yamada", "/inbox"),
    Stop("inbox.index", "lindqvist", "/inbox"),
    Stop("streams.index", "solberg", "/streams"),
    Stop("streams.new", "solberg", "/streams/new"),
    Stop("streams.show", "solberg", "/streams/{stream}"),
    Stop("streams.show", "dahl", "/streams/{music}"),
    Stop("boards.show", "yamada", "/streams/{stream}/board"),
    Stop("boards.show", "dahl", "/streams/{music}/board"),
    Stop("streams.edit", "solberg", "/streams/{stream}/edit"),
    Stop("streams.name_deputy", "yamada", "/streams/{stream}/deputies/new"),
    Stop("streams.invite_reader", "yamada", "/streams/{stream}/readers/new"),
    Stop("segments.index", "yamada", "/segments"),
    Stop("segments.new", "yamada", "/segments/new"),
    Stop("segments.show", "lindqvist", "/segments/{segment}"),
    Stop("segments.edit", "yamada", "/segments/{segment}/edit"),
    Stop("definitions.index", "novak", "/segments/{cds}/definitions"),
    Stop("definitions.index", "lindqvist", "/segments/{segment}/definitions"),
    Stop("definitions.new", "lindqvist", "/segments/{segment}/definitions/new?first=customer"),
    Stop("definitions.show", "novak", "/segments/{cds}/definitions/{definition}"),
    Stop("definitions.new_version", "novak", "/segments/{cds}/definitions/{definition}/versions/new"),
    Stop("segments.show", "novak", "/segments/{cds}"),
    Stop("segments.show", "weiss", "/segments/{segment}?retention=88&acquisition=15&share=25"),
    Stop("metrics.new", "novak", "/segments/{cds}/metrics/new"),
    Stop("metrics.show", "novak", "/segments/{cds}/metrics/{metric}"),
    Stop("metrics.show", "dahl", "/segments/{cds}/metrics/{metric}"),
    Stop("metrics.edit", "novak", "/segments/{cds}/metrics/{metric}/edit"),
    Stop("metrics.target", "dahl", "/segments/{cds}/metrics/{metric}/target"),
    Stop("metrics.limits", "novak", "/segments/{cds}/metrics/{metric}/limits"),
    Stop("figures.show", "novak", "/segments/{cds}/figures"),
    Stop("figures.show", "lindqvist", "/segments/{desktop}/figures"),
    Stop("figures.show", "weiss", "/segments/{segment}/figures"),
    Stop("imports.index", "novak", "/segments/{cds}/imports"),
    Stop("imports.index", "weiss", "/segments/{segment}/imports"),
    Stop("cohorts.show", "lindqvist", "/segments/{desktop}/cohorts"),
    Stop("teams.index", "yamada", "/teams"),
    Stop("teams.new", "yamada", "/teams/new"),
    Stop("teams.show", "lindqvist", "/teams/{team}"),
    Stop("teams.edit", "yamada", "/teams/{team}/edit"),
    Stop("teams.add_member", "yamada", "/teams/{team}/members/new"),
    Stop("teams.edit_member", "yamada", "/teams/{team}/members/{member}/edit"),
    Stop("people.index", "solberg", "/people"),
    Stop("people.new", "solberg", "/people/new"),
    Stop("people.show", "solberg", "/people/{person}"),
    Stop("people.edit", "solberg", "/people/{person}/edit"),
    Stop("people.reset_password", "solberg", "/people/{person}/password"),
    Stop("journal.index", "solberg", "/journal"),
    Stop("journal.index", "solberg", "/journal?thing=a3&which=A3-6"),
    Stop("settings.index", "solberg", "/settings"),
    Stop("help.roles", "weiss", "/help/roles"),
    Stop("help.cycles", "weiss", "/help/cycles"),
    Stop("help.check", "weiss", "/help/check"),
)

#: Where another test looks, or where there is no page to look at.
ELSEWHERE = {
    "session.first_run": "tests/browser/test_first_run.py, in a program without people",
    "printouts.show": "tests/browser/test_printing.py, after somebody has printed",
    "printouts.pdf": "a PDF: tests/rendering",
    "pictures.show": "a picture",
    "mail.ask": "tests/browser/test_inbox.py, which makes its token",
    "calendar.feed": "a calendar: tests/web",
    "comments.show": "tests/browser/test_catchball.py, after somebody has commented",
    "comments.edit": "tests/browser/test_catchball.py, while a comment is collected",
    "segments.pull": "a part of the segment's page",
    "imports.show": "tests/browser/test_importing.py, with a file at each step",
    "imports.wrong": "a file",
    "static": "files",
}

IDS = {
    "stream": "select id from streams where name = 'Newcomers'",
    "music": "select id from streams where name = 'Music by mail'",
    "segment": "select id from segments where name = 'New account holders on a phone'",
    "cds": "select id from segments where name = 'First-time CD buyers of early 1997'",
    "definition": "select id from definitions where term = 'active' and segment_id = (select id from segments"
    " where name = 'First-time CD buyers of early 1997')",
    "desktop": "select id from segments where name = 'New account holders on a desktop'",
    "metric": "select id from metrics where source = 'retention' and segment_id = (select id from segments"
    " where name = 'First-time CD buyers of early 1997')",
    "partly": "select id from countermeasures where done = 'partly'",
    "dropped": "select id from countermeasures where dropped_on is not null",
    "called": "select id from triggers where answered_at is null",
    "answered": "select id from triggers where answered_at is not null",
    "step": "select min(id) from steps where a3_id = (select id from a3s where number = 10)",
    "team": "select id from teams where name = 'Newcomers cell'",
    "member": "select min(id) from team_members where team_id = (select id from teams where name like 'N%')",
    "experiment": "select max(id) from experiments where a3_id = (select id from a3s where number = 7)",
    "note": "select max(id) from meeting_notes where became is null and kind = 'note' and a3_id = (select id"
    " from a3s where number = 6)",
    "person": "select id from people where name = 'Jamal Haddad'",
    "tally": "select min(id) from tallies where a3_id = (select id from a3s where number = 7)",
    "person_row": "select min(id) from people_rows where a3_id = (select id from a3s where number = 6)",
}


def found(stop: Stop, program: Program) -> str:
    """The address of a stop, with the ids that this run gave."""
    ids = {
        name: program.rows(question)[0][0] for name, question in IDS.items() if f"{{{name}}}" in stop.address
    }
    return stop.address.format(**ids)
