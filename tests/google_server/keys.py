"""Throw-away keys: a service account's JSON and an OAuth client's, for one server."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.google_server.http import GoogleServer
from tests.google_server.world import Login

ROBOT = "rostercheck@demo-project.iam.gserviceaccount.com"
PERSON = "coordinator@example.org"


@lru_cache(maxsize=4)
def _pair(number: int = 0) -> tuple[str, str]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )  # fmt: skip
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


def service_account(server: GoogleServer, email: str = ROBOT) -> dict[str, Any]:
    """Make a service account known to a server; give the JSON of its key."""
    private, public = _pair()
    server.world.logins[email] = Login(email, public)
    return {
        "type": "service_account", "project_id": "demo-project", "private_key_id": "1",
        "private_key": private, "client_email": email, "client_id": "1",
        "auth_uri": f"{server.url}/o/oauth2/auth", "token_uri": f"{server.url}/token",
        "universe_domain": "googleapis.com",
    }  # fmt: skip


def oauth_client(server: GoogleServer, email: str = PERSON) -> dict[str, Any]:
    """Make a person known to a server; give the JSON of a desktop client. The person agrees."""
    server.world.logins.setdefault(email, Login(email, service=False))
    server.consenting = email
    return {
        "installed": {
            "client_id": "1.apps.googleusercontent.com", "project_id": "demo-project",
            "client_secret": "not-a-secret", "auth_uri": f"{server.url}/o/oauth2/auth",
            "token_uri": f"{server.url}/token", "redirect_uris": ["http://localhost"],
        }
    }  # fmt: skip
