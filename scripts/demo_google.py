"""`make demo-google`: check a sample workbook as a Google Sheet, on a server on this computer.

No account and no network are needed. The server speaks Google's language; the libraries that talk
to it are Google's own. While the flags are put, a simulated person sorts the sheet.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.google_server import Call, GoogleServer, Person  # noqa: E402 - after the path is set
from tests.google_server.keys import PERSON, ROBOT, oauth_client, service_account  # noqa: E402
from tests.google_server.loading import upload  # noqa: E402

SAMPLE = ROOT / "sample_workbooks" / "wisconsin-full.xlsx"
WORDS = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2027-01-10")


def main() -> int:
    """Connect, look with the doctor, check while somebody sorts, and clear."""
    with GoogleServer() as server, TemporaryDirectory() as folder:
        oauth_client(server)
        key = Path(folder) / "key.json"
        key.write_text(json.dumps(service_account(server)), encoding="utf-8")
        file = upload(server.world, SAMPLE, PERSON)
        file.roles[ROBOT] = "writer"
        person = Person(server.world, file, PERSON)
        link = f"https://docs.google.com/spreadsheets/d/{file.file_id}"
        done = [_run(folder, "connect", "google", str(key)), _run(folder, "doctor", link)]
        server.calls.clear()
        server.before = lambda call: _sort_once(server, person, call)
        print("\n(A person sorts the sheet by name just before the flags are put.)")
        done.append(_run(folder, "check", link, *WORDS))
        calls = ["write" if call.writes else "read" for call in server.asked()]
        print(f"\nCalls to Sheets for that, with taking the first flags back: {len(calls)}.")
        done += [_run(folder, "check", link, *WORDS), _run(folder, "clear", link)]
    return 0 if done == [0, 0, 1, 1, 0] else 1


def _sort_once(server: GoogleServer, person: Person, call: Call) -> None:
    if call.writes:
        server.before = _leave_alone
        sheet = person.sheet("Members")
        last = max(r for r, row in enumerate(sheet.rows) if row) + 1
        person.sort(f"Members!A5:AZ{last}", 2, down=True)


def _leave_alone(_call: Call) -> None:
    """Do nothing."""


def _run(folder: str, *words: str) -> int:
    print(f"\n$ rostercheck {' '.join(words)}", flush=True)
    done = subprocess.run([sys.executable, "-m", "sync", *words], cwd=folder, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
