"""Builds the wheel, installs it alone into a new environment, and runs the program from there."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Give 1, with a sentence, when the wheel lacks something or does not run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = _built(folder)
        lacking = sorted(_owed() - set(zipfile.ZipFile(wheel).namelist()))
        if lacking:
            print(f"The wheel lacks {', '.join(lacking)}.")
            return 1
        packs = _run_from(wheel, folder / "env")
    missing = [p.stem for p in _packs() if f"{p.stem}:" not in packs]
    if missing:
        print(f"The installed program does not know the packs {', '.join(missing)}.")
        return 1
    print(f"{wheel.name} builds, holds every module and pack, and runs.")
    return 0


def _built(folder: Path) -> Path:
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def _packs() -> list[Path]:
    return sorted((ROOT / "models" / "packs").glob("*.toml"))


def _owed() -> set[str]:
    """Give what must be in the wheel: every module, every pack, every translation."""
    catalogues = (ROOT / "models" / "locale").rglob("*.*o")
    files = [
        *_packs(),
        *catalogues,
        *(p for d in ("models", "sync") for p in (ROOT / d).rglob("*.py")),
    ]
    return {path.relative_to(ROOT).as_posix() for path in files}


def _run_from(wheel: Path, environment: Path) -> str:
    """Install the wheel into an environment of its own, and ask it for its packs."""
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = (str(scripts / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check")
    subprocess.run([*pip, "install", str(wheel)], check=True)
    done = subprocess.run(
        [str(scripts / "rostercheck"), "packs"],
        cwd=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
