"""Collects every text that can be translated, and compiles the catalogues; or checks them.

    python scripts/catalogue.py            write the .pot, bring each .po in step, compile each .mo
    python scripts/catalogue.py --check    say what is missing, stale or unlike; 1 if anything is

Translate in `models/locale/<language>/LC_MESSAGES/rostercheck.po`, with any editor for .po files.
Texts that fell out of use go; texts that are new stand there without a translation.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from babel.messages.catalog import Catalog, Message  # noqa: E402 - after the path is set
from babel.messages.mofile import write_mo  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from models.language import DOMAIN, ENGLISH, LANGUAGES  # noqa: E402
from models.layering import load_pack, shipped  # noqa: E402
from models.wording import BRIEF, PLURALS, SENTENCES  # noqa: E402

LOCALE = ROOT / "models" / "locale"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in the heads of the files; a real one would change them without need."""
Texts = dict[str | tuple[str, str], list[str]]


class Steady(Catalog):
    """A catalogue whose head does not name the version of what wrote it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        """The lines of the head."""
        return [line for line in super().mime_headers if line[0] != "Generated-By"]


def texts() -> Texts:
    """Give every text that can be translated, with where it is said."""
    found: Texts = {}
    for key, text in (*SENTENCES.items(), *((f"{k} (in short)", t) for k, t in BRIEF.items())):
        found.setdefault(text, []).append(key)
    for key, forms in PLURALS.items():
        found.setdefault(forms, []).append(key)
    for pack_id in shipped():
        for where, text in _of_pack(pack_id):
            if text and where not in found.setdefault(text, []):
                found[text].append(where)
    return found


def _of_pack(pack_id: str) -> Iterator[tuple[str, str]]:
    """Give the words of a pack that are said in findings, stages and suggestions."""
    pack = load_pack(pack_id)
    for rule in pack.requirements:
        then = str(getattr(rule, "then", "")).rstrip(".")
        for text in (rule.title, rule.short_title, rule.action, then):
            yield f"packs: {rule.id}", text
    for stage in pack.file.stage:
        yield "packs: stages", stage.name
        yield "packs: stages", stage.next
    for status in pack.file.status:
        yield "packs: statuses", status.code
    for one in pack.file.two_readings:
        yield "packs: two readings", one.say
    for suggestion in pack.file.suggest:
        for text in (suggestion.work, *suggestion.asks):
            yield "packs: suggestions", text or ""


def template() -> Catalog:
    """Make the template from the texts."""
    made = Steady(
        domain=DOMAIN, project="Rostercheck", copyright_holder="The Rostercheck developers",
        creation_date=WRITTEN, revision_date=WRITTEN, fuzzy=False,
        header_comment="# Texts of Rostercheck. Written by scripts/catalogue.py.",
    )  # fmt: skip
    for text, where in texts().items():
        made.add(text, auto_comments=[", ".join(where)], flags=_flags(text))
    return made


def _flags(text: str | tuple[str, str]) -> list[str]:
    return ["python-brace-format"] if "{" in "".join(text) else []


def catalogue_path(code: str) -> Path:
    """Give the path of a language's catalogue."""
    return LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def in_step(code: str, wanted: Catalog) -> Catalog:
    """Give a language's catalogue with the texts of today; translations are kept, never guessed."""
    path = catalogue_path(code)
    if path.exists():
        with path.open("rb") as file:
            there = read_po(file, locale=code, domain=DOMAIN)
    else:
        there = Catalog(locale=code, domain=DOMAIN)
    made = Steady(
        locale=code, domain=DOMAIN, project="Rostercheck", copyright_holder="",
        creation_date=WRITTEN, revision_date=WRITTEN, fuzzy=False,
        last_translator="The Rostercheck developers", language_team=code,
        header_comment="# Texts of Rostercheck, translated.",
    )  # fmt: skip
    for message in wanted:
        if message.id:
            known = there.get(message.id)
            made.add(
                message.id, known.string if known is not None else None,
                auto_comments=message.auto_comments, flags=message.flags,
            )  # fmt: skip
    return made


def written_po(catalogue: Catalog) -> bytes:
    """Write a catalogue as text."""
    file = io.BytesIO()
    write_po(file, catalogue, width=None, sort_output=False, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def faults(code: str, catalogue: Catalog) -> Iterator[str]:
    """Say what is wrong with a language's translations."""
    for message in catalogue:
        if not message.id:
            continue
        said = _strings(message)
        name = f"{code}: {_strings_of_id(message)[0][:70]!r}"
        if not all(said):
            yield f"{name} has no translation"
        elif any(slots(text) != slots(_strings_of_id(message)[-1]) for text in said):
            yield f"{name}: the translation has other placeholders"
        elif any(_edges(text) != _edges(_strings_of_id(message)[-1]) for text in said):
            yield f"{name}: the translation begins or ends with other spaces"


def _strings(message: Message) -> list[str]:
    string = message.string
    return (
        [string or ""] if isinstance(string, str) or not string else [text or "" for text in string]
    )


def _strings_of_id(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def slots(text: str) -> set[tuple[str, str]]:
    """Give the placeholders of a text, each with how it is converted."""
    return {
        (name, f"{conversion or ''}{spec or ''}")
        for _, name, spec, conversion in Formatter().parse(text)
        if name is not None
    }


def _edges(text: str) -> tuple[int, int]:
    return len(text) - len(text.lstrip()), len(text) - len(text.rstrip())


def wanted_files() -> tuple[Mapping[Path, bytes], list[str]]:
    """Give every file as it should be, and what is wrong with the translations."""
    pot = template()
    files, wrong = {TEMPLATE: written_po(pot)}, []
    for code in LANGUAGES:
        if code != ENGLISH:
            catalogue = in_step(code, pot)
            path = catalogue_path(code)
            files[path] = written_po(catalogue)
            files[path.with_suffix(".mo")] = compiled(catalogue)
            wrong += faults(code, catalogue)
    return files, wrong


def main() -> int:
    """Write the catalogues; with --check, only say what is not as it should be, and give 1."""
    checking = "--check" in sys.argv[1:]
    files, wrong = wanted_files()
    stale = [path for path, data in files.items() if not path.exists() or path.read_bytes() != data]
    for path in stale:
        name = path.relative_to(ROOT).as_posix()
        if checking:
            print(f'{name} is not in step. Run "make messages".')
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path])
            print(f"Written anew: {name}")
    print("\n".join(wrong) or "Every text is translated.")
    return 1 if wrong or (checking and stale) else 0


if __name__ == "__main__":
    sys.exit(main())
