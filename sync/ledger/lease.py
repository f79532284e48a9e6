"""The lease: where several machines share a ledger, one of them works at a time."""

from __future__ import annotations

import platform
import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

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
                moment = server_time(session)
                if row is None:
                    session.add(self._row(moment))
                elif row.expires > moment:
                    raise _taken(row)
                else:
                    row.holder, row.host = self.holder, platform.node()
                    row.expires = moment + LASTS
        except IntegrityError:  # two took it for the first time at the same moment
            raise NightAtWork(
                "Another machine has just begun its night; nothing was done here."
            ) from None

    def _row(self, moment: datetime) -> Lease:
        host = platform.node()
        return Lease(name=NAME, holder=self.holder, host=host, expires=moment + LASTS)

    def renew(self) -> None:
        """Hold it for a while longer. Raises NightAtWork when it was lost in the meantime."""
        with self._ledger.session() as session:
            row = session.scalar(select(Lease).where(Lease.name == NAME).with_for_update())
            if row is None or row.holder != self.holder:
                raise NightAtWork(
                    "Another machine took over, because this one had not been heard of for "
                    f"{LASTS.seconds // 60} minutes. The rest of the night is left to it."
                )
            row.expires = server_time(session) + LASTS

    def give_back(self) -> None:
        """Give it back, so that others need not wait."""
        with self._ledger.session() as session:
            mine = (Lease.name == NAME, Lease.holder == self.holder)
            session.execute(delete(Lease).where(*mine))


def server_time(session: Session) -> datetime:
    """Give the moment by the clock of the server: those of the machines may differ."""
    if session.get_bind().dialect.name == "sqlite":
        return now()
    moment: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return moment.astimezone(UTC)


def _taken(row: Lease) -> NightAtWork:
    return NightAtWork(
        f"A night is at work already on {row.host}; nothing was done here. "
        "If that machine was switched off, try again in a quarter of an hour."
    )
