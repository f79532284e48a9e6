"""Letters and pings, over a real mail server and a real web server on this computer."""

from __future__ import annotations

import email
import email.policy
import http.server
import socket
import threading
from datetime import date, timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from aiosmtpd.smtp import AuthResult
from sqlalchemy import select

from sync.config import read_config
from sync.ledger import open_ledger
from sync.ledger.history import members_named
from sync.ledger.tables import Notice
from sync.ledger.upkeep import export, forget
from sync.nightly.night import run_night
from sync.notify.after import after_night
from sync.notify.post import Server
from tests.nightly.conftest import DAY, SimulatedClock
from tests.notify.certificates import served_from

HEAD = "Full Name,E-mail,Category,Date endorsed,Membership expires,Training hrs\n"
ANA = "Ana Ruiz,ana@example.org,IFS,2020-05-01,2027-12-31,20\n"
BEN = "Ben Oak,ben@example.org,IMHS,2020-05-01,2026-06-30,3\n"
CY = "Cy Elm,cy@example.org,IMHS,2020-05-01,2027-06-30,3\n"


class Box(Message):
    """Keeps what a mail server is given."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list[email.message.Message] = []

    def handle_message(self, message) -> None:
        self.got.append(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server():
    """A mail server that asks for a password."""
    box = Box()

    def known(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"open sesame", handled=False)

    found = Controller(
        box, hostname="127.0.0.1", port=free_port(), auth_require_tls=False, authenticator=known
    )
    found.start()
    found.box = box
    yield found
    found.stop()


class Office:
    def __init__(self, folder) -> None:
        self.folder = folder
        self.ledger = open_ledger(folder / "ledger.sqlite")
        self.extra = ""
        self.recipients = 'recipients = ["joan@example.org"]\n'
        self.write(ANA, BEN, CY)

    def write(self, *rows: str, head: str = HEAD) -> None:
        (self.folder / "members.csv").write_text(head + "".join(rows))

    def night(self, as_of: date = DAY) -> list[str]:
        path = self.folder / "rostercheck.toml"
        path.write_text(
            '[[book]]\npath = "members.csv"\npack = "wisconsin"\ndate_order = "mdy"\n'
            f'flags = "none"\n{self.recipients}{self.extra}'
        )
        config = read_config(path)
        report = run_night(config, path, self.ledger, SimulatedClock(), as_of=as_of)
        self.after = after_night(config, path, self.ledger, report)
        return self.after.said

    def drafts(self) -> list[email.message.EmailMessage]:
        found = sorted((self.folder / "drafts").glob("*.eml"))
        return [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in found
        ]


@pytest.fixture
def office(tmp_path):
    found = Office(tmp_path)
    yield found
    found.ledger.close()


MAIL = '\n[mail]\nsender = "roster@example.org"\n'


def smtp(server, more: str = "") -> str:
    return (
        f'{MAIL}send = true\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\n'
        f'user = "ann"\npassword = {{ env = "TEST_PASSWORD" }}\n{more}'
    )


def test_a_digest_is_a_draft_unless_the_config_says_send(office) -> None:
    """One friendly page in a folder: who, what, by when; nothing goes over the net."""
    office.extra = MAIL
    said = office.night()
    assert "1 letter put into" in said[0]
    (draft,) = office.drafts()
    assert (draft["To"], draft["From"], draft["X-Unsent"]) == (
        "joan@example.org", "roster@example.org", "1",
    )  # fmt: skip
    text = draft.get_content()
    assert "Ben Oak" in text
    assert "Membership ended on 30 Jun 2026" in text
    assert "may settle" in text


def test_without_a_word_about_mail_the_recipients_get_drafts(office) -> None:
    """Naming who gets the digest is enough: a draft, to be sent from whoever opens it."""
    assert "1 letter put into" in office.night()[0]
    (draft,) = office.drafts()
    assert draft["To"] == "joan@example.org"
    assert draft["From"] is None
    assert draft["X-Unsent"] == "1"


def test_a_digest_comes_once_a_week(office) -> None:
    """However many nights a week has, and whichever of them were missed: one digest."""
    office.extra = MAIL
    assert office.night(date(2026, 11, 23))
    assert office.night(date(2026, 11, 24)) == []
    assert office.night(date(2026, 11, 29)) == []
    assert office.night(date(2026, 12, 2))
    assert len(office.drafts()) == 2


def test_letters_are_sent_by_smtp_with_a_password(office, server, monkeypatch) -> None:
    """With send = true the letter arrives at the server, under the user of the config."""
    monkeypatch.setenv("TEST_PASSWORD", "open sesame")
    office.extra = smtp(server)
    assert office.night() == ["1 letter sent."]
    (letter,) = server.box.got
    assert letter["To"] == "joan@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert not (office.folder / "drafts").exists()


def test_a_wrong_password_ends_in_a_sentence_and_heals(office, server, monkeypatch) -> None:
    """The night is good all the same; with the right password the letter goes out the next time."""
    monkeypatch.setenv("TEST_PASSWORD", "guess")
    office.extra = smtp(server)
    (said,) = office.night()
    assert "does not take the user and password" in said
    assert "guess" not in said
    monkeypatch.setenv("TEST_PASSWORD", "open sesame")
    assert office.night() == ["1 letter sent."]


def test_a_server_that_does_not_answer_ends_in_a_sentence(office, monkeypatch) -> None:
    """The sentence names host and port, and where to look."""
    monkeypatch.setenv("TEST_PASSWORD", "x")
    office.extra = f'{MAIL}send = true\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\n'
    (said,) = office.night()
    assert "127.0.0.1, port 1, cannot be used" in said


def test_a_letter_that_was_begun_goes_out_again_as_the_same(office, server, monkeypatch) -> None:
    """Stopped between sending and recording: it is sent once more, and under the same id."""
    monkeypatch.setenv("TEST_PASSWORD", "open sesame")
    office.extra = smtp(server)
    real = Server.take

    def stopped(self, letter) -> None:
        real(self, letter)
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "take", stopped)
    with pytest.raises(KeyboardInterrupt):
        office.night()
    monkeypatch.setattr(Server, "take", real)
    assert office.night() == ["1 letter sent."]
    assert office.night() == []
    first, second = server.box.got
    assert first["Message-ID"] == second["Message-ID"]


class Strict(Box):
    """Ends each connection with the code 421 after so many letters; asks for no sender it knows."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.given = most, 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name, self.given = hostname, 0
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.given += 1
        if self.given > self.most:
            return "421 Too many letters over one connection"
        envelope.mail_from = address
        return "250 OK"


