"""Files that a command writes into a folder, for somebody to take into a spreadsheet program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from addin.errors import AddinError

OURS = b"rostercheck"
"""Stands in whatever was written by us, in capitals or not."""


def placed(to: Path, name: str) -> Path:
    """Give the file for which somebody named a folder, or the file itself.

    name: of the file in a folder. What ends as the file does, and is no folder, is the file.
    """
    named = to.suffix.lower() == Path(name).suffix and not to.is_dir()
    return to if named else to / name


def write_files(folder: Path, contents: Mapping[str, bytes], what: str) -> list[Path]:
    """Write files into a folder, which is made where it is missing; give them in their order.

    contents: by name; the first one tells whether those that are there were written by us. what:
    names them at the beginning of a sentence. Raises AddinError, before anything is written, where
    a file of somebody else's stands in the way, where the folder cannot be written to, and where a
    file is named for several.
    """
    paths = [folder / name for name in contents]
    _look_for_folder(folder, contents, what)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _keep_hers(paths, contents)
        for path, content in zip(paths, contents.values(), strict=True):
            path.write_bytes(content)
    except OSError as error:
        raise AddinError(
            f"{what} could not be written to {folder}: {error.strerror or error}. Name another "
            "folder with --to."
        ) from error
    return paths


def _look_for_folder(folder: Path, contents: Mapping[str, bytes], what: str) -> None:
    """Raise AddinError where one file is named, and several are to be written."""
    endings = {Path(name).suffix for name in contents}
    if len(contents) > 1 and folder.suffix.lower() in endings and not folder.is_dir():
        raise AddinError(
            f"{what} are {len(contents)}, so they go into a folder, and {folder} is named like a "
            "file. Name a folder with --to."
        )


def _keep_hers(paths: list[Path], contents: Mapping[str, bytes]) -> None:
    """Raise AddinError where a file would be lost that we did not write."""
    if _is_ours(paths[0]):
        return
    for path in paths:
        if path.is_file() and path.read_bytes() != contents[path.name] and not _is_ours(path):
            raise AddinError(
                f"{path} is there already, and is not of Rostercheck. It was left as it is. Name "
                "another folder with --to."
            )


def _is_ours(path: Path) -> bool:
    return path.is_file() and OURS in path.read_bytes().lower()
