"""`rostercheck demo --google`: checks a sample as a Google Sheet, on a server on this computer.

No account and no network are needed. The server speaks Google's language; the libraries that talk
to it are Google's own. While the flags are put, a simulated person sorts the sheet.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sync.commands.demo import rostercheck
from sync.errors import UsageError

SAMPLE = Path("sample_workbooks", "wisconsin-full.xlsx")
WORDS = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2027-01-10")


def demo_of_google(root: Path) -> int:
    """Connect, look with the doctor, check while somebody sorts, and clear; give the exit code."""
    served, keys, loading = _servers(root)
    with served.GoogleServer() as server, TemporaryDirectory() as folder:
        keys.oauth_client(server)
        key = Path(folder) / "key.json"
        key.write_text(json.dumps(keys.service_account(server)), encoding="utf-8")
        file = loading.upload(server.world, root / SAMPLE, keys.PERSON)
        file.roles[keys.ROBOT] = "writer"
        person = served.Person(server.world, file, keys.PERSON)
        link = f"https://docs.google.com/spreadsheets/d/{file.file_id}"
        done = [_run(folder, "connect", "google", str(key)), _run(folder, "doctor", link)]
        server.calls.clear()
        server.before = _Sorter(server, person)
        print("\n(A person sorts the sheet by name just before the flags are put.)")
        done.append(_run(folder, "check", link, *WORDS))
        calls = len(server.asked())
        print(f"\nCalls to Sheets for that, with taking the first flags back: {calls}.")
        done += [_run(folder, "check", link, *WORDS), _run(folder, "clear", link)]
    return 0 if done == [0, 0, 1, 1, 0] else 1


def _servers(root: Path) -> list[Any]:
    """Load the server from the tests of the project, which are not installed with the program."""
    sys.path.insert(0, str(root))
    names = ("tests.google_server", "tests.google_server.keys", "tests.google_server.loading")
    try:
        return [importlib.import_module(name) for name in names]
    except ImportError as error:
        raise UsageError(
            f"The server of the demo cannot be loaded ({error}). It is a part of the project's "
            'tests: in a checkout of the project type "make demo-google".'
        ) from error


class _Sorter:
    """Lets a person sort the sheet just before the flags are put: before the second write.

    The first one puts the ids of rows and columns, which nobody sees.
    """

    def __init__(self, server: Any, person: Any) -> None:
        self._server, self._person, self._writes = server, person, 0

    def __call__(self, call: Any) -> None:
        self._writes += call.writes
        if self._writes == 2:
            self._server.before = _leave_alone
            sheet = self._person.sheet("Members")
            last = max(r for r, row in enumerate(sheet.rows) if row) + 1
            self._person.sort(f"Members!A5:AZ{last}", 2, down=True)


def _leave_alone(_call: Any) -> None:
    """Do nothing."""


def _run(folder: str, *words: str) -> int:
    print(f"\n$ rostercheck {' '.join(words)}", flush=True)
    done = subprocess.run(rostercheck(words), cwd=folder, check=False)  # noqa: S603 - our own words
    return done.returncode
