"""Who gets in: nobody without the token, on no route but /healthz."""

from __future__ import annotations

import io
from functools import cache

import anyio
import httpx
import pytest

from addin.server.app import build_app
from addin.server.gate import Allowance, Gate
from addin.server.logs import log_to
from addin.server.settings import Settings

TOKEN = "a-token-that-is-long-enough-for-a-test"


@cache
def application():
    return build_app(Settings(TOKEN), log_to(io.StringIO()))


def client() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(application(), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://testserver")


def bearer(token: str = TOKEN) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def get(path: str, headers: dict[str, str] | None = None, method: str = "GET") -> httpx.Response:
    async def go() -> httpx.Response:
        async with client() as asks:
            return await asks.request(method, path, headers=headers or {})

    return anyio.run(go)


def test_health_needs_no_token() -> None:
    """A monitor may ask whether the server is up, and learns nothing else."""
    said = get("/healthz")
    assert (said.status_code, said.json()) == (200, {"ok": True})


@pytest.mark.parametrize("path", ["/v1/functions", "/v1/answer", "/openapi.json", "/v1/none"])
@pytest.mark.parametrize(
    "headers",
    [
        {}, bearer(""), bearer("x" * 40), bearer(TOKEN + "x"), {"Authorization": TOKEN},
        {"Authorization": f"Basic {TOKEN}"}, {"Authorization": b"Bearer \xff\xfe"},
    ],
)  # fmt: skip
def test_nobody_gets_in_without_the_token(path, headers) -> None:
    """Every route refuses, also those that there are not; the refusal is a sentence in a cell."""
    said = get(path, headers)
    assert said.status_code == 401
    assert said.headers["www-authenticate"].startswith("Bearer")
    assert "token" in said.json()["answer"][0][0]


def test_every_route_needs_a_token_or_a_login() -> None:
    """Whatever route there is or comes to be: a stranger gets a refusal, or the login page."""
    asked = 0
    for path, methods in _routes(application().routes):
        if path in {"/healthz", "/login"} or path.startswith("/static/"):
            continue
        for method in methods - {"HEAD"}:
            said = get(path.replace("{", "1").replace("}", ""), method=method)
            asked += 1
            if path.startswith("/v1/") or path == "/openapi.json":
                assert said.status_code == 401, path
            else:
                assert said.status_code in {303, 401, 403, 415, 422}, path
                assert said.headers.get("location", "/login").startswith("/login"), path
    assert asked >= 6


def _routes(routes) -> list[tuple[str, set[str]]]:
    """Give path and methods of all routes, those of included routers too."""
    found: list[tuple[str, set[str]]] = []
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            found += _routes(inner.routes)
        elif getattr(route, "methods", None):
            found.append((route.path, set(route.methods)))
    return found


def test_docs_load_nothing_from_elsewhere() -> None:
    """There is no page that would load scripts from another server."""
    for path in ("/docs", "/redoc"):
        assert get(path, bearer()).status_code in {303, 307, 404, 401}


def test_the_description_is_behind_the_token() -> None:
    """With it, a program finds the description of all routes."""
    said = get("/openapi.json", bearer())
    assert said.status_code == 200
    assert "/healthz" in said.json()["paths"]


def test_gate_counts_only_wrong_tokens_and_never_locks_out() -> None:
    """Many wrong tokens make an address wait; the right one opens all the same."""
    now = [0.0]
    gate = Gate(TOKEN, 3, lambda: now[0])
    assert [gate.admits("wrong", "1.2.3.4") for _ in range(3)] == [False] * 3
    assert gate.wait("1.2.3.4") == pytest.approx(20)
    assert gate.wait("5.6.7.8") == 0
    assert gate.admits(TOKEN, "1.2.3.4")
    now[0] = 20
    assert gate.wait("1.2.3.4") == 0


def test_gate_takes_any_text() -> None:
    """A token with half a character is wrong, and no fault."""
    assert not Gate(TOKEN).admits("\ud800", "x")


def test_allowance_forgets_addresses() -> None:
    """Addresses without number do not fill the memory."""
    allowed = Allowance(1, lambda: 0.0)
    for at in range(10_050):
        allowed.spend(str(at))
    assert len(allowed._left) == 10_000
    assert allowed.wait("10049") > 0
    assert allowed.wait("0") == 0


def test_spanish_is_spoken_where_it_is_asked_for() -> None:
    """The language of the caller's header is looked at, whatever stands in it."""
    assert get("/v1/functions", {"Accept-Language": "es-MX,es;q=0.9"}).status_code == 401
    assert get("/v1/functions", {"Accept-Language": ";;--,"}).status_code == 401
