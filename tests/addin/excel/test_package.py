"""The add-in as a file: a package that Excel, and whoever else reads such files, can open."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from addin.errors import HostMissing
from addin.excel.compound import Compound, CompoundError
from addin.excel.package import Settings, built, read_settings, template
from addin.excel.vba import BUTTONS, module_source
from addin.excel.vbaproject import VbaError, packed, replaced, sources, unpacked
from addin.functions import FUNCTIONS

SETTINGS = Settings("C:\\Users\\Ana & Bo\\venv\\Scripts\\pythonw.exe", "0.37.8", "0.1.0")
OURS = "RibbonMyAddin"


@pytest.fixture(scope="module")
def base() -> bytes:
    return template()


@pytest.fixture(scope="module")
def add_in(base: bytes) -> bytes:
    return built(base, SETTINGS)


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def test_it_holds_every_formula_and_button(add_in: bytes) -> None:
    """Formulas, buttons and help texts stand in its VBA; nothing has to be imported in Excel."""
    found = sources(part(add_in, "xl/vbaProject.bin"))
    assert found[OURS] == module_source(OURS)
    for one in FUNCTIONS:
        assert f"Function {one.name}(" in found[OURS]
    for macro in BUTTONS:
        assert f"Sub {macro}(control As IRibbonControl)" in found[OURS]


def test_every_button_calls_something_that_is_there(add_in: bytes) -> None:
    """The three buttons call the three macros, and these call functions that there are."""
    ribbon = ElementTree.fromstring(part(add_in, "customUI/customUI.xml"))
    buttons = [one for one in ribbon.iter() if one.tag.endswith("}button")]
    assert [one.get("label") for one in buttons] == ["Check now", "Explain this row", "Clear marks"]
    assert [one.get("onAction") for one in buttons] == list(BUTTONS)
    work = importlib.import_module("addin.excel.ribbon")
    assert all(callable(getattr(work, name)) for name in BUTTONS.values())


def test_it_starts_the_python_that_it_was_made_by(add_in: bytes) -> None:
    """xlwings finds the settings of the add-in by its name, and a folder with odd letters too."""
    book = load_workbook(io.BytesIO(add_in))
    rows = dict(book.get_sheet_by_name("rostercheck.conf").to_python())
    assert rows["INTERPRETER_WIN"] == SETTINGS.python
    assert rows["UDF MODULES"] == "addin.excel.udfs"
    assert rows["USE UDF SERVER"] is True
    assert rows["ADD_WORKBOOK_TO_PYTHONPATH"] is False
    assert read_settings(add_in)["INTERPRETER_WIN"] == SETTINGS.python
    assert 'PROJECT_NAME As String = "rostercheck"' in sources(
        part(add_in, "xl/vbaProject.bin")
    )["xlwings"]  # fmt: skip


def test_no_names_of_others_stand_in_it(add_in: bytes) -> None:
    """The folder of whoever made xlwings' add-in is not carried on."""
    with zipfile.ZipFile(io.BytesIO(add_in)) as package:
        for name in package.namelist():
            assert b"C:\\Users\\felix" not in package.read(name), name
        assert package.testzip() is None


def test_the_rest_of_xlwings_add_in_is_as_it_was(base: bytes, add_in: bytes) -> None:
    """Of its VBA only our module is another, and one line, by which it finds our settings."""
    before, after = (sources(part(data, "xl/vbaProject.bin")) for data in (base, add_in))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {OURS, "xlwings"}
    lines = zip(before["xlwings"].splitlines(), after["xlwings"].splitlines(), strict=True)
    assert sum(one != other for one, other in lines) == 1


def test_the_same_add_in_has_the_same_bytes(base: bytes, add_in: bytes) -> None:
    """Made twice, it is the same file."""
    assert built(base, SETTINGS) == add_in


def test_a_template_of_another_form_is_refused(base: bytes) -> None:
    """A later xlwings may ship something else; then a sentence says so, and nothing is written."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", "")
    with pytest.raises(HostMissing, match="another form"):
        built(out.getvalue(), SETTINGS)
    with pytest.raises(VbaError, match="no module Nothing"):
        replaced(part(base, "xl/vbaProject.bin"), {"Nothing": ""})
    with pytest.raises(CompoundError):
        sources(b"PK nonsense")


def test_a_project_with_more_than_sources_is_refused(base: bytes) -> None:
    """Where Excel would take what was compiled rather than the sources, nothing is replaced."""
    project = Compound(part(base, "xl/vbaProject.bin"))
    project.streams["_VBA_PROJECT"] = b"\xcc\x61\xb5\x00\x00\x01\x00"
    with pytest.raises(VbaError, match="another form"):
        replaced(project.to_bytes(), {OURS: ""})


def test_other_files_have_no_settings() -> None:
    """What is no add-in of ours has no settings; it is not an error."""
    assert read_settings(b"nonsense") == {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/worksheets/sheet1.xml", "<broken")
    assert read_settings(out.getvalue()) == {}


texts = st.one_of(
    st.binary(max_size=9_000),
    st.lists(st.sampled_from([b"Function ", b"\r\n", b"a", b"ROSTER_"]), max_size=3_000).map(
        b"".join
    ),
)


@given(texts)
def test_what_is_packed_is_unpacked(data: bytes) -> None:
    """The packing of VBA loses nothing; a last piece that would grow is filled up with zeros."""
    again = unpacked(packed(data))
    assert again[: len(data)] == data
    assert not again[len(data) :].strip(b"\0")
    for at in pieces(packed(data)):
        assert at <= 4098


def pieces(data: bytes) -> list[int]:
    """The sizes of the pieces, as their heads say."""
    found, at = [], 1
    while at < len(data):
        size = (int.from_bytes(data[at : at + 2], "little") & 0x0FFF) + 3
        found.append(size)
        at += size
    assert at == len(data)
    return found


@given(st.lists(st.integers(0, 20_000), min_size=7, max_size=7))
def test_a_compound_file_keeps_streams_of_any_size(sizes: list[int]) -> None:
    """Streams that grow, shrink and vanish are found again, each with its own bytes."""
    project = Compound(PROJECT)
    for name, size in zip(list(project.streams), sizes, strict=False):
        project.streams[name] = (name.encode() * (size // len(name) + 1))[:size]
    assert Compound(project.to_bytes()).streams == project.streams


PROJECT = part(template(), "xl/vbaProject.bin")


def test_the_sources_are_lines_that_vba_reads(add_in: bytes) -> None:
    """Every block that begins ends, and no text stands outside of one."""
    source = sources(part(add_in, "xl/vbaProject.bin"))[OURS]
    starts = len(re.findall(r"(?m)^(?:Function|Sub|Private Sub) ", source))
    assert starts == len(re.findall(r"(?m)^End (?:Function|Sub)\r?$", source))
    assert starts == len(FUNCTIONS) + len(BUTTONS) + 4
    assert source.count("#If") == source.count("#End If")
