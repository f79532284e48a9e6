"""Files that a command writes into a folder, for somebody to take into a spreadsheet program."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from addin.errors import AddinError

OURS = b"rostercheck"
"""Stands in whatever was written by us, in capitals or not."""


def write_files(folder: Path, contents: Mapping[str, bytes], what: str) -> list[Path]:
    """Write files into a folder, which is made where it is missing; give them in their order.

    contents: by name; the first one tells whether those that are there were written by us. what:
    names them at the beginning of a sentence. Raises AddinError, before anything is written, where
    a file of somebody else's stands in the way, and where the folder cannot be written to.
    """
    paths = [folder / name for name in contents]
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
