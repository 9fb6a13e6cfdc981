"""The page of a sheet: looked at, and shown again with what was typed when a move is refused."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from a3tracker.db.reviews import rounds_of
from a3tracker.domain.papers import PAPERS
from a3tracker.domain.revisions import LEARNINGS, Content
from a3tracker.rendering.live import live_sheet
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.handovers import lines_from
from a3tracker.usecases.transaction import now
from a3tracker.web.addresses import whole
from a3tracker.web.chain_links import drawn_chain
from a3tracker.web.forms.offers import OfferForm
from a3tracker.web.guard import actor
from a3tracker.web.open_items import asked_for_yes
from a3tracker.web.paper_read import paper_of
from a3tracker.web.print_choice import last_paper
from a3tracker.web.sheet_html import sheet_html
from a3tracker.web.sheet_page import SheetPage, base_address, sheet_page
from a3tracker.web.threads import talk_on
from a3tracker.web.trigger_lines import trigger_lines


def shown_sheet(
    number: int, form: OfferForm | None = None, error: str = "", status: int = 200
) -> ResponseReturnValue:
    """The sheet with everything around it; `error` says why nothing was done."""
    placed = found_a3(actor(), number)
    rounds = rounds_of(placed.a3.id)
    live = live_sheet(placed, base_address(), rounds)
    page = sheet_page(actor(), placed, rounds, live)
    return render_template(
        "a3s/show.html",
        a3=placed.a3,
        placed=placed,
        sheet_html=sheet_html(live.drawing, page),
        page=page,
        talk=talk_on(actor(), placed, live.sheet, quoted=False),
        papers=PAPERS,
        last_paper=last_paper(),
        chain=drawn_chain(live.chain, placed.a3.id),
        handovers=lines_from(placed),
        triggers=trigger_lines(actor(), placed, live.triggers),
        **asked_for_yes(placed, page.may_decide, live),
        today=now().date(),
        paper=paper_of(placed, live, request.args.get("paper", type=whole)),
        offer_form=form or _empty_form(placed.a3.cycle, page, live.written.content),
        error=error,
    ), status


def _empty_form(cycle: str, page: SheetPage, content: Content) -> OfferForm | None:
    """The day that the predictions name for their Check is proposed, and the learning that stands there.

    None where the actor makes no move now.
    """
    if not any(offer.is_open for offer in page.offers):
        return None
    learning = next(iter(content.rows.get(LEARNINGS, [])), {})
    typed = {**learning, "learning": learning.get("learned"), "check_on": page.check_on}
    form = OfferForm(formdata=None, data=typed)
    form.offer(cycle)
    return form
