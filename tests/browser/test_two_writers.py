"""Two people at one sheet: nothing is overwritten, and nobody is disturbed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import DESK, PHONE_DARK, Look, Visits
from tests.browser.writing import SAVED, box, close_box, field_of, open_box, said, save, start_a3

pytestmark = pytest.mark.browser


@pytest.fixture
def both(visit: Visits, look: Look = DESK) -> tuple[Page, Page]:
    """Maja and Jamal, before the same empty sheet."""
    visit.foresee("409 (CONFLICT)")
    maja, jamal = visit("lindqvist", look), visit("haddad")
    jamal.goto(f"/a3/{start_a3(maja)}")
    return maja, jamal


def both_write_in_one_box(maja: Page, jamal: Page) -> None:
    """Both open the empty box; Jamal saves first, so that Maja is shown both texts."""
    hers, his = open_box(maja, "empower"), open_box(jamal, "empower")
    his.fill("Eight weeks, says Jamal.")
    save(jamal)
    hers.fill("Six weeks, says Maja.")
    expect(maja.get_by_role("heading", name="Two texts of this box")).to_be_visible()
    expect(maja.get_by_label("Yours")).to_have_value("Six weeks, says Maja.")
    expect(maja.get_by_label("Theirs, saved already")).to_have_value("Eight weeks, says Jamal.")


@pytest.mark.parametrize(
    ("button", "held"),
    [
        ("Keep mine", ["Six weeks, says Maja."]),
        ("Take theirs", ["Eight weeks, says Jamal."]),
        ("Save both, joined", ["Eight weeks, says Jamal.", "Six weeks, says Maja."]),
    ],
)
def test_the_second_writer_of_a_box_sees_both_texts_and_chooses(
    both: tuple[Page, Page], button: str, held: list[str]
) -> None:
    maja, jamal = both
    both_write_in_one_box(maja, jamal)
    maja.get_by_role("button", name=button).click()
    expect(field_of(maja, "empower")).to_have_value("\n\n".join(held))
    if button != "Take theirs":
        expect(said(maja)).to_have_text(SAVED)
    close_box(maja)
    jamal.reload()
    expect(field_of(jamal, "empower")).to_have_value("\n\n".join(held))


def test_on_a_phone_both_texts_are_read_one_above_the_other(visit: Visits) -> None:
    visit.foresee("409 (CONFLICT)")
    maja, jamal = visit("lindqvist", PHONE_DARK), visit("haddad")
    jamal.goto(f"/a3/{start_a3(maja)}")
    both_write_in_one_box(maja, jamal)
    yours, theirs = (maja.get_by_label(words).bounding_box() for words in ("Yours", "Theirs, saved already"))
    assert yours
    assert theirs
    assert yours["y"] + yours["height"] < theirs["y"]
    assert maja.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_somebody_else_may_save_again_while_one_chooses(both: tuple[Page, Page]) -> None:
    maja, jamal = both
    both_write_in_one_box(maja, jamal)
    field_of(jamal, "empower").fill("Nine weeks, says Jamal.")
    save(jamal)
    maja.get_by_role("button", name="Keep mine").click()
    expect(maja.get_by_label("Theirs, saved already")).to_have_value("Nine weeks, says Jamal.")
    expect(maja.get_by_label("Yours")).to_have_value("Six weeks, says Maja.")


def test_two_people_in_two_boxes_do_not_disturb_each_other(both: tuple[Page, Page]) -> None:
    maja, jamal = both
    hers, his = open_box(maja, "empower"), open_box(jamal, "select")
    hers.press_sequentially("Six weeks.")
    his.press_sequentially("From 12.9 to 17 %.")
    hers.press_sequentially(" Mondays.")
    expect(said(maja)).to_have_text(SAVED)
    expect(said(jamal)).to_have_text(SAVED)
    close_box(maja)
    expect(box(maja, "empower")).to_contain_text("Six weeks. Mondays.")
    close_box(jamal)
    maja.reload()
    expect(box(maja, "select")).to_contain_text("From 12.9 to 17 %.")


def test_two_windows_of_one_person_are_two_writers_as_well(both: tuple[Page, Page]) -> None:
    maja, _ = both
    second = maja.context.new_page()
    second.goto(maja.url)
    first_field, second_field = open_box(maja, "empower"), open_box(second, "empower")
    first_field.fill("From the first window.")
    save(maja)
    second_field.fill("From the second window.")
    expect(second.get_by_role("heading", name="Two texts of this box")).to_be_visible()
