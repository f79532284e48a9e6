"""The worker process, from the side of the office: started once, bounded, mended, never silent."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest

from addin.libreoffice.bundle.pythonpath import rostercheck_worker
from addin.libreoffice.bundle.pythonpath.rostercheck_worker import Process, Worker
from tests.addin.contract import CASES

HERE = Path(__file__).parent
REAL = [sys.executable, "-I", "-X", "utf8", "-m", "addin.worker"]
DAY = date(2026, 11, 22)


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    """Workers that are stopped at the end."""
    made: list[Worker] = []
    yield made
    for one in made:
        one.stop()


@pytest.fixture
def echo(tmp_path: Path) -> list[str]:
    """The command of a worker that shows what it is sent, and fails on request."""
    return [sys.executable, str(HERE / "echo_worker.py"), str(tmp_path / "died")]


def made(workers: list[Worker], *commands: list[str], **words: Any) -> Worker:
    workers.append(Worker(commands, **words))
    return workers[-1]


def text(rows: list[list[Any]]) -> str:
    ((cell,),) = rows
    return str(cell)


def test_the_real_worker_gives_the_answers_of_the_contract(workers: list[Worker]) -> None:
    """A formula goes out as a line and its answer comes back, one process for all."""
    worker = made(workers, REAL)
    for case in CASES:
        day = date.fromisoformat(case.today)
        assert worker.answer(case.function, case.arguments, day) == case.expected, case.name
    assert "no formula" in text(worker.answer("ROSTER_NOTHING", [], DAY))


def test_a_block_larger_than_any_pipe_comes_through(workers: list[Worker], echo: list[str]) -> None:
    """Neither side waits for the other: megabytes go out and come back."""
    rows = [[f"Person {n}", n, {"date": "2025-03-04"}] for n in range(40_000)]
    assert json.loads(text(made(workers, echo).answer("ANY", [rows], DAY))) == [rows]


def test_the_first_command_that_works_is_taken(workers: list[Worker], echo: list[str]) -> None:
    """A Python that is gone, and a program that is something else, are passed over."""
    gone = ["/no/such/python"]
    other = [sys.executable, "-c", "print('hello')"]
    worker = made(workers, gone, other, echo)
    assert text(worker.answer("ANY", ["x"], DAY)) == '["x"]'


def test_where_nothing_is_found_the_cell_says_what_to_do(workers: list[Worker]) -> None:
    """And the next thousand formulas do not try again one after the other."""
    worker = made(workers, ["/no/such/python"])
    said = text(worker.answer("ANY", [], DAY))
    assert said.startswith("Rostercheck cannot be found")
    assert "rostercheck addin libreoffice --install" in said
    worker._commands = [REAL]  # there by now; it is asked a little later
    assert text(worker.answer("ANY", [], DAY)) == said


def test_a_program_that_cannot_start_is_told_from_one_that_is_not_there(
    workers: list[Worker],
) -> None:
    """A Python without Rostercheck needs other help than none at all."""
    worker = made(workers, [sys.executable, "-c", "raise SystemExit(1)"])
    assert text(worker.answer("ANY", [], DAY)).startswith("Rostercheck cannot be started")


def test_a_start_that_takes_for_ever_is_given_up(workers: list[Worker]) -> None:
    """The office does not stand still for a program that never says that it is ready."""
    sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
    worker = made(workers, sleeper, start_seconds=0.5)
    assert text(worker.answer("ANY", [], DAY)).startswith("Rostercheck cannot be started")


def test_an_answer_that_does_not_come_is_given_up(workers: list[Worker], echo: list[str]) -> None:
    """A sentence with the seconds; the process is ended, and the next formula has a new one."""
    worker = made(workers, echo, answer_seconds=0.5)
    process = running(worker)
    assert "did not answer within 0 seconds" in text(worker.answer("ANY", ["hang"], DAY))
    assert not process.is_running()
    assert text(worker.answer("ANY", ["x"], DAY)) == '["x"]'


def running(worker: Worker) -> psutil.Process:
    """Start the process of a worker; give it."""
    worker.answer("ANY", ["x"], DAY)
    assert worker._process is not None
    return psutil.Process(worker._process._process.pid)


def test_a_process_that_was_ended_between_two_formulas_is_replaced(
    workers: list[Worker], echo: list[str]
) -> None:
    """Nobody sees anything of it."""
    worker = made(workers, echo)
    process = running(worker)
    process.kill()
    process.wait(20)
    assert text(worker.answer("ANY", ["x"], DAY)) == '["x"]'


def test_a_process_that_dies_of_a_formula_is_asked_once_more_and_no_oftener(
    workers: list[Worker], echo: list[str]
) -> None:
    """A slip passes unseen; what kills it each time is a sentence."""
    worker = made(workers, echo)
    running(worker)
    assert text(worker.answer("ANY", ["die"], DAY)) == '["die"]'
    Path(echo[-1]).unlink()
    worker.stop()
    assert "stopped while it worked" in text(worker.answer("ANY", ["die"], DAY))


def test_an_answer_of_another_form_is_a_sentence(workers: list[Worker], echo: list[str]) -> None:
    """No traceback, whatever comes back."""
    worker = made(workers, echo)
    assert "cannot be read" in text(worker.answer("ANY", ["babble"], DAY))
    assert text(worker.answer("ANY", ["x"], DAY)) == '["x"]'


def test_a_late_answer_is_not_taken_for_the_next(workers: list[Worker], echo: list[str]) -> None:
    """Each answer is held against the number of its question."""
    worker = made(workers, echo)
    running(worker)
    assert worker._process is not None
    worker._process.say({"id": 0, "arguments": ["of before"]})
    assert "cannot be read" in text(worker.answer("ANY", ["now"], DAY))
    assert text(worker.answer("ANY", ["now"], DAY)) == '["now"]'


def test_the_worker_answers_nonsense_with_a_problem_and_goes_on() -> None:
    """A line that is no question ends nothing."""
    process = Process(REAL)
    try:
        assert "ready" in (process.hear(60) or {})
        for nonsense in ({}, {"formula": 1}, {"formula": "X", "arguments": [], "today": "soon"}):
            process.say(nonsense)
            assert "no question" in (process.hear(60) or {})["problem"]
        process.say({"id": 5, "formula": "X", "arguments": [{"a": 1}], "today": "2026-11-22"})
        (((sentence,),),) = [(process.hear(60) or {})["answer"]]
        assert sentence
    finally:
        process.stop()


def test_the_worker_ends_when_nobody_listens_any_more() -> None:
    """A host that was killed leaves nothing running."""
    process = subprocess.Popen(REAL, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdin.close()
    assert process.wait(60) == 0
    process.stdout.close()


def test_what_a_library_prints_does_not_get_between_the_answers(workers: list[Worker]) -> None:
    """Standard output is the wire; print goes elsewhere."""
    noisy = (
        "import addin.worker as w, builtins; real = w.answer\n"
        "w.answer = lambda *a: (print('noise'), real(*a))[1]\n"
        "w.main()"
    )
    worker = made(workers, [sys.executable, "-c", noisy])
    assert "no formula" in text(worker.answer("ROSTER_NOTHING", [], DAY))


def test_the_environment_of_the_office_does_not_reach_the_worker(
    monkeypatch: pytest.MonkeyPatch, echo: list[str]
) -> None:
    """The office on Windows and on a Mac points PYTHONHOME at its own Python."""
    monkeypatch.setenv("PYTHONHOME", "/opt/office/python")
    process = Process(echo)
    try:
        assert process.hear(60) == {"ready": "echo"}
        with pytest.raises(queue.Empty):
            process.hear(0.01)
    finally:
        process.stop()
    assert "PYTHONHOME" not in rostercheck_worker.own_environment()
