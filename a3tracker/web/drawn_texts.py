"""Texts that go over into another A3, with their safe HTML."""

from __future__ import annotations

from a3tracker.domain.carrying import Taken
from a3tracker.rendering.text import RENDERER_VERSION, to_html
from a3tracker.usecases.boxes import BoxText


def drawn_texts(carried: Taken) -> dict[str, BoxText]:
    """The texts as boxes store them."""
    return {key: BoxText(text, to_html(text), RENDERER_VERSION) for key, text in carried.texts.items()}
