"""Makes static/fonts/A3Symbols.woff2 from three Noto faces. Run by hand, when one of them changes.

npm pack the packages of SOURCES, unpack each into FOLDER/<last part of its name>, then
PYTHONHASHSEED=0 python tests/vendor/symbols.py FOLDER
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import WOFF2FlavorData

TARGET = Path(__file__).parents[2] / "static" / "fonts" / "A3Symbols.woff2"

# A character is taken from the first face that has it.
SOURCES = (
    "noto-sans-symbols-2/package/files/noto-sans-symbols-2-symbols-400-normal.woff2",
    "noto-sans-symbols/package/files/noto-sans-symbols-symbols-400-normal.woff2",
    "noto-sans-math/package/files/noto-sans-math-latin-400-normal.woff2",
)

# Superscripts, letter-like signs, numbers, arrows, mathematics, technical, enclosed, shapes, signs, dingbats.
RANGES = (
    (0x2070, 0x209F),
    (0x2100, 0x23FF),
    (0x2460, 0x24FF),
    (0x25A0, 0x27FF),
    (0x2900, 0x297F),
    (0x2B00, 0x2BFF),
)

# A space between two signs is drawn from the face of the sign before it.
SPACES = {0x20, 0xA0, 0x2009, 0x202F}

# Rules of layout that single signs do not need.
LAYOUT = ["BASE", "GDEF", "GPOS", "GSUB", "MATH", "STAT", "vhea", "vmtx"]


def subset(path: Path, taken: set[int]) -> TTFont:
    """The face at path with the wanted characters that no earlier face had, outlines only."""
    font = TTFont(path)
    wanted = {
        code
        for code in font.getBestCmap()
        if code in SPACES or any(low <= code <= high for low, high in RANGES)
    } - taken
    options = Options(hinting=False, layout_features=[], drop_tables=LAYOUT)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = None
    taken |= wanted
    return font


def merge(folder: Path) -> TTFont:
    """One face of all sources, named A3 Symbols."""
    taken: set[int] = set()
    with tempfile.TemporaryDirectory() as scratch:
        paths = []
        for number, source in enumerate(SOURCES):
            paths.append(f"{scratch}/{number}.ttf")
            subset(folder / source, taken).save(paths[-1])
        font = Merger().merge(paths)
    for name in font["name"].names:
        if name.nameID in (1, 4, 16):
            name.string = "A3 Symbols"
        elif name.nameID == 6:
            name.string = "A3Symbols-Regular"
    return font


def main(folder: Path) -> None:
    """Write the face and say what it holds."""
    font = merge(folder)
    font.flavor = "woff2"
    # WeasyPrint unpacks WOFF2 in plain Python: without the glyf transform that takes no time at all.
    font.flavorData = WOFF2FlavorData(transformedTables=[])
    font["head"].created = font["head"].modified = 2082844800  # 1970
    font.recalcTimestamp = False
    font.save(TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size} bytes, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
