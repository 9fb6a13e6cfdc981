"""Pages that were rendered one by one become one PDF that keeps what each had: tags, bookmarks, links.

qpdf copies pages without their structure trees, so these are joined here: the tree of each part becomes a
`Part` of the pack, and the numbers by which pages find their tags are moved up (PDF 32000-1, 14.7.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from a3tracker.rendering.packs import TO_PAGE

#: What belongs to the pages of a PDF and not to what is said on them is kept from readers aloud.
_STAMP: Final = b"Q\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\nq/Stamp Do Q\nEMC"


@dataclass(frozen=True)
class Part:
    """One rendered file of the pack and what its bookmark says."""

    path: Path
    title: str


@dataclass(frozen=True)
class Named:
    """What the pack is called; `dated` is its ISO day: nothing depends on the moment of merging."""

    title: str
    about: str
    dated: str
    language: str = "en"


def merge(parts: Sequence[Part], stamps: Path, named: Named, into: Path) -> int:
    """Write the pack and return its number of pages.

    `stamps` has as many pages as the parts together, without tags, each with nothing but its page number.
    """
    with Pdf.new() as pack:
        joined = _Joined(pack)
        for part in parts:
            # One after the other: a source that is closed takes no memory.
            with Pdf.open(part.path) as source:
                joined.add(source, part.title)
        with Pdf.open(stamps) as numbers:
            joined.stamp(numbers)
        joined.lead_within()
        joined.finish(named)
        pack.save(
            into, min_version="1.7", deterministic_id=True, object_stream_mode=ObjectStreamMode.generate
        )
        return len(pack.pages)


def pages_in(path: Path) -> int:
    """How many pages a file has."""
    with Pdf.open(path) as pdf:
        return len(pdf.pages)


class _Joined:
    """The pack while it grows."""

    def __init__(self, pack: Pdf) -> None:
        self._pack = pack
        self._document = pack.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self._numbers = Array()
        self._next_number = 0
        self._bookmarks: list[Any] = []

    def add(self, source: Pdf, title: str) -> None:
        """The pages of one part with their tags and bookmarks."""
        first = len(self._pack.pages)
        # Pages come before what points to them, so that a copied pointer finds the page that is there.
        self._pack.pages.extend(source.pages)
        pages = self._pack.pages[first:]
        self._join_tags(self._pack.copy_foreign(source.Root.StructTreeRoot), source, title)
        for page in pages:
            self._renumber(page.obj)
        self._next_number += _numbers_used(source)
        self._bookmark(source, title, pages[0].obj)

    def stamp(self, stamps: Pdf) -> None:
        """The page number on each page."""
        before = Stream(self._pack, b"q")
        after = Stream(self._pack, _STAMP)
        for page, stamp in zip(self._pack.pages, stamps.pages, strict=True):
            # Pages of one part share their resources.
            resources = Dictionary(dict(page.Resources.items()))
            drawings = dict(resources.get("/XObject", Dictionary()).items())
            drawings["/Stamp"] = self._pack.copy_foreign(stamp.as_form_xobject())
            resources.XObject = Dictionary(drawings)
            page.Resources = resources
            page.Contents = Array([before, page.Contents, after])

    def lead_within(self) -> None:
        """Links that name a page of the pack lead there."""
        for page in self._pack.pages:
            for link in page.get("/Annots", Array()):
                address = str(link.get("/A", Dictionary()).get("/URI", ""))
                if address.startswith(TO_PAGE):
                    number = int(address.removeprefix(TO_PAGE))
                    del link["/A"]
                    link.Dest = Array([self._pack.pages[number - 1].obj, Name.Fit])
                    link.Contents = String(f"Page {number}")

    def finish(self, named: Named) -> None:
        """What stands above all pages: tags, bookmarks, title and language."""
        root = self._pack.Root
        tree = self._pack.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self._document]),
                ParentTree=self._pack.make_indirect(Dictionary(Nums=self._numbers)),
                ParentTreeNextKey=self._next_number,
            )
        )
        self._document.P = tree
        root.StructTreeRoot = tree
        root.MarkInfo = Dictionary(Marked=True)
        root.Lang = String(named.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseOutlines
        root.Outlines = _chained(self._pack, self._bookmarks)
        root.Metadata = _described(self._pack, named)
        day = String(f"D:{named.dated.replace('-', '')}")
        self._pack.docinfo = self._pack.make_indirect(
            Dictionary(
                Title=String(named.title),
                Subject=String(named.about),
                Creator=String("a3tracker"),
                CreationDate=day,
                ModDate=day,
            )
        )

    def _join_tags(self, tree: Any, source: Pdf, title: str) -> None:
        for element in tree.K:
            element.S, element.P, element.T = Name.Part, self._document, String(title)
            element.Lang = source.Root.get("/Lang", String("en"))
            self._document.K.append(element)
        for place, value in enumerate(tree.ParentTree.Nums):
            self._numbers.append(value if place % 2 else int(value) + self._next_number)

    def _renumber(self, page: Any) -> None:
        """Move up the numbers by which the page and its links find their tags."""
        for holder in (page, *page.get("/Annots", ())):
            for key in ("/StructParent", "/StructParents"):
                if key in holder:
                    holder[key] = int(holder[key]) + self._next_number

    def _bookmark(self, source: Pdf, title: str, page: Any) -> None:
        """The part's own bookmarks, folded under one with its title."""
        outlines = source.Root.get("/Outlines", Dictionary())
        item = (
            self._pack.copy_foreign(outlines.First)
            if "/First" in outlines
            else self._pack.make_indirect(Dictionary())
        )
        item.Title, item.Dest = String(title), Array([page, Name.Fit])
        if "/Count" in item and int(item.Count):
            item.Count = -abs(int(item.Count))
        for key in ("/Prev", "/Next"):
            if key in item:
                del item[key]
        self._bookmarks.append(item)


def _numbers_used(source: Pdf) -> int:
    """One more than the largest number in the tree by which pages find their tags."""
    return (
        max((int(number) for number in list(source.Root.StructTreeRoot.ParentTree.Nums)[::2]), default=-1) + 1
    )


def _chained(pack: Pdf, items: Sequence[Any]) -> Any:
    """The bookmarks as a chain below their root."""
    root = pack.make_indirect(Dictionary(Type=Name.Outlines, Count=len(items)))
    for place, item in enumerate(items):
        item.Parent = root
        if place:
            item.Prev, items[place - 1].Next = items[place - 1], item
    if items:
        root.First, root.Last = items[0], items[-1]
    return root


def _described(pack: Pdf, named: Named) -> Stream:
    """The same in XMP, which says that this is PDF/UA-1, as each part is."""
    said = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" pdfuaid:part="1">
<dc:title>{_in_any_language(named.title)}</dc:title>
<dc:description>{_in_any_language(named.about)}</dc:description>
<xmp:CreatorTool>a3tracker</xmp:CreatorTool>
<xmp:CreateDate>{named.dated}</xmp:CreateDate><xmp:ModifyDate>{named.dated}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return Stream(pack, said.encode(), Type=Name.Metadata, Subtype=Name.XML)


def _in_any_language(words: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'
