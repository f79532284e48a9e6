"""The lease: where several machines share a ledger, one of them works at a time."""

from __future__ import annotations

import platform
import uuid
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from sync.errors import NightAtWork
from sync.ledger.opening import Ledger
from sync.ledger.runs import now
from sync.ledger.tables import Lease

NAME = "night"
LASTS = timedelta(minutes=15)
"""A machine that was switched off holds the others up for so long at most."""


class HeldLease:
    """The right to work, taken at a moment, for a while; `renew` as the work goes on."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.holder = uuid.uuid4().hex

    def take(self) -> None:
        """Take the lease. Raises NightAtWork when another machine holds it."""
        try:
            with self._ledger.session() as session:
                row = session.scalar(select(Lease).where(Lease.name == NAME).with_for_update())
                if row is None:
                    session.add(self._row())
                elif row.expires > now():
                    raise _taken(row)
                else:
                    row.holder, row.host = self.holder, platform.node()
                    row.expires = now() + LASTS
        except IntegrityError:  # two took it for the first time at the same moment
            raise NightAtWork(
                "Another machine has just begun its night; nothing was done here."
            ) from None

    def _row(self) -> Lease:
        return Lease(name=NAME, holder=self.holder, host=platform.node(), expires=now() + LASTS)

    def renew(self) -> None:
        """Hold it for a while longer. Raises NightAtWork when it was lost in the meantime."""
        with self._ledger.session() as session:
            row = session.scalar(select(Lease).where(Lease.name == NAME).with_for_update())
            if row is None or row.holder != self.holder:
                raise NightAtWork(
                    "Another machine took over, because this one had not been heard of for "
                    f"{LASTS.seconds // 60} minutes. The rest of the night is left to it."
                )
            row.expires = now() + LASTS

    def give_back(self) -> None:
        """Give it back, so that others need not wait."""
        with self._ledger.session() as session:
            mine = (Lease.name == NAME, Lease.holder == self.holder)
            session.execute(delete(Lease).where(*mine))


def _taken(row: Lease) -> NightAtWork:
    return NightAtWork(
        f"A night is at work already on {row.host}; nothing was done here. "
        "If that machine was switched off, try again in a quarter of an hour."
    )
