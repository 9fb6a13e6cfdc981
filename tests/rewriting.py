"""An A3 that is written, kept as a revision, written over and restored. Call inside an app context."""

from datetime import date

from a3tracker.db.revisions import latest_revision
from a3tracker.domain.cycles import Panel
from a3tracker.domain.experiments import Experiment
from a3tracker.domain.rows import PersonRow
from a3tracker.usecases import a3s, rows
from a3tracker.usecases.a3s import found_a3
from a3tracker.usecases.printouts import want_printout
from a3tracker.usecases.restoring import Drawn, restore_revision, shown_now
from tests.walk import a3_of, write
from tests.world import World

DAY = date(2026, 6, 30)
TRIAL = Experiment(DAY, "Called five", "Three answer")


def taken(world: World) -> int:
    """The number of the revision of what stands now."""
    want_printout(world.actor("reader"), world.a3, "a3")
    newest = latest_revision(a3_of(world.a3).id)
    assert newest
    return newest.number


def restore(world: World, old: int, role: str = "member") -> int:
    placed = found_a3(world.actor(role), world.a3)
    shown = shown_now(placed)
    return restore_revision(world.actor(role), world.a3, old, shown, Drawn({"plan": "<p>drawn</p>"}, 1))


def everything(world: World) -> None:
    """One of everything that comes back."""
    member = world.actor("member")
    write(member, world.a3, "plan", "Ask first")
    rows.add_row(member, world.a3, Panel.PEOPLE, PersonRow(world.people["owner"], "buyer", ""))
    rows.add_row(member, world.a3, Panel.EXPERIMENTS, TRIAL)


def overwrite(world: World) -> None:
    """Somebody changes, removes and adds."""
    owner = world.actor("owner")
    a3s.edit_header(
        owner, world.a3, a3s.HeaderChange("Another title", world.segment, "PDCA", world.team, owner.id), 1
    )
    write(owner, world.a3, "plan", "Ask later", 1)
    write(owner, world.a3, "do", "Called")
    rows.remove_row(owner, world.a3, Panel.PEOPLE, 1)
    rows.add_row(owner, world.a3, Panel.PEOPLE, PersonRow(world.people["member"], "", ""))
    rows.edit_row(owner, world.a3, Panel.EXPERIMENTS, 1, Experiment(DAY, "Wrote to five", "All answer"), 1)
