"""Arrays of glyphs without a C parser: a subset of a font asks for one whose length is new each time.

WeasyPrint names such an array by its length ("hb_codepoint_t[137]"), and cffi parses each new name together
with everything that WeasyPrint has declared: 3 ms, twice for each face of a sheet. The same array of open
length is parsed once.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi

_GLYPHS: Final = "hb_codepoint_t["


def use_open_arrays() -> None:
    """Let WeasyPrint's subsets take arrays of open length from now on."""
    ffi.typeof(f"{_GLYPHS}]")
    fonts.ffi = _OpenArrays()


class _OpenArrays:
    """WeasyPrint's own library, but for `new`: what is put in says how long an array is."""

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    def new(self, kind: str, filled: Any = None) -> Any:
        """As cffi's."""
        is_open = filled is not None and kind.startswith(_GLYPHS)
        return ffi.new(f"{_GLYPHS}]" if is_open else kind, filled)
