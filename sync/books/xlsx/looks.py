"""What a cell format looks like, whatever words a program uses to write it down.

Programs write formats anew when they save: flags come and go, children change their order, and
what is the default may be said or left out. Only what a person sees is compared.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace

from sync.books.base import Format
from sync.books.xlsx.xml import Node, escape_attr
from sync.errors import BookError

Said = tuple[object, ...]
_DEFAULTS = {
    ("horizontal", "general"), ("vertical", "bottom"), ("textRotation", "0"), ("wrapText", "0"),
    ("wrapText", "false"), ("indent", "0"), ("shrinkToFit", "0"), ("shrinkToFit", "false"),
    ("justifyLastLine", "0"), ("readingOrder", "0"), ("relativeIndent", "0"), ("locked", "1"),
    ("locked", "true"), ("hidden", "0"), ("hidden", "false"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A cell format as a person sees it. `number` is a format code, or a built-in number."""

    number: object
    font: frozenset[object]
    fill: object
    border: int
    alignment: frozenset[tuple[str, str]]
    protection: frozenset[tuple[str, str]]

    def laid_over(self, format_: Format, number: object) -> Look:
        """Give the look with a format of ours laid over; `number` is that of its format code."""
        look = self
        if format_.number_format is not None:
            look = replace(look, number=number)
        if format_.bold:
            look = replace(look, font=look.font | {BOLD})
        if format_.fill is not None:
            look = replace(look, fill=solid(format_.fill))
        wanted = {"wrapText": "1"} if format_.wrap else {}
        wanted |= {"vertical": "top"} if format_.top else {}
        wanted |= {"horizontal": "right"} if format_.right else {}
        kept = {k: v for k, v in look.alignment if k not in wanted}
        return replace(look, alignment=frozenset({*kept.items(), *wanted.items()}))

    def but_fill(self) -> Look:
        """Give the look without its fill."""
        return replace(self, fill=None)


_NEEDLESS = re.compile(r"\\([-+/ ():$])")


def code_look(code: str) -> str:
    r"""Give a number format without needless backslashes: some programs write `yyyy\-mm\-dd`."""
    return _NEEDLESS.sub(r"\1", code)


BOLD = ("b", frozenset[object](), frozenset[object]())


def font_look(node: Node) -> frozenset[object]:
    """Give what a font says, whatever the order."""
    return frozenset(_item(child) for child in node.children if child.get("val") not in _OFF)


_OFF = {"0", "false"}


def _item(node: Node) -> Said:
    attrs = node.attrs
    if node.name in {"b", "i", "strike"} and attrs.get("val") in {"1", "true"}:
        attrs = {}
    return (node.name, frozenset(attrs.items()), frozenset(_item(c) for c in node.children))


def attrs_look(node: Node | None) -> frozenset[tuple[str, str]]:
    """Give what an alignment or a protection says beyond the default."""
    said = node.attrs.items() if node else ()
    clean = ((k, "1" if v == "true" else v) for k, v in said)
    return frozenset(item for item in clean if item not in _DEFAULTS)


def solid(color: str) -> object:
    """Give the look of a solid fill "RRGGBB"."""
    return ("solid", frozenset({("rgb", f"FF{color.upper()}")}))


def fill_look(text: str) -> object:
    """Give the look of a fill from the text that `fill_text` made of it."""
    item = json.loads(text) if text else None
    inner = item[2][0] if item and item[2] else None
    if inner is None or inner[0] != "patternFill":
        return text or "none"
    kind = inner[1].get("patternType", "none")
    if kind == "none":
        return "none"
    colors = {child[0]: frozenset(_colour(child[1])) for child in inner[2]}
    if kind == "solid":
        return ("solid", colors.get("fgColor", frozenset()))
    return (kind, colors.get("fgColor"), colors.get("bgColor"))


def _colour(attrs: dict[str, str]) -> list[tuple[str, str]]:
    return [(k, v.upper()) for k, v in attrs.items() if (k, v) != ("tint", "0")]


def fill_text(node: Node) -> str:
    """Give a fill as text that does not depend on the workbook."""
    return json.dumps(_as_json(node), separators=(",", ":"))


def fill_bytes(text: str, prefix: bytes) -> bytes:
    """Give the element that `fill_text` was made of."""
    return _from_json(json.loads(text), prefix)


def _as_json(node: Node) -> list[object]:
    children = [_as_json(child) for child in node.children]
    return [node.name, {k: v for k, v in sorted(node.attrs.items()) if " " not in k}, children]


def _from_json(item: object, prefix: bytes) -> bytes:
    if not isinstance(item, list) or len(item) != 3:
        raise BookError("The former look of a cell cannot be read back.")
    name, attrs, children = item
    if not (isinstance(name, str) and isinstance(attrs, dict) and isinstance(children, list)):
        raise BookError("The former look of a cell cannot be read back.")
    tag = prefix + escape_attr(name)
    said = b"".join(b' %s="%s"' % (escape_attr(k), escape_attr(str(v))) for k, v in attrs.items())
    inner = b"".join(_from_json(child, prefix) for child in children)
    return b"<%s%s>%s</%s>" % (tag, said, inner, tag) if inner else b"<%s%s/>" % (tag, said)
