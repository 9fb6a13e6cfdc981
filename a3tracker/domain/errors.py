"""What a rule says when it refuses; each carries a sentence that a person can act on."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """The base of all refusals; `str()` of it is the sentence shown on the page."""


class NotFound(Refusal):
    """The thing does not exist, or the actor may not see it: both look the same (404)."""


class NotAllowed(Refusal):
    """The actor sees the thing but may not do this to it (403)."""


class WrongState(Refusal):
    """The thing does not stand where this could be done (409)."""


class OutOfDate(Refusal):
    """Somebody else wrote first; carries both texts so that nothing is lost (409)."""

    def __init__(self, sentence: str, *, yours: str = "", theirs: str = "", version: int = 0) -> None:
        super().__init__(sentence)
        self.yours = yours
        self.theirs = theirs
        self.version = version


class Invalid(Refusal):
    """What was typed cannot be taken; `fields` maps a field's name to its sentence (400)."""

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.fields = dict(fields or {})
