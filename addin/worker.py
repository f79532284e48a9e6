"""A worker for hosts that cannot hold Rostercheck themselves: a line of JSON in, a line out.

The first line out is `{"ready": VERSION}`. A question is `{"id": 1, "formula": "ROSTER_CHECK",
"arguments": [...], "today": "2026-11-22"}` with cells in wire form (see addin/wire.py); its answer
is `{"id": 1, "answer": [[...]]}`. A line that is no question is answered by `{"problem": "..."}`.
The worker ends when its input ends, so it never outlives its host.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from typing import BinaryIO

from addin.errors import AddinError
from addin.functions import answer
from addin.wire import from_wire, to_wire
from models.collector import without_collector

NO_QUESTION = (
    "This line is no question for a formula: it needs formula, arguments and today, as JSON."
)


@without_collector
def reply(line: bytes) -> dict[str, object]:
    """Answer one line. What is no question gives a problem; a formula never raises."""
    try:
        question = json.loads(line)
        today = date.fromisoformat(question["today"])
        formula, given = str(question["formula"]), list(question["arguments"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return {"problem": NO_QUESTION}
    try:
        rows = answer(formula, [from_wire(one) for one in given], today)
    except AddinError as error:  # a cell of a kind that does not exist
        rows = [[str(error)]]
    return {"id": question.get("id"), "answer": to_wire(rows)}


def serve(questions: Iterable[bytes], out: BinaryIO) -> None:
    """Answer line after line until there are no more, or until nobody listens."""
    _say(out, {"ready": version("rostercheck")})
    for line in questions:
        _say(out, reply(line))


def _say(out: BinaryIO, message: dict[str, object]) -> None:
    out.write(json.dumps(message).encode("ascii") + b"\n")
    out.flush()


def main() -> None:
    """Serve standard input. What anything prints by the way goes to standard error instead."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    try:
        serve(sys.stdin.buffer, out)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # the host is gone: there is nobody to be told


if __name__ == "__main__":
    main()
