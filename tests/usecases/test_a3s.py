"""Starting an A3, copying one, its header, putting it aside and deleting it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from a3tracker.db.a3s import last_number
from a3tracker.db.base import Base, db
from a3tracker.db.boxes import boxes_of
from a3tracker.db.pictures import pictures_of
from a3tracker.db.row_lines import rows_of
from a3tracker.db.segments import Segment
from a3tracker.db.teams import Team
from a3tracker.domain.a3s import HeaderChange
from a3tracker.domain.cycles import CYCLES, Panel
from a3tracker.domain.errors import Invalid, NotAllowed, NotFound, OutOfDate, WrongState
from a3tracker.domain.rows import PersonRow
from a3tracker.domain.stages import Stage
from a3tracker.usecases import a3s
from a3tracker.usecases.a3_removal import delete_a3
from a3tracker.usecases.pictures import ReadyPicture, keep_picture
from a3tracker.usecases.rows import add_row
from a3tracker.usecases.transaction import now
from tests import factories
from tests.walk import a3_of, fill
from tests.world import World

DAY = date(2026, 6, 30)


def header(world: World, **change: object) -> HeaderChange:
    plain = HeaderChange(
        "They stop early", world.segment, "PDCA", world.team, world.people["owner"], "en", DAY, DAY, DAY
    )
    return replace(plain, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["coordinator", "member", "owner"])
@pytest.mark.parametrize("cycle", CYCLES)
def test_the_team_starts_an_a3_at_its_left_side(world: World, role: str, cycle: str) -> None:
    number = a3s.start_a3(world.actor(role), header(world, cycle=cycle))
    a3 = a3_of(number)
    assert (a3.cycle, a3.loop, a3.stage, a3.round, a3.version) == (cycle, 1, Stage.LEFT_SIDE, 1, 1)
    assert a3s.header_of(a3) == header(world, cycle=cycle)
    assert not boxes_of(a3.id)


@pytest.mark.parametrize(
    ("role", "refusal"),
    [
        ("reader", NotAllowed),
        ("colleague", NotAllowed),
        ("manager", NotAllowed),
        ("administrator", NotAllowed),
    ],
)
def test_others_do_not_start_one_for_the_team(world: World, role: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        a3s.start_a3(world.actor(role), header(world))


@pytest.mark.parametrize("role", ["stranger", "nobody"])
def test_strangers_do_not_even_learn_that_the_team_exists(world: World, role: str) -> None:
    with pytest.raises(Invalid) as refused:
        a3s.start_a3(world.actor(role), header(world))
    assert refused.value.fields == {"team": "Choose a team from the list."}


def test_numbers_count_up_for_ever(world: World) -> None:
    owner = world.actor("owner")
    assert [a3s.start_a3(owner, header(world)) for _ in range(3)] == [2, 3, 4]
    delete_a3(world.actor("administrator"), 4)
    delete_a3(world.actor("administrator"), 1)
    assert a3s.start_a3(owner, header(world)) == 5
    assert last_number() == 5


def test_the_record_of_a_deleted_a3_is_never_given_to_another(world: World) -> None:
    owner = world.actor("owner")
    gone = a3_of(a3s.start_a3(owner, header(world))).id
    delete_a3(world.actor("administrator"), 2)
    assert a3_of(a3s.start_a3(owner, header(world))).id > gone


def test_a_refused_start_takes_no_number(world: World) -> None:
    with pytest.raises(Invalid):
        a3s.start_a3(world.actor("owner"), header(world, owner=world.people["manager"]))
    assert last_number() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"cycle": "OODA"}, "cycle"),
        ({"team": 0}, "team"),
        ({"team": "strange_team"}, "team"),
        ({"segment": 0}, "segment"),
        ({"segment": "strange_segment"}, "segment"),
        ({"owner": "manager"}, "owner"),
        ({"owner": "reader"}, "owner"),
        ({"owner": 0}, "owner"),
        ({"target_end": date(2026, 6, 1)}, "target_end"),
    ],
)
def test_a_header_that_does_not_fit_names_its_field(
    world: World, change: dict[str, object], field: str
) -> None:
    named = {**vars(world), **world.people}
    change = {key: named.get(value, value) if key != "title" else value for key, value in change.items()}
    with pytest.raises(Invalid) as refused:
        a3s.start_a3(world.actor("owner"), header(world, **change))
    assert list(refused.value.fields) == [field]


def test_team_and_segment_belong_to_one_stream(world: World) -> None:
    factories.team(world.strange_stream, "Guests", world.people["owner"])
    db.session.commit()
    with pytest.raises(Invalid) as refused:
        a3s.start_a3(world.actor("owner"), header(world, segment=world.strange_segment))
    assert list(refused.value.fields) == ["team"]


@pytest.mark.parametrize("what", ["segment", "team"])
def test_what_is_archived_takes_no_new_a3(world: World, what: str) -> None:
    table: dict[str, type[Base]] = {"segment": Segment, "team": Team}
    db.session.get_one(table[what], getattr(world, what)).archived_at = now()
    db.session.commit()
    with pytest.raises(Invalid):
        a3s.start_a3(world.actor("owner"), header(world))


def test_a_copy_carries_texts_and_pictures_and_no_rows(world: World, tmp_path: Path) -> None:
    owner = world.actor("owner")
    fill(owner, world.a3)
    add_row(owner, world.a3, Panel.PEOPLE, PersonRow(world.people["owner"], "", ""))
    keep_picture(owner, world.a3, ReadyPicture(b"x", "ab" * 32, "png", 1, 1), tmp_path)
    copy = a3_of(a3s.start_a3(owner, header(world), copy_of=world.a3))
    assert {key: box.text for key, box in boxes_of(copy.id).items()} == {
        key: box.text for key, box in boxes_of(a3_of(world.a3).id).items()
    }
    assert [picture.sha for picture in pictures_of(copy.id)] == ["ab" * 32]
    assert not any(rows_of(copy.id, copy.cycle).values())
    assert (copy.stage, copy.parent_id) == (Stage.LEFT_SIDE, None)


def test_a_copy_in_another_cycle_carries_the_boxes_that_both_have(world: World) -> None:
    fill(world.actor("owner"), world.a3)
    copy = a3_of(a3s.start_a3(world.actor("owner"), header(world, cycle="EDCA"), copy_of=world.a3))
    assert set(boxes_of(copy.id)) == {"analyse", "locate", "empower", "select", "do", "check", "act"}


def test_nobody_copies_what_they_do_not_see(world: World) -> None:
    hidden = factories.a3(world.strange_segment, world.strange_team, world.people["stranger"])
    db.session.commit()
    with pytest.raises(NotFound):
        a3s.start_a3(world.actor("owner"), header(world), copy_of=hidden)
    assert last_number() == hidden


def test_the_header_changes_and_raises_its_version(world: World) -> None:
    change = header(world, title="They stop late", owner=world.people["member"], target_end=None)
    a3s.edit_header(world.actor("member"), world.a3, change, 1)
    assert a3s.header_of(a3_of(world.a3)) == change
    assert a3_of(world.a3).version == 2


def test_an_old_header_form_is_refused_and_nothing_is_overwritten(world: World) -> None:
    a3s.edit_header(world.actor("member"), world.a3, header(world, title="Hers"), 1)
    with pytest.raises(OutOfDate) as refused:
        a3s.edit_header(world.actor("owner"), world.a3, header(world, title="His"), 1)
    assert refused.value.version == 2
    assert a3_of(world.a3).title == "Hers"


def test_the_same_header_twice_is_harmless(world: World) -> None:
    for _ in range(2):
        a3s.edit_header(world.actor("member"), world.a3, header(world, title="Hers"), 1)
    assert a3_of(world.a3).version == 2


def test_the_cycle_of_an_a3_is_chosen_once(world: World) -> None:
    a3s.edit_header(world.actor("owner"), world.a3, header(world, cycle="SDCA"), 1)
    assert a3_of(world.a3).cycle == "PDCA"


def test_an_a3_does_not_go_to_a_team_that_one_is_not_in(world: World) -> None:
    change = header(world, team=world.other_team, owner=world.people["colleague"])
    with pytest.raises(NotAllowed):
        a3s.edit_header(world.actor("owner"), world.a3, change, 1)


def test_an_a3_of_an_archived_segment_can_still_be_dated(world: World) -> None:
    db.session.get_one(Segment, world.segment).archived_at = now()
    db.session.commit()
    a3s.edit_header(world.actor("owner"), world.a3, header(world, next_review=None), 1)
    assert a3_of(world.a3).next_review is None


@pytest.mark.parametrize("role", ["reader", "colleague", "manager", "deputy", "administrator"])
def test_only_the_team_changes_the_header(world: World, role: str) -> None:
    with pytest.raises(NotAllowed):
        a3s.edit_header(world.actor(role), world.a3, header(world), 1)


@pytest.mark.parametrize("role", ["administrator", "manager", "coordinator"])
def test_an_a3_is_put_aside_and_brought_back(world: World, role: str) -> None:
    a3s.archive_a3(world.actor(role), world.a3)
    assert a3_of(world.a3).archived_at
    with pytest.raises(WrongState, match="Bring it back first"):
        a3s.edit_header(world.actor("owner"), world.a3, header(world), 1)
    a3s.bring_back_a3(world.actor(role), world.a3)
    assert a3_of(world.a3).archived_at is None


@pytest.mark.parametrize("act", [a3s.archive_a3, a3s.bring_back_a3])
@pytest.mark.parametrize(
    ("role", "refusal"),
    [("member", NotAllowed), ("reader", NotAllowed), ("deputy", NotAllowed), ("stranger", NotFound)],
)
def test_others_do_not_put_it_aside(
    world: World, act: Callable[..., None], role: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        act(world.actor(role), world.a3)
