"""The steps of a standard in their order."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from a3tracker.domain.cycles import Panel
from a3tracker.usecases.standards import move_step
from a3tracker.web.guard import actor

blueprint = Blueprint("standards", __name__)


@blueprint.post("/a3/<int:number>/steps/<int:row_id>/up")
def up(number: int, row_id: int) -> ResponseReturnValue:
    """Move a step up by one."""
    return _moved(number, row_id, up=True)


@blueprint.post("/a3/<int:number>/steps/<int:row_id>/down")
def down(number: int, row_id: int) -> ResponseReturnValue:
    """Move a step down by one."""
    return _moved(number, row_id, up=False)


def _moved(number: int, row_id: int, *, up: bool) -> ResponseReturnValue:
    """Back to the step, where it can be moved on."""
    move_step(actor(), number, row_id, up)
    return redirect(
        url_for("rows.edit", number=number, kind=Panel.STEPS.value, row_id=row_id, _anchor="order")
    )
