"""The bodies of errors, as Google sends them: for Sheets, for Drive, for tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """A request that is answered with an error."""

    def __init__(
        self, code: int, message: str, status: str = "", *, body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self.code, self.message = code, message
        self.status = status or _STATUS.get(code, "UNKNOWN")
        self.headers = dict(headers or {})
        self._body = body

    def body(self, *, drive: bool) -> Any:
        """Give the JSON body; Drive lists its reasons, Sheets does not."""
        if self._body is not None:
            return self._body
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if drive:
            reason, domain = _REASONS.get(self.code, ("backendError", "global"))
            error["errors"] = [{"message": self.message, "domain": domain, "reason": reason}]
        else:
            error["status"] = self.status
        return {"error": error}


_STATUS = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    409: "ABORTED", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE",
}  # fmt: skip
_REASONS = {
    400: ("badRequest", "global"), 401: ("authError", "global"), 404: ("notFound", "global"),
    403: ("insufficientFilePermissions", "global"), 429: ("rateLimitExceeded", "usageLimits"),
}  # fmt: skip


def bad(message: str) -> ApiError:
    """A request that makes no sense, 400."""
    return ApiError(400, message)


def bad_request(number: int, kind: str, message: str) -> ApiError:
    """A request of a batch that cannot be done, named as the API names it."""
    return ApiError(400, f"Invalid requests[{number}].{kind}: {message}")


def no_permission() -> ApiError:
    """Not shared with whoever asks."""
    return ApiError(403, "The caller does not have permission")


def not_found() -> ApiError:
    """No such spreadsheet."""
    return ApiError(404, "Requested entity was not found.")


def drive_not_found(file_id: str) -> ApiError:
    """No such file, or not shared: Drive does not say which."""
    return ApiError(404, f"File not found: {file_id}.")


def not_a_sheet() -> ApiError:
    """An Excel file that is opened in Sheets."""
    return ApiError(400, "This operation is not supported for this document", "FAILED_PRECONDITION")


def disabled(api: str, host: str, project: str = "123456") -> ApiError:
    """An API that is not switched on in the project."""
    link = f"https://console.developers.google.com/apis/api/{host}/overview?project={project}"
    message = (
        f"{api} has not been used in project {project} before or it is disabled. Enable it by "
        f"visiting {link} then retry. If you enabled this API recently, wait a few minutes for the "
        "action to propagate to our systems and retry."
    )
    error: dict[str, Any] = {"code": 403, "message": message, "status": "PERMISSION_DENIED"}
    error["details"] = [
        {
            "@type": "type.googleapis.com/google.rpc.Help",
            "links": [{"description": "Google developers console API activation", "url": link}],
        },
        {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            "reason": "SERVICE_DISABLED",
            "domain": "googleapis.com",
            "metadata": {"service": host, "consumer": f"projects/{project}"},
        },
    ]
    if host.startswith("drive"):
        reason = {"message": message, "domain": "usageLimits", "reason": "accessNotConfigured"}
        error["errors"] = [{**reason, "extendedHelp": link}]
    return ApiError(403, message, body={"error": error})


def scopes_missing() -> ApiError:
    """A token whose scopes do not allow the call."""
    message = "Request had insufficient authentication scopes."
    error = {
        "code": 403,
        "message": message,
        "errors": [
            {"message": "Insufficient Permission", "domain": "global",
             "reason": "insufficientPermissions"}
        ],
        "status": "PERMISSION_DENIED",
        "details": [
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
            }
        ],
    }  # fmt: skip
    return ApiError(403, message, body={"error": error})


def unauthenticated() -> ApiError:
    """No token, or one that is not known or has expired."""
    return ApiError(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie "
        "or other valid authentication credential.",
    )


def over_quota(kind: str, retry_after: int | None = None) -> ApiError:
    """Too many calls in a minute."""
    per = f"{kind} requests"
    return ApiError(
        429,
        f"Quota exceeded for quota metric '{per}' and limit '{per} per minute per user' of service "
        "'sheets.googleapis.com' for consumer 'project_number:123456'.",
        headers={"Retry-After": str(retry_after)} if retry_after is not None else None,
    )


def storage_full() -> ApiError:
    """A service account has no room of its own."""
    message = "The user's Drive storage quota has been exceeded."
    reason = {"message": message, "domain": "usageLimits", "reason": "storageQuotaExceeded"}
    return ApiError(
        403, message, body={"error": {"code": 403, "message": message, "errors": [reason]}}
    )


def token_error(error: str, description: str, code: int = 400) -> ApiError:
    """What the token endpoint says."""
    body = {"error": error, "error_description": description}
    return ApiError(code, description, body=body)
