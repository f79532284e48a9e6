"""Everything that a pack shows: the ledger keeps it, and the template is given nothing else."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict

from models.figures.shape import Figures
from sync.board.basis import Basis
from sync.board.numbers import Numbers

FORM = 2
"""The form of the content and of the page; counted up when a page comes out otherwise."""


class Content(BaseModel):
    """One pack. number: 0 until it is issued. replaces: the pack that it corrects.

    title: whose pack it is. near: where "about 40" is shown, by the name of the cell. said: words
    in the place of a number, likewise. since, previous: the day or the pack that was asked for to
    compare with. basis: what it rests on; packs of earlier versions do not say it. revealed:
    every number that this pack shows; of its own day first, then of others.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    form: int = FORM
    number: int = 0
    replaces: int | None = None
    title: str
    figures: Figures
    near: Mapping[str, float] = {}
    said: Mapping[str, str] = {}
    since: date | None = None
    previous: int | None = None
    basis: Basis | None = None
    revealed: tuple[Numbers, ...] = ()

    @property
    def as_of(self) -> date:
        """The day that it is about."""
        return self.figures.as_of

    def packed(self) -> bytes:
        """Write it in few bytes."""
        return zlib.compress(self.model_dump_json().encode(), 9)

    @classmethod
    def unpacked(cls, data: bytes) -> Content:
        """Read it again."""
        return cls.model_validate_json(zlib.decompress(data))
