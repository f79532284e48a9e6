"""How the server says no: a status, a word for programs, and a sentence as a block of one cell."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

from models.language import ENGLISH, LANGUAGES, speak
from models.wording import sentence


class Refusal(BaseModel):
    """Every answer that is none. answer: the sentence, as a block of one cell. error: its id."""

    answer: list[list[str]]
    error: str


class Refused(Exception):
    """Carries a refusal up to where it is sent."""

    def __init__(self, status: int, key: str, *, retry_after: float = 0, **facts: object) -> None:
        super().__init__(key)
        self.status, self.key, self.facts = status, key, facts
        self.retry_after = retry_after

    def response(self, language: str = ENGLISH) -> Response:
        """Give the answer to be sent, in a language."""
        headers = {"retry-after": str(whole(self.retry_after))} if self.retry_after else {}
        if self.status == 401:
            headers["www-authenticate"] = 'Bearer realm="rostercheck"'
        return refusal(self.status, self.key, self.text(language), headers)

    def text(self, language: str = ENGLISH) -> str:
        """Give the sentence, in a language."""
        with speak(language):
            return sentence(f"server.{self.key}", self.facts)


def refusal(
    status: int, error: str, text: str, headers: Mapping[str, str] | None = None
) -> Response:
    """Give a sentence as an answer."""
    body = Refusal(answer=[[text]], error=error).model_dump_json()
    return Response(body, status, dict(headers or {}), media_type="application/json")


def whole(seconds: float) -> int:
    """Round up to whole seconds, at least one."""
    return max(1, -int(-seconds // 1))


def language_of(scope: Scope) -> str:
    """Give the language that the caller asks for first, if it is one of ours."""
    asked = Headers(scope=scope).get("accept-language", "")
    first = asked.split(",")[0].split(";")[0].split("-")[0].strip().lower()
    return first if first in LANGUAGES else ENGLISH
