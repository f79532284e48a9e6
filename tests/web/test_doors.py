"""Who gets in: only who has the token, and nothing is shown or done without a session."""

from __future__ import annotations

import pytest

from addin.server.gate import Gate
from sync.web.pages import FORMS, PAGES
from sync.web.sessions import HOURS, Sessions
from tests.web.scene import TOKEN, Scene

ADDRESSES = [
    path.format(book=1, handle="m1", run=1) for path in PAGES
]  # fmt: skip


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    from tests.web.scene import make  # noqa: PLC0415

    return make(tmp_path_factory.mktemp("stranger")).visitor(logged_in=False)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_without_a_login(stranger, address) -> None:
    """Every page sends a stranger to the login, and tells nothing else."""
    found = stranger.get(address)
    assert found.status_code == 303
    assert found.headers["location"].startswith("/login")
    assert found.text == ""


@pytest.mark.parametrize("address", [path.format(book=1, run=1) for path in FORMS])
def test_nothing_is_done_without_a_login(stranger, address) -> None:
    """No form of a stranger does anything."""
    found = stranger.post(address, {"csrf": "x", "digest": "y"})
    assert found.status_code == 303
    assert found.headers["location"] == "/login"


def test_the_token_lets_in_and_the_cookie_is_careful(scene: Scene) -> None:
    """The cookie cannot be read by a script, nor be sent from another site."""
    visitor = scene.visitor(logged_in=False)
    found = visitor.post("/login", {"token": f" {TOKEN}\n", "next": "/book/1/gaps"})
    assert found.status_code == 303
    assert found.headers["location"] == "/book/1/gaps"
    cookie = found.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert visitor.get("/book/1").status_code == 200


def test_behind_tls_the_cookie_travels_by_tls_alone(scene: Scene) -> None:
    """Where a program before the server speaks TLS, the cookie is never sent in the clear."""
    visitor = scene.visitor(logged_in=False)
    found = visitor.post("/login", {"token": TOKEN}, headers={"x-forwarded-proto": "https"})
    assert "Secure" in found.headers["set-cookie"]


def test_a_wrong_token_is_refused_and_after_many_tries_one_has_to_wait(scene: Scene) -> None:
    """Guessing is slowed down; the page says for how long."""
    visitor = scene.visitor(logged_in=False, gate=Gate(TOKEN, wrong_per_minute=3))
    codes = [visitor.post("/login", {"token": "guess"}).status_code for _ in range(4)]
    assert codes[0] == 401
    assert codes[-1] == 429
    last = visitor.post("/login", {"token": "guess"})
    assert int(last.headers["retry-after"]) >= 1
    assert "Too many tries" in last.text
    assert "set-cookie" not in last.headers


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "x"]
)
def test_the_login_leads_to_no_other_site(scene: Scene, after) -> None:
    """An address in a link cannot send anybody elsewhere after the login."""
    visitor = scene.visitor(logged_in=False)
    found = visitor.post("/login", {"token": TOKEN, "next": after})
    assert found.headers["location"] == "/"


def test_after_logging_out_the_old_cookie_opens_nothing(scene: Scene) -> None:
    """Logging out ends the session at the server, wherever a copy of the cookie is."""
    visitor = scene.visitor()
    kept = dict(visitor.cookies)
    out = visitor.post("/logout", {"csrf": visitor.csrf("/book/1/people")})
    assert out.headers["location"] == "/login?out=1"
    visitor.cookies.update(kept)
    assert visitor.get("/book/1").status_code == 303


@pytest.mark.parametrize("csrf", ["", "x", "ä"])
def test_a_form_without_the_sessions_secret_does_nothing(scene: Scene, csrf) -> None:
    """A page elsewhere cannot make her browser do anything here."""
    visitor = scene.visitor()
    assert visitor.post("/logout", {"csrf": csrf}).status_code == 403
    assert visitor.get("/book/1/people").status_code == 200


def test_a_form_sent_from_another_site_does_nothing(scene: Scene) -> None:
    """What the browser says of where a form comes from is believed."""
    visitor = scene.visitor()
    csrf = visitor.csrf("/book/1/people")
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert visitor.post("/logout", {"csrf": csrf}, headers=elsewhere).status_code == 403
    assert visitor.post("/login", {"token": TOKEN}, headers=elsewhere).status_code == 403


@pytest.mark.parametrize("cookie", ["", "x", "x.y", "é.é", "." * 5000])
def test_a_made_up_cookie_is_no_session(scene: Scene, cookie) -> None:
    """Whatever stands in the cookie, without our signature it is nothing."""
    assert Sessions().of(cookie) is None


def test_a_session_ends_by_itself() -> None:
    """A browser that is left open is logged out after some hours."""
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    cookie = sessions.begin()
    now[0] += HOURS * 3600 - 1
    assert sessions.of(cookie) is not None
    now[0] += HOURS * 3600 + 1
    assert sessions.of(cookie) is None


def test_every_answer_forbids_scripts_of_others_and_keeping(scene: Scene) -> None:
    """No page is kept by a browser or a proxy; nothing but our own files is loaded into it."""
    visitor = scene.visitor()
    for address in ("/login", "/book/1", "/book/1/gaps", "/book/7", "/static/web.css"):
        headers = visitor.get(address).headers
        assert headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("name", ["../pages.py", "..%2fpages.py", "base.html.j2", "nothing.css"])
def test_nothing_but_the_styles_and_the_script_is_given_out(stranger, name) -> None:
    """No other file of the program or the computer can be asked for."""
    assert stranger.get(f"/static/{name}").status_code == 404
