"""Changes one small thing after another in a module, and says which changes no test notices.

Each module is tried in a folder of its own under `.mutants/`, with a copy of the code and of the
few test files that hold that module. A run that was broken off goes on where it stopped; a module
that has changed since is tried again where it changed, and so is what survived, for the tests may
have changed. docs/mutants.md explains what survives.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher, ndiff
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".mutants"
BIN = Path(sys.executable).parent
KIND = "tests/models/requirements/test_{}.py"
EDGES = "tests/edge_cases"
SETTLED = "tests/models/test_settled.py"
GLANCE = "tests/models/test_ataglance.py"
RSC = tuple(f"tests/models/test_rsc{part}.py" for part in ("_words", "", "_log_and_column"))
HELD_BY: dict[str, tuple[str, ...]] = {
    "requirements/sharing": ("tests/models/test_sharing.py",),
    "requirements/spans": ("tests/models/test_spans.py",),
    "requirements/tenure": (KIND.format("tenure"),),
    "requirements/months": ("tests/models/test_spans.py", "tests/models/test_rsc.py"),
    "requirements/signed": (
        KIND.format("signed"),
        "tests/models/test_applicants.py",
        SETTLED,
        GLANCE,
    ),
    "requirements/clock": (KIND.format("clock"),),
    "requirements/fee": (KIND.format("fee"),),
    "requirements/exam": (KIND.format("exam"),),
    "requirements/membership": (KIND.format("membership"), SETTLED, GLANCE),
    "requirements/count": (KIND.format("count"), KIND.format("work")),
    "requirements/raters": (KIND.format("references"),),
    "requirements/references": (KIND.format("references"),),
    "requirements/dated": tuple(KIND.format(one) for one in ("education", "exam", "fee")),
    "requirements/degrees": tuple(KIND.format(one) for one in ("education", "work")),
    "requirements/education": (KIND.format("education"), KIND.format("education_words")),
    "requirements/spells": tuple(KIND.format(one) for one in ("spells", "work", "count")),
    "requirements/work": (KIND.format("work"), KIND.format("work_words")),
    "requirements/carry": (
        "tests/models/test_clock_hours_words.py",
        "tests/models/test_clock_hours.py",
        EDGES,
    ),
    "requirements/attestation": (
        "tests/models/test_clock_hours_words.py",
        "tests/models/test_clock_hours.py",
        EDGES,
    ),
    "requirements/tally": (KIND.format("tally"), "tests/models/test_clock_hours.py"),
    "requirements/clockhours": (
        "tests/models/test_clock_hours_words.py",
        "tests/models/test_hours_by_topic.py",
        "tests/models/test_rsc_words.py",
        "tests/models/test_clock_hours.py",
        EDGES,
        SETTLED,
        GLANCE,
    ),
    "requirements/crowd": (GLANCE, "tests/models/test_enough.py", SETTLED),
    "requirements/enough": ("tests/models/test_enough.py", EDGES, SETTLED, GLANCE),
    "requirements/hours": (
        "tests/models/test_hours_by_topic.py",
        "tests/models/test_clock_hours.py",
        "tests/models/test_assess.py",
    ),
    "requirements/sessions": (*RSC, EDGES),
    "requirements/received": (*RSC, EDGES),
    "requirements/rsc": (*RSC, EDGES, SETTLED, GLANCE),
    "requirements/base": (
        KIND.format("base_words"),
        *(KIND.format(one) for one in ("clock", "count", "fee")),
        EDGES,
    ),
    "ataglance": (GLANCE, SETTLED, "tests/models/test_enough.py"),
    "waivers": ("tests/models/test_waivers.py", "tests/models/test_grants.py"),
    "renewal": ("tests/models/test_renewal.py", EDGES),
    "qualified": (
        "tests/models/test_qualified_words.py",
        "tests/models/test_qualified.py",
        EDGES,
    ),
}
"""The modules that are tried, in this order, and the tests that have to notice."""

SETTINGS = """
[tool.mutmut]
source_paths = ["models"]
only_mutate = ["models/{module}.py"]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-p", "no:xdist"]
pytest_add_cli_args_test_selection = {tests}
process_isolation = "forkserver"
timeout_constant = 2.0
timeout_multiplier = 4.0
track_dependencies = false
use_git_change_detection = false
type_check_command = [
  "{bin}/python", "-m", "mypy", "models/{module}.py", "--config-file=", "--strict", "--output=json",
  "--warn-unreachable", "--enable-error-code=redundant-expr", "--enable-error-code=truthy-bool",
  "--disable-error-code=unused-ignore", "--follow-imports=silent", "--cache-dir={work}/mypy",
]
"""
"""Each change is tried in a fresh fork that has run no test, so that nothing is remembered."""

EXAMPLES = re.compile(r"max_examples=(?:\d+|tries\(\d+\))")
NAME = re.compile(r"^(?:xǁ(\w+?)ǁ|x_)(\w+?)__mutmut_\d+$")


def main(asked: Sequence[str]) -> int:
    """Try the modules that are asked for, or all; print what survived, and the counts."""
    modules = [key for key in HELD_BY if not asked or key.rpartition("/")[2] in asked]
    unknown = set(asked) - {key.rpartition("/")[2] for key in modules}
    if unknown:
        print(f"Not among the modules that are tried: {', '.join(sorted(unknown))}.")
        print(f"These are: {', '.join(key.rpartition('/')[2] for key in HELD_BY)}.")
        return 2
    counts = {module: tried(module) for module in modules}
    print("\n| module | changes | caught by types | killed | timed out | survived |")
    print("|---|---|---|---|---|---|")
    for module, by in counts.items():
        print(
            f"| {module} | {by.total()} | {by['caught by type check']} | {by['killed']} "
            f"| {by['timeout']} | {by.total() - sum(by[good] for good in NOTICED)} |"
        )
    return 0


NOTICED = ("caught by type check", "killed", "timeout")
"""What mutmut says of a change that something noticed."""
UNNOTICED = ("survived", "no tests")
"""What it says of one that nothing noticed."""


def tried(module: str) -> Counter[str]:
    """Try one module; count its changes by what came of them, and print those that survived."""
    print(f"\n=== {module}", flush=True)
    folder = prepared(module)
    before = {name for name, state in states(folder).items() if state in UNNOTICED}
    _mutmut(folder)
    again = [
        name for name, state in states(folder).items() if state in UNNOTICED and name in before
    ]
    if again:
        _mutmut(folder, *again)
    found = states(folder)
    for name, state in found.items():
        if state not in NOTICED:
            line, lines = changed(module, name, folder)
            print(f"\n{module}.py:{line} {state} ({name})")
            print("\n".join(lines))
    return Counter(found.values())


def states(folder: Path) -> dict[str, str]:
    """Give what came of each change, by its name; nothing where none has been tried."""
    if not (folder / "mutants").exists():
        return {}
    lines = _said("results", "--all", "true", folder=folder).splitlines()
    return dict(line.strip().rsplit(": ", 1) for line in lines if ": " in line)


def _mutmut(folder: Path, *names: str) -> None:
    """Try all changes that have not been tried, or try some again."""
    command = [BIN / "mutmut", "run", "--max-children", "1", *names]
    with (folder / "log.txt").open("a", encoding="utf-8") as log:
        subprocess.run(command, cwd=folder, env=_env(), check=True, stdout=log, stderr=log)


def prepared(module: str) -> Path:
    """Make the folder in which a module is tried: code, tests with few examples, settings."""
    folder = WORK / module.replace("/", ".")
    for old in (folder / "tests", folder / "mutants" / "tests"):
        shutil.rmtree(old, ignore_errors=True)
    # which tests run a function is found anew: one that is new would else be held by new tests only
    (folder / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)
    skip = shutil.ignore_patterns("__pycache__")
    if (folder / "mutants").exists():  # mutmut itself copies only what is not there yet
        shutil.copytree(
            ROOT / "models", folder / "mutants" / "models", ignore=skip, dirs_exist_ok=True
        )
    shutil.copytree(ROOT / "models", folder / "models", ignore=skip, dirs_exist_ok=True)
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=skip)
    for path in (folder / "tests").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        path.write_text(EXAMPLES.sub("max_examples=25", text), encoding="utf-8")
    tests = "[" + ", ".join(f'"{one}"' for one in HELD_BY[module]) + "]"
    settings = SETTINGS.format(module=module, tests=tests, bin=BIN, work=WORK)
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(project + settings, encoding="utf-8")
    return folder


def changed(module: str, name: str, folder: Path) -> tuple[int, list[str]]:
    """Give the line on which a change begins, and the lines that it takes away and puts in."""
    made = _functions(folder / "mutants" / "models" / f"{module}.py")
    short = name.rpartition(".")[2]
    owner, plain = NAME.findall(short)[0]
    original = f"{short.rpartition('_')[0]}_orig"
    before, after = (
        [line.replace(one, plain, 1) for line in made[owner, one][1]] for one in (original, short)
    )
    parts = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    at = next(i for kind, i, *_ in parts if kind != "equal")
    lines = [line for line in ndiff(before, after) if line[0] in "-+"]
    first, _ = _functions(folder / "models" / f"{module}.py")[owner, plain]
    return first + at, lines


@cache
def _functions(path: Path) -> dict[tuple[str, str], tuple[int, list[str]]]:
    """Give the first line and the lines of each function, by its class, if any, and its name."""
    text = path.read_text(encoding="utf-8")
    lines, found = text.splitlines(), {}
    for node in ast.parse(text).body:
        owner = node.name if isinstance(node, ast.ClassDef) else ""
        for one in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(one, ast.FunctionDef):
                body = lines[one.lineno - 1 : one.end_lineno]
                found[owner, one.name] = one.lineno, body
    return found


def _said(*words: str, folder: Path) -> str:
    done = subprocess.run(
        [BIN / "mutmut", *words], cwd=folder, env=_env(), check=True, capture_output=True, text=True
    )
    return done.stdout


def _env() -> dict[str, str]:
    return {**os.environ, "HYPOTHESIS_PROFILE": "mutants", "PYTHONDONTWRITEBYTECODE": "1"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
