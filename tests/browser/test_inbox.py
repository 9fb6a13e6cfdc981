"""The inbox in a real browser, with the keyboard; and the page to which a mail's last line leads."""

import re

import pytest
from playwright.sync_api import expect

from a3tracker.config import read_config
from a3tracker.usecases.mails import unsubscribe_token
from tests.browser.accessibility import faults_of
from tests.browser.program import Program
from tests.browser.visits import Visits

pytestmark = pytest.mark.browser

TOLD = """insert into notices (person_id, kind, a3_id, by_id, about, at)
    select reader.id, 'locked', a3s.id, writer.id, '{}', '2026-06-30 09:00:00'
    from people reader, people writer, a3s
    where reader.email = 'lindqvist@example.org' and writer.email = 'yamada@example.org'
    and a3s.number = 6"""


def test_a_notice_is_opened_with_the_keyboard_and_is_read_then(visit: Visits) -> None:
    visit.program.rows(TOLD)
    page = visit("lindqvist")
    page.goto("/")
    page.get_by_role("link", name=re.compile(r"Inbox \d+ unread")).click()
    line = page.get_by_role("listitem").filter(has_text="Sachi Yamada locked the prediction of A3-6")
    expect(line).to_contain_text("unread")
    assert not faults_of(page)
    line.get_by_role("button").press("Enter")
    expect(page).to_have_url(re.compile("/a3/6$"))
    page.goto("/inbox")
    expect(page.get_by_role("listitem").filter(has_text="locked the prediction")).not_to_contain_text(
        "unread"
    )


def test_the_last_line_of_a_mail_leads_to_one_button(visit: Visits, program: Program) -> None:
    config = read_config({"A3TRACKER_INSTANCE": str(program.instance)})
    ((person,),) = program.rows("select id from people where email = 'castro@example.org'")
    assert isinstance(person, int)
    page = visit(None)
    page.goto(f"/unsubscribe/{unsubscribe_token(config, person)}")
    assert not faults_of(page)
    page.get_by_role("button", name="Send me no more mail").click()
    expect(page.get_by_role("heading", name="No more mail")).to_be_visible()
    assert not faults_of(page)
    assert program.rows("select pace from mail_settings where person_id = ?", person) == [("never",)]
