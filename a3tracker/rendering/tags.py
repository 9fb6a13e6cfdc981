"""The tags of a rendered page, without the ones that say nothing.

WeasyPrint makes a tag for each box of its layout; half of them are `NonStruct` or a bare `Span`. A pack of
a hundred pages is joined in less time and memory without them; what is read aloud is the same. The names
by which cells find their headings are made the page's own: in a pack two pages must not share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, String

_EMPTY_WORDS: Final = (Name.NonStruct, Name.Span)
#: A tag with other keys says something: a language, what a drawing shows, an attribute.
_PLAIN: Final = frozenset({"/Type", "/S", "/P", "/Pg", "/K"})


def with_lean_tags(data: bytes) -> bytes:
    """The same pages; what a tag without meaning held is held by the one above it."""
    with Pdf.open(BytesIO(data)) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers = tree.ParentTree.Nums
        owners = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
        own = sha256(data).hexdigest()[:12]
        for element in tree.K:
            _lift(element, owners, own)
        into = BytesIO()
        pdf.save(into, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return into.getvalue()


def _lift(element: Any, owners: dict[int, Any], own: str) -> None:
    _name_apart(element, own)
    kids: list[Any] = []
    lifted = False
    for kid in element.get("/K", Array()):
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            kids.append(kid)
            continue
        _lift(kid, owners, own)
        if kid.S in _EMPTY_WORDS and _PLAIN.issuperset(kid.keys()) and _on_one_page(element, kid):
            kids += [_moved(one, kid, element, owners) for one in kid.get("/K", ())]
            lifted = True
        else:
            kids.append(kid)
    if lifted:
        element.K = Array(kids)


def _name_apart(element: Any, own: str) -> None:
    if "/ID" in element:
        element.ID = String(f"{own}-{element.ID}")
    for attributes in _attributes(element):
        if "/Headers" in attributes:
            attributes.Headers = Array(String(f"{own}-{name}") for name in attributes.Headers)


def _attributes(element: Any) -> Iterator[Any]:
    found = element.get("/A")
    if isinstance(found, Dictionary):
        yield found
    elif isinstance(found, Array):
        yield from (one for one in found if isinstance(one, Dictionary))


def _on_one_page(element: Any, kid: Any) -> bool:
    """A tag holds words of one page only; one without any may take them from below."""
    if "/Pg" not in kid:
        return True
    if "/Pg" not in element:
        element.Pg = kid.Pg
    return bool(element.Pg.objgen == kid.Pg.objgen)


def _moved(one: Any, old: Any, new: Any, owners: dict[int, Any]) -> Any:
    """What `old` held belongs to `new`: a tag, the words with this number, or a link."""
    if isinstance(one, Dictionary) and "/S" in one:
        one.P = new
    elif isinstance(one, Dictionary):
        owners[int(one.Obj.StructParent)] = new
    else:
        owners[int(old.Pg.StructParents)][int(one)] = new
    return one
