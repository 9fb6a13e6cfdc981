"""Fonts are cut to the glyphs of a sheet as WeasyPrint cuts them, without naming each length anew."""

from __future__ import annotations

import pytest
from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi

from a3tracker.rendering import pdf
from a3tracker.rendering.sheet import blank_sheet

pytestmark = pytest.mark.pdf


def test_a_sheet_is_the_same_bytes_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf.load()
    job, asked = pdf.PrintJob(blank_sheet("EDCA")), list[str]()
    ours = pdf.render_sheet(job).pdf
    plain = type("Noting", (), {"__getattr__": lambda _self, name: getattr(ffi, name)})()
    plain.new = lambda kind, filled=None: asked.append(kind) or ffi.new(kind, filled)
    monkeypatch.setattr(fonts, "ffi", plain)
    assert pdf.render_sheet(job).pdf == ours
    assert any(kind.startswith("hb_codepoint_t[") and kind != "hb_codepoint_t[]" for kind in asked)


def test_arrays_of_glyphs_keep_what_is_in_them() -> None:
    pdf.load()
    array = fonts.ffi.new("hb_codepoint_t[3]", [1, 5, 9])
    assert (list(array), len(array)) == ([1, 5, 9], 3)
    assert len(fonts.ffi.new("hb_codepoint_t[4]")) == 4