def strict(most: int):
    found = Controller(Strict(most), hostname="127.0.0.1", port=free_port())
    found.box = found.handler
    return found


def plain(port: int) -> str:
    return f'{MAIL}send = true\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'


def test_a_server_that_takes_few_letters_at_a_time_gets_them_all(office) -> None:
    """Where the server ends a connection after each letter, the next one goes over a new one."""
    server = strict(1)
    server.start()
    office.extra = plain(server.port) + "members = true\n"
    assert office.night() == ["3 letters sent."]
    server.stop()
    assert sorted(letter["To"] for letter in server.box.got) == [
        "ben@example.org", "cy@example.org", "joan@example.org",
    ]  # fmt: skip


def test_a_server_that_takes_no_more_ends_it_for_this_night(office) -> None:
    """One sentence, not one for each letter; the next night sends what is left, nothing twice."""
    server = strict(0)
    server.start()
    office.extra = plain(server.port) + "members = true\n"
    said = office.night()
    assert said == [
        "A letter could not be sent: Too many letters over one connection.",
        "3 letters left; the next night tries again.",
    ]
    server.box.most = 10
    assert office.night() == ["3 letters sent."]
    assert office.night() == []
    server.stop()
    assert len(server.box.got) == 3


def behind_tls(security: str, context) -> Controller:
    """A mail server that speaks TLS from the first word, or once it is asked to."""
    if security == "tls":
        return Controller(Box(), hostname="127.0.0.1", port=free_port(), ssl_context=context)
    return Controller(
        Box(), hostname="127.0.0.1", port=free_port(), tls_context=context, require_starttls=True
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_letters_go_out_behind_tls(office, tmp_path, monkeypatch, security) -> None:
    """Both usual ways: the certificate is looked at, and the letter arrives."""
    context, authority = served_from(tmp_path)
    server = behind_tls(security, context)
    server.start()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    office.extra = plain(server.port).replace('"none"', f'"{security}"')
    assert office.night() == ["1 letter sent."]
    server.stop()
    assert [letter["To"] for letter in server.handler.got] == ["joan@example.org"]


def test_a_server_that_nobody_vouches_for_gets_nothing(office, tmp_path) -> None:
    """A certificate that is not known: a sentence, and neither password nor letter goes there."""
    context, _ = served_from(tmp_path)
    server = behind_tls("starttls", context)
    server.start()
    office.extra = plain(server.port).replace('"none"', '"starttls"')
    (said,) = office.night()
    server.stop()
    assert "certificate verify failed" in said
    assert "Look at [mail]" in said
    assert server.handler.got == []


def test_what_stands_for_an_address_and_is_none_stops_nothing(office) -> None:
    """Two addresses in one cell, or a line break: a sentence; everybody else gets a letter."""
    office.extra = f"{MAIL}members = true\n"
    office.write(CY.replace("cy@example.org", '"cy@example.org\nor call"'), BEN)
    said = office.night()
    assert {"joan@example.org", "ben@example.org"} == {draft["To"] for draft in office.drafts()}
    assert "2 letters put into" in said[0]


def members(more: str = "") -> str:
    return f'{MAIL}members = true\nsignature = "Lakeside Network"\n{more}'


def test_a_member_gets_only_her_own(office) -> None:
    """Each letter names one member, and nobody else's name, gap or address stands in it."""
    office.extra = members()
    office.night()
    letters = {draft["To"]: draft.get_content() for draft in office.drafts()}
    assert {"joan@example.org", "ben@example.org", "cy@example.org"} <= set(letters)
    ben = letters["ben@example.org"]
    assert "Ben Oak" in ben
    assert "Membership ended" in ben
    assert "Lakeside Network" in ben
    for other in ("Cy Elm", "Ana Ruiz", "cy@example.org", "ana@example.org"):
        assert other not in ben


def test_a_member_hears_once_in_each_stage(office) -> None:
    """Night after night of the last 90 days, with nights missed: one letter for each stage."""
    office.extra = members().replace("members = true", "members = true\nopt_out = []")
    office.write(CY)
    days = [date(2026, 10, 5), date(2026, 10, 6), date(2026, 11, 20), date(2026, 12, 9),
            date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 20)]  # fmt: skip
    for day in days:
        office.night(day)
    with office.ledger.session() as session:
        kept = session.scalars(select(Notice).where(Notice.kind == "member")).all()
        stages = [notice.stage for notice in kept]
    assert stages == [
        "2026-12-31 within 90 days", "2026-12-31 within 30 days", "2026-12-31 overdue",
    ]  # fmt: skip


