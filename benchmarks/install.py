"""The virtualenv of the benchmarks, which has the peers; the product's own never gets them.

python -m benchmarks.install makes it, from the dependency group `bench` of pyproject.toml.
"""

from __future__ import annotations

import os
import subprocess
import venv
from pathlib import Path

from benchmarks.measure import BENCH_VENV, ROOT


def bench_python() -> Path:
    """Give the Python of the benchmarks' virtualenv."""
    folder, name = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")
    return BENCH_VENV / folder / name


def install() -> None:
    """Make the virtualenv and put the product and the peers into it."""
    print(f"Making {BENCH_VENV.name} with the peers; this takes a few minutes, once.", flush=True)
    venv.create(BENCH_VENV, with_pip=True)
    pip = [str(bench_python()), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--upgrade", "pip>=25.1"], check=True, cwd=ROOT)
    subprocess.run([*pip, "--editable", ".", "--group", "bench"], check=True, cwd=ROOT)
    (BENCH_VENV / "installed").touch()


def python_with_peers() -> Path:
    """Give the Python of the benchmarks' virtualenv, which is made if it is not there."""
    if not (BENCH_VENV / "installed").exists():
        install()
    return bench_python()


if __name__ == "__main__":
    install()
