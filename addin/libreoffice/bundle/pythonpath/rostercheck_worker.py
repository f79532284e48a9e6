"""The installed Rostercheck as a worker process: one for each session of the office.

Standard library alone, and nothing newer than Python 3.8: this runs under the office's own Python.
A question goes out as one line of JSON, the answer comes back as one.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from datetime import date
from typing import Any, Sequence

START_SECONDS = 30.0
"""How long a worker may take until it is ready; on a slow disk the first start takes some."""
ANSWER_SECONDS = 60.0
"""How long a formula may take: the office stands still meanwhile."""
AGAIN_SECONDS = 10.0
"""After a start that failed, so long no other is tried: a sheet may hold hundreds of formulas."""

NOT_FOUND = (
    "Rostercheck cannot be found on this computer. Install it, type "
    '"rostercheck addin libreoffice --install" in a terminal, and start LibreOffice again.'
)
NOT_STARTED = (
    'Rostercheck cannot be started. Type "rostercheck addin libreoffice --install" in a '
    "terminal, and start LibreOffice again."
)
STOPPED = (
    "Rostercheck stopped while it worked on this formula. Press Ctrl+Shift+F9 to try again; if "
    "it happens again, check the workbook with rostercheck check instead."
)
TOO_LONG = (
    "Rostercheck did not answer within {seconds:.0f} seconds, so it was stopped. Give the formula "
    "fewer rows, or check the workbook with rostercheck check instead."
)
UNREADABLE = (
    "Rostercheck's answer cannot be read. Install the extension anew: it may be of another version."
)


class Trouble(Exception):
    """Why there is no answer; the text is what stands in the cell."""


class Process:
    """One running worker, with a thread that writes to it and one that reads from it."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - Rostercheck itself
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=own_environment(),
            **no_window(),
        )
        self._out: queue.Queue[bytes | None] = queue.Queue()
        self._in: queue.Queue[bytes | None] = queue.Queue()
        for work in (self._write, self._read):
            threading.Thread(target=work, daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    def say(self, message: dict[str, Any]) -> None:
        """Send a message; it is written by and by, so that this never stands still."""
        self._out.put(json.dumps(message).encode("ascii") + b"\n")

    def hear(self, seconds: float) -> dict[str, Any] | None:
        """Give the next message; None where the worker ended. Raises queue.Empty."""
        line = self._in.get(timeout=seconds)
        if line is None:
            return None
        message = json.loads(line)
        if not isinstance(message, dict):
            raise ValueError("not a message")  # noqa: TRY004 - as for what is no JSON
        return message

    def stop(self) -> None:
        """End it at once."""
        self._out.put(None)
        self._process.kill()
        self._process.wait()

    def _write(self) -> None:
        pipe: Any = self._process.stdin
        try:
            for line in iter(self._out.get, None):
                pipe.write(line)
                pipe.flush()
            pipe.close()
        except OSError:
            pass  # the reader says that it ended

    def _read(self) -> None:
        pipe: Any = self._process.stdout
        with pipe:
            for line in pipe:
                self._in.put(line)
        self._in.put(None)


class Worker:
    """Answers formulas; starts its process at the first one, and anew when it has died."""

    def __init__(
        self,
        commands: Sequence[Sequence[str]],
        answer_seconds: float = ANSWER_SECONDS,
        start_seconds: float = START_SECONDS,
    ) -> None:
        self._commands = commands
        self._answer_seconds = answer_seconds
        self._start_seconds = start_seconds
        self._process: Process | None = None
        self._refusal = ""
        self._refused_until = 0.0
        self._number = 0
        self._lock = threading.Lock()

    def answer(self, formula: str, arguments: Sequence[Any], today: date) -> list[list[Any]]:
        """Give the rows of an answer; what went wrong is one cell with a sentence."""
        with self._lock:
            try:
                return self._answered(formula, arguments, today)
            except Trouble as trouble:
                return [[str(trouble)]]

    def stop(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _answered(self, formula: str, arguments: Sequence[Any], today: date) -> list[list[Any]]:
        """Ask; where a worker of before has died, ask a new one, once."""
        ran_before = self._process is not None
        self._number += 1
        question = {
            "id": self._number,
            "formula": formula,
            "arguments": arguments,
            "today": today.isoformat(),
        }
        reply = self._asked(question)
        if reply is None and ran_before:
            reply = self._asked(question)
        if reply is None:
            raise Trouble(STOPPED)
        answer = reply.get("answer")
        if reply.get("id") != self._number or not isinstance(answer, list) or not answer:
            self._end()
            raise Trouble(UNREADABLE)
        return answer

    def _asked(self, question: dict[str, Any]) -> dict[str, Any] | None:
        """Give the reply; None where the worker ended."""
        process = self._running()
        process.say(question)
        try:
            reply = process.hear(self._answer_seconds)
        except queue.Empty:
            self._end()
            raise Trouble(TOO_LONG.format(seconds=self._answer_seconds)) from None
        except ValueError:
            self._end()
            raise Trouble(UNREADABLE) from None
        if reply is None:
            self._end()
        return reply

    def _running(self) -> Process:
        if self._process is not None and self._process.alive:
            return self._process
        self._end()
        if time.monotonic() < self._refused_until:
            raise Trouble(self._refusal)
        self._refusal = NOT_FOUND
        for command in self._commands:
            process = self._started(command)
            if process is not None:
                self._process = process
                return process
        self._refused_until = time.monotonic() + AGAIN_SECONDS
        raise Trouble(self._refusal)

    def _started(self, command: Sequence[str]) -> Process | None:
        """Start a worker and wait until it is ready; None where it cannot be."""
        try:
            process = Process(command)
        except OSError:
            return None
        try:
            hello = process.hear(self._start_seconds)
        except (queue.Empty, ValueError):
            hello = None
        if hello is None or "ready" not in hello:
            process.stop()
            self._refusal = NOT_STARTED
            return None
        return process

    def _end(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None


def own_environment() -> dict[str, str]:
    """Give the environment without what the office sets for its own Python."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PYTHONEXECUTABLE", "LD_LIBRARY_PATH", "URE_BOOTSTRAP")
    return {name: text for name, text in os.environ.items() if name not in foreign}


def no_window() -> dict[str, Any]:
    """Keep Windows from opening a black window for the worker."""
    return {"creationflags": 0x08000000} if sys.platform == "win32" else {}
