"""The extension as a file: what is in it, that it needs no kit, and that any Python can run it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from struct import unpack_from
from xml.etree import ElementTree as ET

import pytest

from addin.errors import AddinError
from addin.functions import FUNCTIONS
from addin.libreoffice import install as installing
from addin.libreoffice.bundle.pythonpath import rostercheck_found
from addin.libreoffice.install import install, write
from addin.libreoffice.oxt import FILE_NAME, extension, method_name
from addin.registry import Takes

OORS = "{http://openoffice.org/2001/registry}"
OFFICE = {"uno", "unohelper", "com", "org"}
OURS = {f"rostercheck_{one}" for one in ("cells", "found", "program", "ranges", "worker")}


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(extension("/opt/rostercheck/bin/python")))


class Registry:
    """Reads a type registry as its specification says, apart from how we write it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        assert data[:8] == b"UNOIDL\xff\0"
        self.root = unpack_from("<II", data, 8)

    def number(self, at: int) -> tuple[int, int]:
        return unpack_from("<I", self.data, at)[0], at + 4

    def text(self, at: int) -> tuple[str, int]:
        length, begin = self.number(at)
        if length & 0x80000000:
            return self.text(length & 0x7FFFFFFF)[0], begin
        return self.data[begin : begin + length].decode("ascii"), begin + length

    def entry(self, place: int) -> tuple[str, int]:
        begin, payload = unpack_from("<II", self.data, place)
        return self.data[begin : self.data.index(0, begin)].decode("ascii"), payload

    def interface(self) -> tuple[str, dict[str, tuple[str, list[tuple[str, str]]]]]:
        """Give the name of the one interface, and its methods: (gives, [(name, type)])."""
        place, count = self.root
        names = []
        while True:
            assert count == 1
            name, payload = self.entry(place)
            names.append(name)
            kind = self.data[payload]
            if kind == 5:
                return ".".join(names), self.methods(payload + 1)
            assert kind == 0
            count, place = self.number(payload + 1)

    def methods(self, at: int) -> dict[str, tuple[str, list[tuple[str, str]]]]:
        bases, at = self.number(at)
        assert bases == 1
        base, at = self.text(at)
        assert base == "com.sun.star.uno.XInterface"
        (optional, attributes), at = unpack_from("<II", self.data, at), at + 8
        assert (optional, attributes) == (0, 0)
        count, at = self.number(at)
        found = {}
        for _ in range(count):
            name, at = self.text(at)
            gives, at = self.text(at)
            parameters = []
            inner, at = self.number(at)
            for _ in range(inner):
                assert self.data[at] == 0  # only read
                what, at = self.text(at + 1)
                kind, at = self.text(at)
                parameters.append((what, kind))
            exceptions, at = self.number(at)
            assert exceptions == 0
            found[name] = (gives, parameters)
        return found


def test_the_type_registry_declares_every_formula_with_its_arguments(
    archive: zipfile.ZipFile,
) -> None:
    """Calc knows a formula by what stands here: a range where one is needed, else anything."""
    name, methods = Registry(archive.read("formulas.rdb")).interface()
    assert name == "org.rostercheck.XFormulas"
    assert list(methods) == [method_name(one) for one in FUNCTIONS]
    for function in FUNCTIONS:
        gives, parameters = methods[method_name(function)]
        assert gives == "[][]any"
        assert parameters[0] == ("document", "com.sun.star.beans.XPropertySet")
        assert [what for what, _ in parameters[1:]] == [one.name for one in function.parameters]
        for one, (_, kind) in zip(function.parameters, parameters[1:], strict=True):
            a_range = one.takes is Takes.TABLE and not one.optional
            assert kind == ("com.sun.star.table.XCellRange" if a_range else "any")


def test_the_manifest_names_every_part_that_the_office_has_to_load(
    archive: zipfile.ZipFile,
) -> None:
    """A part that is not named is not there."""
    space = "{http://openoffice.org/2001/manifest}"
    root = ET.fromstring(archive.read("META-INF/manifest.xml"))
    named = {one.attrib[f"{space}full-path"] for one in root}
    loaded = {
        name
        for name in archive.namelist()
        if "/" not in name and name not in {"contents.json", "description.xml"}
    }
    assert named == loaded


def test_every_formula_and_argument_has_its_help(archive: zipfile.ZipFile) -> None:
    """The Function Wizard says what the registry says."""
    root = ET.fromstring(archive.read("CalcAddIns.xcu"))
    nodes = {one.attrib[f"{OORS}name"]: one for one in root.iter("node")}
    for function in FUNCTIONS:
        node = nodes[method_name(function)]
        texts = [one.text for one in node.iter("value")]
        assert texts[:2] == [function.name, function.summary]
        for parameter in function.parameters:
            assert {parameter.name, parameter.help} <= set(texts)


