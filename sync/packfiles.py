"""Rule packs by name or by file: an id means a pack that ships, a path a file of hers."""

from __future__ import annotations

from pathlib import Path

from models.errors import PackError
from models.layering import read_shipped, shipped
from models.problems import near
from models.rulepack import Pack
from sync.packkept import load_kept

DEFAULT_PACK = "national"
LARGEST = 2_000_000
"""Bytes; a larger file is no rule pack."""


def is_file(name: str) -> bool:
    """Whether a name means a file and not a pack that ships."""
    return name.lower().endswith(".toml") or "/" in name or "\\" in name


class PackReader:
    """Gives the text of a pack by its name; names of files start from one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str) -> str:
        """Give the TOML text. Raises PackError with what to do."""
        if is_file(name):
            return _text(self.folder / name)
        if name not in shipped():
            raise PackError(
                f'There is no rule pack "{name}".{near(name, shipped())} A pack of your own is '
                f"named by its file, such as {Path(name).stem}.toml."
            )
        return read_shipped(name)


def _text(path: Path) -> str:
    if not path.is_file():
        raise PackError(f"There is no rule pack {path}. Look at its name and folder again.")
    if path.stat().st_size > LARGEST:
        raise PackError(f"{path} is too large to be a rule pack.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PackError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise PackError(f"{path} cannot be read: {error.strerror}.") from None


def reader_of(name: str, folder: Path | None = None) -> tuple[str, PackReader]:
    """Give a pack's name and the reader for it; what a file extends starts from its own folder."""
    start = Path() if folder is None else folder
    if not is_file(name):
        return name, PackReader(start)
    path = start / name
    return f"./{path.name}", PackReader(path.parent)


def pack_named(name: str, folder: Path | None = None) -> Pack:
    """Load a pack by its id or its file; folder: where a file's path starts from.

    Raises PackError.
    """
    return load_kept(*reader_of(name, folder))
