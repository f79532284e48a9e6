"""A page of blocks as text for a terminal, as Markdown, or as one HTML file that prints well."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from html import escape

from models.document import Heading, Item, Items, Page, Para, Rows

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { line-height: 1.2; } h2 { border-bottom: 1px solid #8886; margin-top: 2em; }
li { margin: .4em 0; } .more { font-size: .92em; opacity: .85; }
cite { font-style: normal; font-size: .85em; opacity: .7; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
th, td { text-align: left; vertical-align: top; padding: .3em .6em .3em 0;
  border-bottom: 1px solid #8884; overflow-wrap: anywhere; }
@media print {
  body { max-width: none; margin: 0; font-size: 10.5pt; }
  h1, h2, h3 { break-after: avoid; } li, tr { break-inside: avoid; }
  @page { margin: 18mm; }
}
"""


def as_text(page: Page) -> str:
    """Write a page for a terminal, wrapped to its width."""
    width = max(40, min(100, shutil.get_terminal_size((80, 24)).columns))
    lines = [line for block in page for line in _text(block, width)]
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _text(block: object, width: int) -> Iterator[str]:
    match block:
        case Heading(level, text):
            mark = {1: "=", 2: "-"}.get(level)
            yield from ("", *textwrap.wrap(text, width))
            yield from [mark * min(width, len(text))] if mark else ()
        case Para(text):
            yield from ("", *textwrap.wrap(text, width))
        case Items(items):
            yield ""
            for item in items:
                yield from _item(item, width)
        case Rows(_, rows):
            yield ""
            for row in rows:
                said = ": ".join(cell for cell in row if cell)
                yield from _hung(said, "  ", width)


def _item(item: Item, width: int) -> Iterator[str]:
    source = f" [{item.source}]" if item.source else ""
    yield from _hung(f"{item.text}{source}", "- ", width)
    for more in item.details:
        yield from _hung(more, "    ", width)


def _hung(text: str, mark: str, width: int) -> Iterator[str]:
    """Wrap a text with its mark before the first line and blanks before the others."""
    blank = " " * len(mark)
    yield from textwrap.wrap(text, width, initial_indent=mark, subsequent_indent=blank,
                             break_long_words=False, break_on_hyphens=False)  # fmt: skip


def as_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    return "\n".join(line for block in page for line in _markdown(block)).strip("\n")


def _markdown(block: object) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield from ("", f"{'#' * level} {_marked(text)}")
        case Para(text):
            yield from ("", _marked(text))
        case Items(items):
            yield ""
            for item in items:
                source = f" [{_marked(item.source)}]" if item.source else ""
                yield f"- {_marked(item.text)}{source}"
                yield from (f"  - {_marked(more)}" for more in item.details)
        case Rows(head, rows):
            yield from ("", _bars(head), _bars(["---"] * len(head)), *map(_bars, rows))


def _marked(text: str) -> str:
    """Keep a text from being taken for marks."""
    for mark in ("\\", "*", "_", "`", "<", "[", "]"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", " ")


def _bars(cells: Sequence[str]) -> str:
    said = (_marked(cell).replace("|", "\\|") if cell != "---" else cell for cell in cells)
    return f"| {' | '.join(said)} |"


def as_html(page: Page) -> str:
    """Write a page as one HTML file that needs nothing else, on a screen and on paper."""
    title = next((block.text for block in page if isinstance(block, Heading)), "")
    body = "\n".join(line for block in page for line in _html(block))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n"
        "</body>\n</html>"
    )


def _html(block: object) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"<h{level}>{escape(text)}</h{level}>"
        case Para(text):
            yield f"<p>{escape(text)}</p>"
        case Items(items):
            yield "<ul>"
            yield from (_html_item(item) for item in items)
            yield "</ul>"
        case Rows(head, rows):
            yield f"<table><thead>{_html_row(head, 'th')}</thead><tbody>"
            yield from (_html_row(row, "td") for row in rows)
            yield "</tbody></table>"


def _html_item(item: Item) -> str:
    source = f" <cite>{escape(item.source)}</cite>" if item.source else ""
    more = "".join(f'<div class="more">{escape(one)}</div>' for one in item.details)
    return f"<li>{escape(item.text)}{source}{more}</li>"


def _html_row(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"


WRITERS = {"text": as_text, "markdown": as_markdown, "html": as_html}
