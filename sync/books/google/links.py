"""Links to Google Sheets, as people paste them."""

from __future__ import annotations

import re
from pathlib import Path

from sync.errors import UsageError

_GOOGLE = re.compile(r"^(?:https?:/+)?(?:docs|drive)\.google\.com/", re.IGNORECASE)
_ELSEWHERE = re.compile(r"^https?:/", re.IGNORECASE)
_ID = re.compile(r"/spreadsheets/(?:u/\d+/)?d/([A-Za-z0-9_-]+)")
_PUBLISHED = re.compile(r"/spreadsheets/(?:u/\d+/)?d/e/")
_DRIVE = re.compile(r"drive\.google\.com/(?:file/d/|open\?id=)([A-Za-z0-9_-]+)")


def as_link(location: str | Path) -> str | None:
    """Give the link of a Google Sheet in its shortest form, None for a file.

    A link that went through a `Path` has lost one of its slashes; it is understood all the same.
    Raises UsageError for a link to anything else.

    >>> as_link("https://docs.google.com/spreadsheets/d/1AbC/edit#gid=0")
    'https://docs.google.com/spreadsheets/d/1AbC'
    >>> as_link("members.xlsx") is None
    True
    """
    text = str(location).strip().replace("\\", "/")
    if _GOOGLE.search(text):
        return link_of(spreadsheet_id(text))
    if _ELSEWHERE.search(text):
        typed = re.sub(r":/(?!/)", "://", text, count=1)
        raise UsageError(
            f'"{typed}" is not the link of a Google Sheet. Other links cannot be checked: download '
            "the file, and check that."
        )
    return None


def is_link(location: str) -> bool:
    """Whether a location is no file, though it may be no link to a Google Sheet either.

    >>> is_link("https://docs.google.com/spreadsheets/d/1AbC"), is_link("members.xlsx")
    (True, False)
    """
    return "://" in location


def name_of(location: str) -> str:
    """Give the name of a location for a person: of a file without its folders, a link as it is.

    >>> name_of("/home/ann/members.xlsx")
    'members.xlsx'
    """
    return location if is_link(location) else Path(location).name


def spreadsheet_id(link: str) -> str:
    """Give the id in a link. Raises UsageError with a sentence when there is none.

    >>> spreadsheet_id("https://docs.google.com/spreadsheets/d/1AbC_-9/edit?usp=sharing#gid=7")
    '1AbC_-9'
    """
    text = link.strip()
    if _PUBLISHED.search(text):
        raise UsageError(
            "This is the link of a published copy, which cannot be checked. Open the sheet itself "
            "and copy the link from the address line of the browser."
        )
    found = _ID.search(text) or _DRIVE.search(text)
    if found is None:
        raise UsageError(
            f'"{text}" is not the link of a Google Sheet. Open the sheet in the browser and copy '
            "the whole address line; it contains /spreadsheets/d/."
        )
    return found[1]


def link_of(file_id: str) -> str:
    """Give the link of a spreadsheet in its shortest form, which stands in reports and configs."""
    return f"https://docs.google.com/spreadsheets/d/{file_id}"
