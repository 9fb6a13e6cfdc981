"""Forms of causes, and of what the bones of a fishbone are called."""

from __future__ import annotations

import json

from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from a3tracker.domain.bones import BONES
from a3tracker.domain.causes import Cause, Kind, Proof
from a3tracker.web.forms import Form, identity
from a3tracker.web.forms.rows import RowForm

_KINDS = {
    Kind.RESULT.value: "why the result is as it is",
    Kind.LASTING.value: "why a gain would not last",
}
_PROOFS = {
    Proof.GUESS.value: "a guess, not proved yet",
    Proof.FACT.value: "a fact that was seen or counted",
    Proof.TEST.value: "a test that was made",
}


class CauseForm(RowForm):
    """One cause: what it explains, what proves it, and whether the team can act on it."""

    one_of_many = "cause"
    words = StringField("Cause", description="What is so, not what to do about it.")
    parent = SelectField("It explains", coerce=identity)
    kind = SelectField("It says", choices=_KINDS, default=Kind.RESULT.value)
    bone = SelectField("Bone of the fishbone", description="For a cause of the first level.")
    proof_kind = SelectField("It rests on", choices=_PROOFS, default=Proof.GUESS.value)
    proof = TextAreaField("Proof", description="What was seen, counted or tried, and how much of it.")
    verified_by = SelectField("Verified by", coerce=identity)
    verified_on = DateField("Verified on", [Optional()])
    outside = BooleanField("We cannot act on it ourselves")
    ask_whom = StringField("Whom we ask", description="Only where we cannot act ourselves.")
    ask_what = TextAreaField("What we ask for")
    ask_by = DateField("By when", [Optional()])

    def fact(self) -> Cause:
        """What was typed; its number is given elsewhere."""
        return Cause(
            self.words.data or "",
            self.parent.data,
            self.bone.data or "",
            self.kind.data,
            self.proof_kind.data,
            self.proof.data or "",
            self.verified_by.data,
            self.verified_on.data,
            self.outside.data,
            self.ask_whom.data or "",
            self.ask_what.data or "",
            self.ask_by.data,
        )


class BonesForm(Form):
    """What the bones are called in this A3; an empty field takes the usual word again."""

    bone_product = StringField(BONES["product"])
    bone_price = StringField(BONES["price"])
    bone_place = StringField(BONES["place"])
    bone_promotion = StringField(BONES["promotion"])
    bone_people = StringField(BONES["people"])
    bone_process = StringField(BONES["process"])
    bone_evidence = StringField(BONES["evidence"])
    #: The names on the page that was sent, as JSON.
    seen = HiddenField()

    @property
    def names(self) -> dict[str, str]:
        """What was typed, by bone."""
        return {key: self[f"bone_{key}"].data or "" for key in BONES}

    @property
    def names_seen(self) -> dict[str, str]:
        """What stood there when the page was made; nothing when the field was tampered with."""
        try:
            seen = json.loads((self.seen.raw_data or [""])[0])
        except ValueError:
            return {}
        return {key: str(seen[key]) for key in BONES if key in seen} if isinstance(seen, dict) else {}