def test_two_members_with_one_address_hear_each_for_herself(office) -> None:
    """A couple, or an office, shares an address: two letters, each about one of them, each once."""
    office.extra = members()
    office.write("W-1," + BEN, "W-2," + CY.replace("cy@", "ben@"), head=f"Member ID,{HEAD}")
    office.night()
    office.night()
    texts = [draft.get_content() for draft in office.drafts() if draft["To"] == "ben@example.org"]
    assert sorted(("Ben Oak" in text, "Cy Elm" in text) for text in texts) == [
        (False, True), (True, False),
    ]  # fmt: skip
    assert len({draft["Message-ID"] for draft in office.drafts()}) == 3


def test_who_cannot_be_told_apart_gets_no_letter_about_the_other(office) -> None:
    """One address, two names and no id: the coordinator hears of both, neither of the two does."""
    office.extra = members()
    office.write(BEN, CY.replace("cy@", "ben@"))
    office.night()
    (draft,) = office.drafts()
    assert draft["To"] == "joan@example.org"
    assert "Ben Oak / Cy Elm" in draft.get_content()
    for name in ("Ben Oak", "Elm, Cy"):
        with office.ledger.session() as session:
            assert members_named(session, name)
    with office.ledger.session() as session:
        forget(session, "Cy Elm")
        assert "Oak" not in "\n".join(export(session))


