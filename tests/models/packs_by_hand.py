"""Packs written in a test: laid over those that ship, which are read once."""

from __future__ import annotations

from functools import cache

from models.layering import read_shipped

HEAD = 'schema = 1\nid = "mine"\nname = "Mine"\nversion = "1"\nsummary = "s"\n'
SHIPPED = cache(read_shipped)


def over(pack_id: str, text: str):
    """Give the name and the reader of a pack with this text over another."""
    mine = f'{HEAD}extends = "{pack_id}"\n{text}'

    def read(name: str) -> str:
        return mine if name == "mine" else SHIPPED(name)

    return "mine", read
