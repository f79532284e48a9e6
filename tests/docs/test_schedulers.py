"""The ready-made files for schedulers are such as the schedulers take."""

from __future__ import annotations

import re
import subprocess
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.needs import program

ROOT = Path(__file__).parents[2]
SCHEDULERS = ROOT / "docs" / "schedulers"

SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
TASK = {
    "Task": {"RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"},
    "RegistrationInfo": {"Description", "Author", "URI", "Date", "Version"},
    "Triggers": {"CalendarTrigger"},
    "CalendarTrigger": ["Enabled", "StartBoundary", "EndBoundary", "Repetition",
                        "ExecutionTimeLimit", "RandomDelay", "ScheduleByDay"],
    "ScheduleByDay": {"DaysInterval"},
    "Settings": {"AllowStartOnDemand", "MultipleInstancesPolicy", "DisallowStartIfOnBatteries",
                 "StopIfGoingOnBatteries", "StartWhenAvailable", "WakeToRun", "Enabled",
                 "RunOnlyIfNetworkAvailable", "ExecutionTimeLimit"},
    "Actions": {"Exec"},
    "Exec": {"Command", "Arguments", "WorkingDirectory"},
}  # fmt: skip
"""What may stand in which part of a task; a list where the order counts too (MS-TSCH, 2.5)."""
FORMS = {
    "StartBoundary": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", "DaysInterval": r"[1-9]\d*",
    "ExecutionTimeLimit": r"PT\d+[HM]", "MultipleInstancesPolicy": "IgnoreNew|Queue|Parallel",
    "Description": ".+", "Command": r"[A-Z]:\\.+\.exe", "Arguments": "nightly",
    "WorkingDirectory": r"[A-Z]:\\.+",
}  # fmt: skip
"""What stands in the elements of a task that hold no others; elsewhere it is true or false."""


def task() -> ET.Element:
    return ET.parse(SCHEDULERS / "rostercheck-task.xml").getroot()


def test_the_windows_task_is_what_the_scheduler_reads() -> None:
    """Every part stands where Microsoft's description of tasks has it, and has its form."""
    assert task().tag == f"{SPACE}Task"
    for element in task().iter():
        name = element.tag.removeprefix(SPACE)
        inner = [child.tag.removeprefix(SPACE) for child in element]
        known = TASK.get(name, set())
        assert set(inner) <= set(known), name
        assert len(inner) == len(set(inner)), name
        if isinstance(known, list):
            assert inner == sorted(inner, key=known.index), name
        if not inner:
            assert re.fullmatch(FORMS.get(name, "true|false"), element.text), name


def test_the_windows_task_catches_up_and_is_not_cut_short() -> None:
    """A missed night is caught up, and a laptop that goes on battery does not end the night."""
    said = {c.tag.removeprefix(SPACE): c.text for c in task().find(f"{SPACE}Settings")}
    assert said["StartWhenAvailable"] == "true"
    assert said["DisallowStartIfOnBatteries"] == said["StopIfGoingOnBatteries"] == "false"


def test_the_line_for_cron_is_one_that_cron_takes() -> None:
    """Five fields of time within their bounds, then a command without what cron would take out."""
    lines = (SCHEDULERS / "rostercheck.cron").read_text().splitlines()
    (line,) = [line for line in lines if line and not line.startswith("#")]
    *fields, command = line.split(None, 5)
    for field, most in zip(fields, (59, 23, 31, 12, 7), strict=True):
        assert field == "*" or 0 <= int(field) <= most
    assert "%" not in command  # cron takes it for the end of the line
    assert command.startswith("cd /")
    assert command.endswith("/rostercheck nightly")


@pytest.mark.slow
def test_a_shell_reads_the_line_for_cron() -> None:
    """The command of the line has no fault that a shell would see."""
    line = (SCHEDULERS / "rostercheck.cron").read_text().splitlines()[-1]
    subprocess.run([program("sh"), "-n", "-c", line.split(None, 5)[5]], check=True)


@pytest.mark.slow
def test_systemd_understands_the_time_of_the_timer() -> None:
    """systemd works out when the next nights are: one a day, at the time that is named."""
    timer = (SCHEDULERS / "rostercheck.timer").read_text()
    when = re.search(r"^OnCalendar=(.+)$", timer, re.MULTILINE)[1]
    done = subprocess.run(
        [program("systemd-analyze"), "calendar", "--iterations=3", when],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    nights = re.findall(r": \w{3} (\d{4}-\d\d-(\d\d)) 02:30:00", done.stdout)
    assert len({day for day, _ in nights}) == 3


def test_the_image_holds_what_the_package_is_made_of() -> None:
    """What the recipe copies is enough to build the package; no roster comes along."""
    recipe = (SCHEDULERS / "Containerfile").read_text()
    copied = re.findall(r"^COPY (.+) /src\S*$", recipe, re.MULTILINE)
    names = [name for line in copied for name in line.split()]
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = whole["project"]
    packages = whole["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert set(names) == {
        "pyproject.toml", project["readme"], *project["license-files"], *packages,
    }  # fmt: skip
    assert all((ROOT / name).exists() for name in names)
    assert "postgresql" in project["optional-dependencies"]
    assert "rostercheck" in project["scripts"]


def test_the_image_is_not_root_and_stops_when_told() -> None:
    """It runs as a plain user; what ends the container is a signal that the service understands."""
    recipe = (SCHEDULERS / "Containerfile").read_text()
    assert re.search(r"^USER [1-9]\d*$", recipe, re.MULTILINE)
    stop = re.search(r"^STOPSIGNAL (\w+)$", recipe, re.MULTILINE)[1]
    assert stop in {"SIGINT", "SIGTERM", "SIGHUP"}


def test_the_workflow_for_github_gives_the_night_what_it_needs() -> None:
    """Each secret comes from the repository's secrets, and stands in no line of its own."""
    text = (SCHEDULERS / "github-actions.yml").read_text()
    given = dict(re.findall(r"^ +([A-Z_]+): (\$\{\{.+\}\}\S*)$", text, re.MULTILINE))
    assert given.keys() >= {"ROSTERCHECK_GOOGLE_KEY", "ROSTERCHECK_LEDGER", "ROSTERCHECK_MAIL"}
    assert all("secrets." in value for name, value in given.items()
               if name != "ROSTERCHECK_GOOGLE_KEY")  # fmt: skip
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
