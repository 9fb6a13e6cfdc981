"""Who gets in where: one line for each route. A route that stands nowhere here fails the test beside it."""

STRANGERS = frozenset({"stranger", "stranger_manager", "nobody"})
SEERS = frozenset({"reader", "colleague", "member", "coordinator", "deputy", "manager", "administrator"})
ALL = STRANGERS | SEERS

#: Who gets in; others who see the place are refused with the reason (403), strangers see nothing (404).
SEE, WRITE, COORDINATE = SEERS, {"member", "coordinator"}, {"coordinator"}
PUT_ASIDE = {"coordinator", "manager", "administrator"}
SET_UP, ADMINISTER = {"manager", "administrator"}, {"administrator"}
COMMENT = {"member", "coordinator", "deputy", "manager"}
COACHED = {"member", "coordinator", "deputy", "manager"}
ENTER = {"member", "coordinator", "deputy", "manager"}
MEET = {"coordinator", "deputy", "manager"}
#: The colleague coordinates another team of the stream.
DEFINE = {"coordinator", "colleague"}
PLACED = {
    "streams.show": SEE,
    "streams.edit": ADMINISTER,
    "streams.archive": ADMINISTER,
    "streams.bring_back": ADMINISTER,
    "streams.name_deputy": SET_UP,
    "streams.end_deputy": SET_UP,
    "streams.invite_reader": SET_UP,
    "streams.remove_reader": SET_UP,
    "boards.show": SEE,
    "boards.want": SEE,
    "segments.show": SEE,
    "segments.edit": SET_UP,
    "segments.archive": SET_UP,
    "segments.bring_back": SET_UP,
    "definitions.index": SEE,
    "definitions.new": DEFINE,
    "definitions.show": SEE,
    "definitions.new_version": DEFINE,
    "definitions.archive": DEFINE,
    "definitions.bring_back": DEFINE,
    "segments.pull": SEE,
    "metrics.new": ENTER,
    "metrics.show": SEE,
    "metrics.edit": ENTER,
    "metrics.archive": ENTER,
    "metrics.bring_back": ENTER,
    "metrics.target": {"deputy", "manager"},
    "metrics.limits": ENTER,
    "metrics.withdraw": ENTER,
    "figures.show": SEE,
    "figures.enter": ENTER,
    "imports.index": SEE,
    "imports.bring": ENTER,
    "imports.show": ENTER,
    "imports.columns": ENTER,
    "imports.back": ENTER,
    "imports.take": ENTER,
    "imports.cancel": ENTER,
    "imports.undo": ENTER,
    "imports.wrong": ENTER,
    "cohorts.show": SEE,
    "teams.show": SEE,
    "teams.edit": SET_UP,
    "teams.archive": SET_UP,
    "teams.bring_back": SET_UP,
    "teams.add_member": SET_UP,
    "teams.edit_member": SET_UP,
    "teams.remove_member": SET_UP,
    "a3s.show": SEE,
    "a3s.edit": WRITE,
    "a3s.archive": PUT_ASIDE,
    "a3s.bring_back": PUT_ASIDE,
    "a3s.delete": ADMINISTER,
    "boxes.edit": WRITE,
    "boxes.save": WRITE,
    "boxes.mark": WRITE,
    "boxes.preview": WRITE,
    "rows.new": WRITE,
    "rows.edit": WRITE,
    "rows.remove": WRITE,
    "rows.check": WRITE,
    "experiments.index": SEE,
    "experiments.new": WRITE,
    "experiments.result": WRITE,
    "causes.show": SEE,
    "causes.bones": WRITE,
    "tallies.show": SEE,
    "tallies.count": WRITE,
    "tallies.bring": WRITE,
    "revisions.index": SEE,
    "revisions.compare": SEE,
    "revisions.show": SEE,
    "revisions.restore": WRITE,
    "handovers.index": SEE,
    "handovers.new": DEFINE,
    "cycle_changes.new": COORDINATE,
    "coaching.show": COACHED,
    "coaching.add": COORDINATE,
    "ratings.show": WRITE,
    "ratings.rate": WRITE,
    "hints.show": WRITE,
    "hints.dismiss": WRITE,
    "hints.take_back": WRITE,
    "reviews.show": SEE,
    "reviews.submit": COORDINATE,
    "reviews.decide": COMMENT,
    "reviews.read": SEE,
    "reviews.move": COORDINATE,
    "control_points.plan": COORDINATE,
    "standards.up": WRITE,
    "standards.down": WRITE,
    "audits.rhythm": COORDINATE,
    "triggers.index": SEE,
    "triggers.show": SEE,
    # The person responsible may answer, too: here it is the coordinator.
    "triggers.answer": COORDINATE,
    "triggers.draft": COORDINATE,
    "countermeasures.show": SEE,
    "countermeasures.mark": WRITE,
    "countermeasures.drop": WRITE,
    "countermeasures.take_up": WRITE,
    "not_to_do.agree": {"deputy", "manager"},
    "pictures.add": WRITE,
    "pictures.show": SEE,
    "printouts.choose": SEE,
    "printouts.want": SEE,
    "printouts.show": SEE,
    "printouts.pdf": SEE,
    "printouts.from_paper": SEE,
    "inbox.open_notice": {"manager"},
    "comments.collect": COMMENT,
    "comments.show": SEE,
    "comments.answer": COMMENT,
    "comments.resolve": COMMENT,
    "comments.open_again": COMMENT,
    "comments.take": WRITE,
    "comments.decline": WRITE,
    "comments.edit": COORDINATE,
    "comments.remove": COORDINATE,
    **dict.fromkeys(["meetings.show", "walls.show"], SEE),
    **dict.fromkeys(["meetings.edit", "meetings.cancel", "meetings.end", "meetings.again"], MEET),
    **dict.fromkeys(["meetings.make_next", "minutes.write"], MEET),
    **dict.fromkeys(["agendas.take", "agendas.take_off", "agendas.up", "agendas.down", "agendas.plan"], MEET),
    **dict.fromkeys(["minutes.note", "walls.note"], COMMENT),
    "minutes.kept": WRITE,
}
#: What belongs to one person alone: nobody else is told that it is there.
PRIVATE = {"inbox.open_notice", "comments.edit", "comments.remove"}
#: What lies in no stream: who gets in; everybody else is refused with the reason.
PLACELESS = {
    **dict.fromkeys(["home.index", "me.index", "me.password", "help.roles", "help.cycles"], ALL),
    **dict.fromkeys(["inbox.index", "inbox.read_all", "help.check"], ALL),
    **dict.fromkeys(["me.mail", "me.make_calendar", "me.remove_calendar"], ALL),
    **dict.fromkeys(["streams.index", "segments.index", "teams.index", "a3s.index"], ALL),
    **dict.fromkeys(["printouts.blanks", "printouts.blank"], ALL),
    **dict.fromkeys(["shelf.index", "shelf.standard"], ALL),
    **dict.fromkeys(["people.index", "people.new", "people.show", "people.edit"], ADMINISTER),
    **dict.fromkeys(["people.reset_password", "people.archive", "people.bring_back"], ADMINISTER),
    **dict.fromkeys(["streams.new", "journal.index", "settings.index", "settings.remove_demo"], ADMINISTER),
    **dict.fromkeys(["journal.export_csv", "journal.export_json"], ADMINISTER),
    "shelf.take": {"coordinator", "colleague", "stranger"},
    "segments.new": {*SET_UP, "stranger_manager"},
    "teams.new": {*SET_UP, "stranger_manager"},
    "meetings.index": ALL,
    "meetings.new": {*MEET, "colleague", "stranger", "stranger_manager"},
    "a3s.new": {"member", "coordinator", "colleague", "stranger"},
}
PUBLIC = {"static", "session.sign_in", "session.sign_out", "session.first_run"}
PUBLIC |= {"mail.ask", "mail.unsubscribe", "calendar.feed"}
#: Whoever comes second finds that it is gone already.
TAKES_AWAY = {"streams.end_deputy", "streams.remove_reader", "teams.remove_member"}
#: Pages that explain to everybody why they cannot go on, instead of refusing.
EXPLAINED = {("a3s.new", "GET")}
#: What the one revision of the furnished A3 holds.
CONTENT = (
    '{"boxes":{},"coordinator":5,"cycle":"PDCA","language":"en","loop":1,"manager":2,"next_review":null,'
    '"owner":7,"parent":null,"rows":{},"schema":1,"segment":1,"start":null,"target_end":null,"team":1,"title":"x"}'
)
