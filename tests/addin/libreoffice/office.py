"""A real LibreOffice Calc without a window, with the extension in a profile of its own."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from addin.libreoffice.install import outside
from addin.libreoffice.oxt import FILE_NAME, extension
from tests.needs import program

HERE = Path(__file__).parent
TRIES = 3
"""The office's tool itself crashes now and then on a machine with much to do."""
SIGNALLED = 128
"""From here on the shell says that a program was ended by a signal."""


class Calc:
    """The office, asked through a Python that has its bridge."""

    def __init__(self, python: str, profile: Path, environment: dict[str, str]) -> None:
        self.profile = profile
        self.today = profile / "today"
        self.process = subprocess.Popen(
            [python, str(HERE / "in_calc.py"), str(profile)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**outside(), **environment, "HOME": str(profile)},
            encoding="utf-8",
        )
        assert json.loads(self._line()) == {"there": True}

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline() or '{"failed": "the office is gone"}'

    def ask(self, do: str, **words: Any) -> Any:
        """Have something done in Calc; give what came of it."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **words}) + "\n")
        self.process.stdin.flush()
        done = json.loads(self._line())
        assert "failed" not in done, done
        return done

    def close(self) -> None:
        """End the office, as a person does."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(90)
        assert self.process.stdout is not None
        self.process.stdout.close()


def installed(profile: Path, python: str = sys.executable) -> None:
    """Install the extension into a profile with LibreOffice's own tool, never as root."""
    file = profile / FILE_NAME
    file.write_bytes(extension(python))
    person: dict[str, Any] = {}
    if os.geteuid() == 0:  # the tool refuses root
        nobody = pwd.getpwnam("nobody")
        os.chown(profile, nobody.pw_uid, nobody.pw_gid)
        person = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}
    words = [program("unopkg"), "add", "--force", f"-env:UserInstallation={profile.as_uri()}"]
    before = set(profile.iterdir())
    for _ in range(TRIES):
        for left in set(profile.iterdir()) - before:  # by a try that crashed, its lock among it
            if left.is_dir():
                shutil.rmtree(left)
            else:
                left.unlink()
        done = subprocess.run(
            [*words, str(file)],
            env={**outside(), "HOME": str(profile)},
            capture_output=True,
            check=False,
            **person,
        )
        if 0 <= done.returncode < SIGNALLED:
            break
    assert done.returncode == 0, done.stderr.decode(errors="replace")
