"""The files of the Apps Script: what is the same for all, and the formulas of the registry."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from addin.errors import AddinError
from addin.functions import FUNCTIONS
from addin.registry import Parameter, SheetFunction, Takes
from addin.writing import write_files
from models.language import ENGLISH, say, speak
from models.wording import SENTENCES

PARTS = ("asking.js", "cells.js", "menu.js")
SAME = ("sidebar.html", "appsscript.json", "README.md")
TEXTS = "google."
ANSWER = "google.answer"
_TYPES = {Takes.TABLE: "any[][]", Takes.CELL: "any", Takes.COLUMN: "any"}
_HTTPS = re.compile(r"https://[^\s/\"'<>\\]+[^\s\"'<>\\]*")


def files(url: str = "", language: str = ENGLISH, version: str = "") -> Mapping[str, str]:
    """Give the files by their names. url: of the server; "" asks for it in the sheet.

    Raises AddinError for an address that members' data must not be sent to.
    """
    if url and not _HTTPS.fullmatch(url):
        raise AddinError(
            f'"{url}" cannot be the address: it has to begin with https://, because members\' data '
            "goes there. docs/serve.md says how the server gets one."
        )
    same = {name: _file(name) for name in SAME}
    return {"Code.gs": code(url.rstrip("/"), language, version), **same}


def code(url: str, language: str, version: str) -> str:
    """Give Code.gs."""
    with speak(language):
        texts = {
            key.removeprefix(TEXTS): say(text)
            for key, text in SENTENCES.items()
            if key.startswith(TEXTS) and key != ANSWER
        }
        settings = {"url": url, "language": language, "version": version, "texts": texts}
        formulas = [_formula(one) for one in FUNCTIONS]
    written = json.dumps(settings, ensure_ascii=False, indent=2)
    head = (
        f"/**\n * Rostercheck {version}: formulas, menu and sidebar for this sheet.\n"
        " * Made by `rostercheck addin google`. Made again, it may be pasted over this.\n */\n\n"
        "/** @type {{url: string, language: string, version: string, "
        "texts: Record<string, string>}} */\n"
        f"const SETTINGS_ = {written};\n"
    )
    return "\n".join((head, *formulas, *map(_file, PARTS)))


def write(folder: Path, url: str = "", language: str = ENGLISH, version: str = "") -> list[Path]:
    """Write the files into a folder. Raises AddinError."""
    made = files(url, language, version)
    contents = {name: text.encode() for name, text in made.items()}
    return write_files(folder, contents, "The files for Google Sheets")


def _file(name: str) -> str:
    return (resources.files("addin.google") / "script" / name).read_text(encoding="utf-8")


def _formula(one: SheetFunction) -> str:
    """Give one custom function; what stands above it is what the sheet shows while it is typed."""
    names = ", ".join(parameter.name for parameter in one.parameters)
    lines = [say(one.summary), "", f"Such as: {one.example}", ""]
    lines += map(_described, one.parameters)
    lines += ["@return {any[][]} " + say(SENTENCES[ANSWER]), "@customfunction"]
    above = "\n".join(f" * {line}".rstrip() for line in lines).replace("*/", "* /")
    # what is typed beyond the last argument is handed on too, and told of
    return (
        f"/**\n{above}\n */\n"
        f"function {one.name}({names}) {{\n"
        f'  return answer_("{one.name}", arguments);\n}}\n'
    )


def _described(parameter: Parameter) -> str:
    name = f"[{parameter.name}]" if parameter.optional else parameter.name
    return f"@param {{{_TYPES[parameter.takes]}}} {name} {say(parameter.help)}"
