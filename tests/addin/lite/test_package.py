"""The package for xlwings Lite: what is in it, what it stands on, and that it installs."""

from __future__ import annotations

import ast
import csv
import hashlib
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from email.parser import Parser
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from addin.errors import AddinError
from addin.lite.files import MAIN, requirements, write
from addin.lite.wheel import wheel, wheel_name

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(wheel()))


def owed() -> set[str]:
    """Give what must be in it: all of models, its packs and its translations."""
    files = (ROOT / "models").rglob("*")
    kinds = {".py", ".toml", ".mo"}
    return {one.relative_to(ROOT).as_posix() for one in files if one.suffix in kinds}


def test_every_module_pack_and_translation_is_in_it(archive: zipfile.ZipFile) -> None:
    """A pack that was forgotten would be a rule that Excel does not know."""
    assert owed() <= set(archive.namelist())
    assert any(name.endswith("national.toml") for name in archive.namelist())
    assert any(name.endswith(".mo") for name in archive.namelist())


def test_nothing_of_the_other_hosts_and_the_sync_job_is_in_it(archive: zipfile.ZipFile) -> None:
    """Only models, the functions, and the one module that Lite loads."""
    tops = {name.partition("/")[0] for name in archive.namelist()}
    information = {top for top in tops if top.endswith(".dist-info")}
    assert tops - information == {"models", "addin", "rostercheck_formulas.py"}
    inner = {
        n.split("/")[1] for n in archive.namelist() if n.startswith("addin/") and n.count("/") > 1
    }
    assert inner == {"lite"}


@pytest.mark.slow
def test_it_stands_on_pydantic_alone(archive: zipfile.ZipFile) -> None:
    """What its modules import is Python's own, pydantic, itself, and in one module xlwings."""
    own = {"models", "addin", *sys.stdlib_module_names}
    foreign: dict[str, set[str]] = {}
    for name in archive.namelist():
        if not name.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(archive.read(name))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names.append(node.module or "")
            for top in {one.partition(".")[0] for one in names} - own:
                foreign.setdefault(top, set()).add(name)
    assert foreign.pop("xlwings") == {"addin/lite/functions.py"}
    assert set(foreign) == {"pydantic", "pydantic_core"} & set(foreign)
    head = Parser().parsestr(
        archive.read(next(n for n in archive.namelist() if n.endswith("/METADATA"))).decode()
    )
    assert head.get_all("Requires-Dist") == ["pydantic>=2.11"]


def test_its_record_names_every_file_with_its_digest(archive: zipfile.ZipFile) -> None:
    """Tools that install it hold each file against the record."""
    place = next(n for n in archive.namelist() if n.endswith("/RECORD"))
    lines = {row[0]: row[1] for row in csv.reader(StringIO(archive.read(place).decode()))}
    assert set(lines) == set(archive.namelist())
    for name, digest in lines.items():
        if name != place:
            whole = hashlib.sha256(archive.read(name)).digest()
            assert digest == "sha256=" + urlsafe_b64encode(whole).rstrip(b"=").decode()


def test_the_licence_goes_with_it(archive: zipfile.ZipFile) -> None:
    """The MIT licence asks for its text in every copy."""
    place = next(name for name in archive.namelist() if name.endswith("/licenses/LICENSE"))
    assert archive.read(place) == (ROOT / "LICENSE").read_bytes()


def test_it_is_the_same_file_each_time() -> None:
    """The same version is the same package, byte for byte."""
    assert wheel() == wheel()


@pytest.mark.slow
def test_pip_takes_it(tmp_path: Path) -> None:
    """It is a wheel for others than us, too."""
    file = tmp_path / wheel_name()
    file.write_bytes(wheel())
    words = ("install", "--quiet", "--no-deps", "--disable-pip-version-check", "--target")
    subprocess.run([sys.executable, "-m", "pip", *words, tmp_path / "in", file], check=True)
    assert (tmp_path / "in" / "rostercheck_formulas.py").is_file()


def test_what_is_written_names_what_is_written(tmp_path: Path) -> None:
    """main.py is one line that the package answers; requirements.txt asks for this version."""
    main, needed, package = write(tmp_path / "new")
    assert main.read_text() == MAIN == "from rostercheck_formulas import *\n"
    name, _, number = needed.read_text().strip().partition("==")
    assert package.name == f"{name.replace('-', '_')}-{number}-py3-none-any.whl"
    there = "https://example.org/rostercheck_formulas-0.1.0-py3-none-any.whl"
    assert requirements(there) == f"{there}\n"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """No traceback: which folder, why, and what to do."""
    (tmp_path / "file").write_text("")
    with pytest.raises(AddinError, match=r"could not be written to .*file.* --to"):
        write(tmp_path / "file")


def test_a_file_is_no_place_for_three(tmp_path: Path) -> None:
    """--to main.py names a file where a folder is needed: it is said, and nothing is written."""
    with pytest.raises(AddinError, match=r"are 3, so they go into a folder, and .*main\.py is"):
        write(tmp_path / "main.py")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address",
    ["nonsense", "http://example.org/rostercheck_formulas-0.1.0-py3-none-any.whl",
     "https://example.org/rostercheck.whl", "https://example.org/"],
)  # fmt: skip
def test_an_address_that_nothing_can_be_fetched_from_is_refused(address, tmp_path: Path) -> None:
    """It is said here, and not by an installer inside Excel; nothing is written."""
    with pytest.raises(AddinError, match="cannot be the address of the package"):
        write(tmp_path / "new", address)
    assert not (tmp_path / "new").exists()


def test_outside_of_lite_the_module_says_where_it_belongs() -> None:
    """xlwings' decorators do nothing here; an import that passed would prove nothing."""
    code = "import addin.lite.functions"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    last = ran.stderr.strip().splitlines()[-1]
    assert last.startswith("addin.errors.HostMissing: These formulas are for xlwings Lite")


def test_the_command_writes_three_files_and_says_the_clicks(tmp_path: Path) -> None:
    """What a person types, and what they read next."""
    there = "https://example.org/rostercheck_formulas-0.1.0-py3-none-any.whl"
    words = ["addin", "lite", "--to", str(tmp_path), "--package-url", there]
    done = subprocess.run(
        [sys.executable, "-m", "sync", *words], capture_output=True, encoding="utf-8", check=True
    )
    assert {one.name for one in tmp_path.iterdir()} == {
        "main.py",
        "requirements.txt",
        wheel_name(),
    }
    assert (tmp_path / "requirements.txt").read_text() == f"{there}\n"
    assert "xlwings Lite" in done.stdout
    assert "PyPI" not in done.stdout
