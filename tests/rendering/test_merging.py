"""A pack of fifty A3s is one PDF that a printer, an eye and a screen reader can all go through."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from tests.rendering import packed

pytestmark = pytest.mark.pdf

A3S = 50


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed.pack(tmp_path_factory.mktemp("pack"), A3S)


@pytest.fixture(scope="module")
def opened(pack: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(pack) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def ahead(opened: pikepdf.Pdf) -> int:
    """How many pages the cover takes."""
    return len(opened.pages) - A3S


def run(*command: str | Path) -> str:
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout


def below(node: Any) -> Iterator[Any]:
    """All tags below one, in reading order."""
    for kid in node.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from below(kid)


def test_qpdf_finds_nothing_wrong(pack: Path) -> None:
    said = run("qpdf", "--check", pack)
    assert "No syntax or stream encoding errors found" in said
    assert "WARNING" not in said


def test_pdfinfo_finds_tags_title_and_the_text_of_each_a3(pack: Path) -> None:
    said = run("pdfinfo", pack)
    assert re.search(r"Title: +Meeting of Newcomers", said)
    assert re.search(r"Tagged: +yes", said)


def test_a_screen_reader_finds_each_a3_left_side_first(tmp_path: Path) -> None:
    text = run("pdfinfo", "-struct-text", packed.pack(tmp_path, 2))
    assert text.count('"Select the problem perception"') == 2
    assert "3 of 3" not in text
    first = text[text.index('Part "A3-7') : text.index('Part "A3-8')]
    order = [first.index(f'"{word}"') for word in ("Title 7", "Select the problem perception", "Plan", "Act")]
    assert order == sorted(order)


def test_every_part_of_fifty_has_its_headings_in_order(opened: pikepdf.Pdf) -> None:
    (document,) = opened.Root.StructTreeRoot.K
    parts = list(document.K)
    assert [str(part.T) for part in parts[:2]] == ["Agenda", "A3-7 Title 7"]
    assert len(parts) == A3S + 1
    for part in parts[1:]:
        kinds = [str(tag.S) for tag in below(part) if str(tag.S) in ("/H1", "/H2", "/H3")]
        assert kinds == ["/H1", "/H2", *["/H3"] * 5, "/H2", *["/H3"] * 4]


def test_each_page_finds_its_own_tags(opened: pikepdf.Pdf) -> None:
    tree = opened.Root.StructTreeRoot
    numbers = list(tree.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    assert int(tree.ParentTreeNextKey) > keys[-1]
    owners = dict(zip(keys, numbers[1::2], strict=True))
    used = set()
    for page in opened.pages:
        used.add(int(page.StructParents))
        for owner in owners[int(page.StructParents)]:
            assert owner is None or owner.Pg.objgen == page.obj.objgen
        for link in page.get("/Annots", ()):
            used.add(int(link.StructParent))
            assert str(owners[int(link.StructParent)].S) in ("/Link", "/Reference")
    assert used == set(keys)


def test_every_tag_belongs_to_the_one_above_it(opened: pikepdf.Pdf) -> None:
    root = opened.Root.StructTreeRoot
    (document,) = root.K
    assert document.P.objgen == root.objgen
    for part in document.K:
        assert part.P.objgen == document.objgen
        assert "/Lang" in part
        for tag in (part, *below(part)):
            for kid in tag.get("/K", ()):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    assert kid.P.objgen == tag.objgen


def test_a_cell_names_headings_of_its_own_sheet(opened: pikepdf.Pdf) -> None:
    (document,) = opened.Root.StructTreeRoot.K
    names: dict[str, int] = {}
    for place, part in enumerate(document.K[:4]):
        own = {str(tag.ID) for tag in below(part) if "/ID" in tag}
        assert not own & names.keys()
        names |= dict.fromkeys(own, place)
        attributes = [tag.A for tag in below(part) if "/A" in tag]
        flat = [
            one for given in attributes for one in (given if isinstance(given, pikepdf.Array) else [given])
        ]
        headings = {str(name) for one in flat if "/Headers" in one for name in one.Headers}
        assert headings <= own


def test_bookmarks_name_the_agenda_and_each_a3(pack: Path, ahead: int) -> None:
    pdf = PdfReader(pack)
    top = [item for item in pdf.outline if not isinstance(item, list)]
    assert [item.title for item in top[:3]] == ["Agenda", "A3-7 Title 7", "A3-8 Title 8"]
    assert len(top) == A3S + 1
    assert [pdf.get_destination_page_number(item) for item in top] == [0, *range(ahead, ahead + A3S)]
    assert isinstance(pdf.outline[2], list | type(top[0]))


def test_each_page_has_its_number_as_an_artifact(pack: Path, opened: pikepdf.Pdf) -> None:
    pdf, pages = PdfReader(pack), len(opened.pages)
    for place in (0, 7, pages - 1):
        assert f"{place + 1} of {pages}" in pdf.pages[place].extract_text()
    operations = [str(operator) for _, operator in pikepdf.parse_content_stream(opened.pages[3])]
    assert operations[-5:] == ["BDC", "q", "Do", "Q", "EMC"]


def test_the_agenda_leads_to_the_pages(opened: pikepdf.Pdf, ahead: int) -> None:
    links = [link for page in opened.pages[:ahead] for link in page.get("/Annots", ())]
    leads = [link.Dest[0].objgen for link in links]
    assert leads == [page.obj.objgen for page in opened.pages[ahead:]]
    assert all("/A" not in link and str(link.Contents).startswith("Page ") for link in links)


def test_the_words_of_the_pack_stand_in_its_description_too(opened: pikepdf.Pdf) -> None:
    said = opened.Root.Metadata.read_bytes().decode()
    assert "Meeting of Newcomers" in said
    assert 'pdfuaid:part="1"' in said
    assert str(opened.Root.Lang) == "en"
    assert opened.pdf_version == "1.7"


def test_the_same_pages_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (packed.pack(tmp_path, 3, name) for name in ("one.pdf", "two.pdf"))
    assert first.read_bytes() == second.read_bytes()