def test_what_runs_in_the_office_is_plain_python_of_long_ago(archive: zipfile.ZipFile) -> None:
    """The office brings its own Python: nothing to install into it, nothing newer than 3.8."""
    modules = [name for name in archive.namelist() if name.endswith(".py")]
    assert len(modules) >= 4
    for name in modules:
        tree = ast.parse(archive.read(name), feature_version=(3, 8))
        imported = {
            top.partition(".")[0]
            for node in ast.walk(tree)
            for top in (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert imported <= {*sys.stdlib_module_names, *OFFICE, *OURS}, name
        assert "from __future__ import annotations" in archive.read(name).decode()


def test_it_knows_the_python_that_made_it(archive: zipfile.ZipFile) -> None:
    """Where Rostercheck is installed is written into it."""
    contents = json.loads(archive.read("contents.json"))
    assert contents["python"] == "/opt/rostercheck/bin/python"
    assert [one["name"] for one in contents["functions"]] == [one.name for one in FUNCTIONS]


def test_it_is_the_same_file_each_time() -> None:
    """The same version on the same computer is the same extension, byte for byte."""
    assert extension() == extension()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """No traceback: which folder, why, and what to do."""
    (tmp_path / "file").write_text("")
    with pytest.raises(AddinError, match=r"could not be written to .*file.* --to"):
        write(tmp_path / "file")


def fake(folder: Path, script: str) -> None:
    """Put a program of this name, and only it, on the path."""
    program = folder / "unopkg"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_installing_hands_the_file_to_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice's own tool gets the file, and replaces an older one."""
    fake(tmp_path, f'echo "$@" > "{tmp_path}/asked"')
    monkeypatch.setenv("PATH", str(tmp_path))
    file = write(tmp_path / "new")
    install(file)
    assert (tmp_path / "asked").read_text() == f"add --force {tmp_path}/new/{FILE_NAME}\n"


def test_installing_keeps_the_virtualenv_away_from_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an activated virtualenv the office's Python would take the virtualenv's for its own."""
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "pyvenv.cfg").write_text("")
    fake(tmp_path, f'echo "$PATH" "$VIRTUAL_ENV" > "{tmp_path}/asked"')
    monkeypatch.setenv("PATH", f"{tmp_path}/venv/bin:{tmp_path}")
    monkeypatch.setenv("VIRTUAL_ENV", f"{tmp_path}/venv")
    install(write(tmp_path / "new"))
    assert (tmp_path / "asked").read_text().split() == [str(tmp_path)]


def test_a_refusal_says_why_and_what_to_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mostly an office that is still open; by hand it works, too."""
    fake(tmp_path, 'echo "ERROR: the office is running" >&2; exit 1')
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AddinError) as refused:
        install(tmp_path / FILE_NAME)
    said = str(refused.value)
    assert "Close all its windows" in said
    assert "it says: the office is running" in said
    assert "Tools > Extension Manager" in said


def test_without_libreoffice_the_file_is_there_and_the_clicks_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She may carry it to another computer."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(installing, "_ELSEWHERE", ())
    with pytest.raises(AddinError, match=r"LibreOffice cannot be found\. The extension is .*Add"):
        install(tmp_path / FILE_NAME)


def test_the_command_writes_the_extension_and_says_the_clicks(tmp_path: Path) -> None:
    """What a person types, and what they read next."""
    words = [sys.executable, "-m", "sync", "addin", "libreoffice", "--to", str(tmp_path / "new")]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=True)
    assert (tmp_path / "new" / FILE_NAME).read_bytes() == extension()
    assert "Tools > Extension Manager" in done.stdout


def test_a_file_that_is_named_is_that_file(tmp_path: Path) -> None:
    """--to My.oxt makes the file My.oxt; a folder of that name is a folder."""
    assert write(tmp_path / "new" / "My.oxt") == tmp_path / "new" / "My.oxt"
    assert (tmp_path / "new" / "My.oxt").read_bytes() == extension()
    (tmp_path / "Folder.oxt").mkdir()
    assert write(tmp_path / "Folder.oxt") == tmp_path / "Folder.oxt" / FILE_NAME
    hers = tmp_path / "hers.OXT"
    hers.write_bytes(b"other")
    with pytest.raises(AddinError, match="is there already, and is not of Rostercheck"):
        write(hers)
    assert hers.read_bytes() == b"other"


def test_the_python_that_is_named_goes_before_the_one_that_made_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First what the environment says, then what is written in, then the program on the path."""
    monkeypatch.setattr(rostercheck_found, "FOLDER", tmp_path)
    (tmp_path / "contents.json").write_text('{"python": "/built/python"}')
    monkeypatch.setenv("ROSTERCHECK_PYTHON", "/named/python")
    program = tmp_path / "rostercheck"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    found = rostercheck_found.commands("addin.worker", "addin", "worker")
    assert [one[0] for one in found][:3] == ["/named/python", "/built/python", str(program)]
    assert found[1][1:] == ["-I", "-X", "utf8", "-m", "addin.worker"]
    assert found[2][1:] == ["addin", "worker"]
    monkeypatch.delenv("ROSTERCHECK_PYTHON")
    assert rostercheck_found.commands("sync")[0][0] == "/built/python"


@pytest.mark.parametrize(
    ("said", "seconds"), [("2.5", 2.5), ("", 60), ("soon", 60), ("-1", 60), ("inf", 60)]
)
def test_how_long_a_formula_may_take_can_be_said(
    monkeypatch: pytest.MonkeyPatch, said: str, seconds: float
) -> None:
    """What is no number of seconds does not keep the extension from loading."""
    monkeypatch.setenv("ROSTERCHECK_SECONDS", said)
    assert rostercheck_found.seconds(60) == seconds