def test_two_rows_of_one_person_are_one_letter(office) -> None:
    """Who stands in two rows, for two endorsements, gets one letter about both."""
    office.extra = members()
    office.write(BEN, BEN.replace("IMHS", "IFS"))
    office.night()
    assert sorted(draft["To"] for draft in office.drafts()) == [
        "ben@example.org", "joan@example.org",
    ]  # fmt: skip


def test_what_is_overdue_does_not_hide_what_comes_next(office) -> None:
    """A membership ended long ago and stays so; of the hours that fall due later she hears too."""
    office.extra = members()
    office.write(BEN)
    days = [date(2026, 8, 1), date(2026, 8, 2), date(2026, 11, 1), date(2026, 12, 10)]
    heard = []
    for day in days:
        office.night(day)
        with office.ledger.session() as session:
            found = select(Notice.stage).where(Notice.kind == "member").order_by(Notice.id)
            heard.append(list(session.scalars(found)))
    assert heard[0] == heard[1] == ["2026-06-30 overdue"]
    assert heard[2] == ["2026-06-30 overdue", "2026-12-31 within 90 days"]
    assert heard[3] == [*heard[2], "2026-12-31 within 30 days"]


def test_who_opted_out_gets_nothing(office) -> None:
    """An address on the list gets no letter, however it is written."""
    office.extra = members('opt_out = ["Ben@Example.org"]\n')
    office.night()
    assert "ben@example.org" not in {draft["To"] for draft in office.drafts()}


def test_a_warning_goes_out_when_a_book_could_not_be_looked_at(office) -> None:
    """Once a day, to whom the config names, with the sentence that says what to do."""
    office.extra = f'{MAIL}warn = ["joan@example.org"]\n'
    (office.folder / "members.csv").write_text("Shopping\nMilk\n")
    office.night()
    office.night()
    (draft,) = office.drafts()
    assert "1 workbook could not be looked at" in draft["Subject"]
    assert "no list of people" in draft.get_content()


class Ears(http.server.BaseHTTPRequestHandler):
    """Notes which paths were called."""

    def do_GET(self) -> None:
        self.server.heard.append(self.path)
        self.send_response(200 if self.path != "/broken" else 500)
        self.end_headers()

    def log_message(self, *_words) -> None:
        pass


@pytest.fixture
def web():
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ears)
    found.heard = []
    thread = threading.Thread(target=found.serve_forever)
    thread.start()
    yield found
    found.shutdown()
    thread.join()
    found.server_close()


def test_a_good_night_is_pinged_and_a_bad_one_elsewhere(office, web, monkeypatch) -> None:
    """The address of the ping is called after a good night only; the other after a bad one."""
    office.recipients = ""
    base = f"http://127.0.0.1:{web.server_port}"
    monkeypatch.setenv("PING", f"{base}/good")
    office.extra = f'\n[ping]\nurl = {{ env = "PING" }}\nfailed = "{base}/failed"\n'
    assert office.night() == []
    (office.folder / "members.csv").write_text("Shopping\nMilk\n")
    assert office.night(DAY + timedelta(days=1)) == []
    assert web.heard == ["/good", "/failed"]


@pytest.mark.parametrize(
    ("url", "words"),
    [("{base}/broken", "it answered 500"), ("ftp://x/y", "begin with https"),
     ("http://127.0.0.1:1/x", "did not get through")],
)  # fmt: skip
def test_a_ping_that_fails_is_said_and_stops_nothing(office, web, url, words) -> None:
    """The night stays good; the sentence says what the address answered."""
    office.recipients = ""
    base = f"http://127.0.0.1:{web.server_port}"
    office.extra = f'\n[ping]\nurl = "{url.format(base=base)}"\n'
    (said,) = office.night()
    assert words in said
