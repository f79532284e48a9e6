"""The PDF: the page, printed by WeasyPrint, tagged, so that a screen reader reads it in order."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

INSTALL = 'pip install "rostercheck[pdf]"'


class NoPrinter(Exception):
    """WeasyPrint, or a library that it needs, is not installed."""


def paper_of(page: bytes, digest: str) -> bytes:
    """Print a page as PDF/UA; the same page gives the same bytes on the same machine.

    digest: SHA-256 of the page; it becomes the document's identifier. Raises NoPrinter.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra
    except (ImportError, OSError) as error:
        raise NoPrinter(str(error)) from None
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    text = page.decode()
    made = HTML(string=text, url_fetcher=_nothing).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=bytes.fromhex(digest)[:16],
        presentational_hints=False,
        finisher=_finisher(text),
    )
    return bytes(made)


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Fetch nothing: the page needs nothing."""
    raise ValueError(url)


def _finisher(page: str) -> Callable[[Any, Any], None]:
    """Give what completes the tags before they are written (ISO 14289-1, 7.5, 7.8 and 7.18.5).

    WeasyPrint names the headers of each cell, but not which way a header goes, nor where those
    names lead; describes a link by its target; and tags the line at the foot of a page, which is
    no part of the text, without a place in the tree.
    """
    links = {
        target: " ".join(unescape(words).split())
        for target, words in re.findall(r'<a\b[^>]*href="#([^"]+)"[^>]*>([^<]+)</a>', page)
    }

    def finish(_document: object, pdf: Any) -> None:
        import pydyf  # noqa: PLC0415 - comes with WeasyPrint

        found = [one for one in pdf.objects if isinstance(one, pydyf.Dictionary)]
        elements = {one.reference: one for one in found if one.get("Type") == "/StructElem"}
        for one in elements.values():
            if one["S"] == "/TH":
                one.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = _scope(
                    one, elements
                )
        for one in found:
            if one.get("Type") == "/StructTreeRoot":
                one["IDTree"] = _names(pdf, elements)
            if one.get("Subtype") == "/Link" and "Dest" in one:
                target = one["Dest"].string
                one["Contents"] = pydyf.String(links.get(target, target))
        _loosen(pdf, elements)

    return finish


def _loosen(pdf: Any, elements: Mapping[bytes, Mapping[str, Any]]) -> None:
    """Mark as ornament what no place in the tree leads to: the line at the foot of each page."""
    import pydyf  # noqa: PLC0415 - comes with WeasyPrint

    objects = {one.reference: one for one in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    reached = set(_below(root, elements))
    numbers = iter(objects[root["ParentTree"]]["Nums"])
    owners = {at: mine for at, mine in zip(numbers, numbers, strict=True) if isinstance(mine, list)}
    for one in objects.values():
        if isinstance(one, pydyf.Dictionary) and one.get("Type") == "/Page":
            mine = owners[one["StructParents"]]
            loose = {at for at, owner in enumerate(mine) if owner not in reached}
            items = objects[one["Contents"]].stream
            for at, item in enumerate(items):
                if isinstance(item, pydyf.Dictionary) and item.get("MCID") in loose:
                    items[at - 1] = b"/Artifact"
                    items[at] = pydyf.Dictionary({"Type": "/Pagination"})
            for number in loose:
                mine[number] = b"null"


def _below(
    element: Mapping[str, Any], elements: Mapping[bytes, Mapping[str, Any]]
) -> Iterator[bytes]:
    """Give every element that stands below one."""
    for kid in element.get("K", ()):
        if isinstance(kid, bytes) and kid in elements:
            yield kid
            yield from _below(elements[kid], elements)


def _scope(header: Mapping[str, Any], elements: Mapping[bytes, Mapping[str, Any]]) -> str:
    """Say whether a header goes for its column or for its row: by the part that it stands in."""
    part = elements[elements[header["P"]]["P"]]
    return "/Column" if part["S"] == "/THead" else "/Row"


def _names(pdf: Any, elements: Mapping[bytes, Mapping[str, Any]]) -> bytes:
    """Write down where each name of a header leads."""
    import pydyf  # noqa: PLC0415 - comes with WeasyPrint

    named = {one["ID"].string: place for place, one in elements.items() if "ID" in one}
    pairs = [part for name in sorted(named) for part in (pydyf.String(name), named[name])]
    tree = pydyf.Dictionary({"Names": pydyf.Array(pairs)})
    pdf.add_object(tree)
    return bytes(tree.reference)
