"""The token endpoint and the consent page: JWTs of service accounts, refresh tokens, codes."""

from __future__ import annotations

import secrets
import time
from typing import Any
from urllib.parse import urlencode

from google.auth import crypt, jwt

from tests.google_server.errors import ApiError, token_error
from tests.google_server.world import Token, World

JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_SKEW = 300


def give(world: World, form: dict[str, str]) -> dict[str, Any]:
    """Answer `POST /token`."""
    grant = form.get("grant_type", "")
    if grant == JWT_GRANT:
        return _for_service_account(world, form.get("assertion", ""))
    if grant == "refresh_token":
        kept = world.refresh_tokens.get(form.get("refresh_token", ""))
        if kept is None or world.logins[kept.email].revoked:
            raise token_error("invalid_grant", "Token has been expired or revoked.")
        return _reply(world, kept.email, kept.scopes)
    if grant == "authorization_code":
        kept = world.codes.pop(form.get("code", ""), None)
        if kept is None:
            raise token_error("invalid_grant", "Malformed auth code.")
        refresh = "1//" + secrets.token_urlsafe(24)
        world.refresh_tokens[refresh] = kept
        return {**_reply(world, kept.email, kept.scopes), "refresh_token": refresh}
    raise token_error("unsupported_grant_type", f"Invalid grant_type: {grant}")


def _for_service_account(world: World, assertion: str) -> dict[str, Any]:
    try:
        _, claims, _, _ = jwt._unverified_decode(assertion)
    except ValueError:
        raise token_error("invalid_grant", "Invalid JWT: malformed.") from None
    email = claims.get("iss", "")
    login = world.logins.get(email)
    if login is None:
        raise token_error("invalid_grant", "Invalid grant: account not found")
    now = time.time() + world.ahead.total_seconds()
    if abs(claims.get("iat", 0) - now) > _SKEW + 3600 or not claims["iat"] - _SKEW <= now <= claims["exp"] + _SKEW:  # fmt: skip  # noqa: E501
        raise token_error(
            "invalid_grant",
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
            "timeframe. Check your iat and exp values in the JWT claim.",
        )
    signed, _, signature = assertion.rpartition(".")
    padded = signature + "=" * (-len(signature) % 4)
    import base64  # noqa: PLC0415

    verifier = crypt.RSAVerifier.from_string(login.public_key)
    good = verifier.verify(signed.encode(), base64.urlsafe_b64decode(padded))
    if login.revoked or not good:
        raise token_error("invalid_grant", "Invalid JWT Signature.")
    return _reply(world, email, frozenset(claims.get("scope", "").split()))


def _reply(world: World, email: str, scopes: frozenset[str]) -> dict[str, Any]:
    return {
        "access_token": world.new_token(email, scopes),
        "expires_in": int(world.token_life),
        "scope": " ".join(sorted(scopes)),
        "token_type": "Bearer",
    }


def consent(world: World, query: dict[str, str], email: str) -> str:
    """Answer `GET /o/oauth2/auth` as somebody who agrees: give where the browser is sent."""
    code = "4/" + secrets.token_urlsafe(16)
    world.codes[code] = Token(email, frozenset(query.get("scope", "").split()), 0)
    back = {"code": code, "scope": query.get("scope", ""), "state": query.get("state", "")}
    return f"{query['redirect_uri']}?{urlencode(back)}"


def checked(world: World, header: str | None) -> Token:
    """Give the token of a call. Raises 401."""
    from tests.google_server.errors import unauthenticated  # noqa: PLC0415

    text = (header or "").removeprefix("Bearer ")
    found = world.tokens.get(text)
    if found is None or found.expires < time.monotonic():
        raise unauthenticated()
    if world.logins[found.email].revoked:
        raise unauthenticated()
    return found


__all__ = ["ApiError", "checked", "consent", "give"]
