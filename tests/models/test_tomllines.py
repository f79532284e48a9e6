"""The line of every key of a TOML text is found, however it is laid out."""

from __future__ import annotations

import tomllib

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from models.layering import read_shipped, shipped
from models.tomllines import lines
from tests.examples import tries

KEYS = st.text("abcXYZ019_-. \"'é", min_size=1, max_size=6)
LEAVES = st.one_of(
    st.integers(-5, 5), st.booleans(), st.dates(), st.text("ab\"'\\#[]{},=\n é", max_size=12)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


def paths(value, path=()):
    """Give the path of everything below a value."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, one in value.items():
            yield from paths(one, (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from paths(one, (*path, at))


@settings(max_examples=tries(200), deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_path_of_a_text_has_a_line(data) -> None:
    """Whatever the library writes, tables, lists of tables, texts over lines, is found again."""
    text = tomlkit.dumps(data)
    read = tomllib.loads(text)
    found = lines(text)
    assert set(paths(read)) <= set(found)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())


@settings(max_examples=tries(200), deadline=None)
@given(st.text("[]{}=.,\"'#\n\\ ab1", max_size=40))
def test_what_is_no_toml_ends(text) -> None:
    """A text that cannot be read gives some lines or none, and no error."""
    assert isinstance(dict(lines(text)), dict)


@pytest.mark.parametrize("pack_id", ["national", "wisconsin", "michigan"])
def test_a_key_stands_on_its_line(pack_id: str) -> None:
    """In the packs that ship, the line that is told holds the key."""
    text = read_shipped(pack_id)
    said = text.splitlines()
    for path, line in lines(text).items():
        if isinstance(path[-1], str):
            assert path[-1] in said[line - 1]


def test_every_pack_is_walked_whole() -> None:
    """Every key of every pack has its line."""
    for pack_id in shipped():
        text = read_shipped(pack_id)
        assert set(paths(tomllib.loads(text))) <= set(lines(text))
