"""Which box of a sheet that is too large to print is likely to blame."""

from __future__ import annotations

from a3tracker.rendering.drawn import Sheet


def too_large_words(sheet: Sheet) -> str:
    """Names the largest box: what is too long or too deep is most often there."""
    boxes = (*sheet.left, *sheet.right)
    largest = max(boxes, key=lambda box: len(box.html) + sum(100 * len(table.rows) for table in box.tables))
    return (
        f"This sheet is too large to print: box “{largest.label}” is the largest. Shorten it and print again."
    )
