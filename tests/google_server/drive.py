"""The part of the Drive API that we use: files, permissions, export, changes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.google_server.cells import Effective
from tests.google_server.errors import ApiError, storage_full
from tests.google_server.masks import parse, take
from tests.google_server.sheets_api import Asked
from tests.google_server.world import SHEET_MIME, File, new_id, new_sheet

Json = dict[str, Any]
_FILE = r"/drive/v3/files/([^/]+)"
_USUAL = "kind,id,name,mimeType"


def check_room(asked: Asked) -> None:
    """Raise the 403 that a service account gets: it has no room for files of its own."""
    if asked.world.logins[asked.who].service:
        raise storage_full()


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"


def resource(file: File, who: str) -> Json:
    """Give a file as Drive tells of it."""
    found: Json = {
        "kind": "drive#file", "id": file.file_id, "name": file.name, "mimeType": file.mime,
        "version": str(file.version), "createdTime": _stamp(file.created),
        "modifiedTime": _stamp(file.modified), "trashed": file.trashed,
        "capabilities": {"canEdit": file.can_edit(who), "canReadRevisions": file.can_edit(who)},
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.file_id}/edit",
        "ownedByMe": file.role(who) == "owner",
        "shared": len(file.roles) > 1,
    }  # fmt: skip
    if file.modified_by:
        me = file.modified_by == who
        found["lastModifyingUser"] = {
            "kind": "drive#user", "displayName": file.modified_by, "me": me,
            "emailAddress": file.modified_by,
        }  # fmt: skip
    if file.parents:
        found["parents"] = file.parents
    return found


def _masked(asked: Asked, reply: Json, usual: str) -> Json:
    mask = asked.one("fields") or usual
    return reply if mask == "*" else dict(take(reply, parse(mask)))


def list_files(asked: Asked) -> Json:
    """`files.list`."""
    size = int(asked.one("pageSize", "100"))
    if not 1 <= size <= 1000:
        raise ApiError(400, "Invalid value for pageSize")
    query = asked.one("q")
    files = [
        f
        for f in asked.world.files.values()
        if f.role(asked.who) is not None and _selected(f, query)
    ]
    if asked.one("orderBy"):
        files.sort(key=lambda f: f.modified, reverse="desc" in asked.one("orderBy"))
    start = int(asked.one("pageToken", "0"))
    reply: Json = {
        "kind": "drive#fileList", "incompleteSearch": False,
        "files": [resource(f, asked.who) for f in files[start : start + size]],
    }  # fmt: skip
    if start + size < len(files):
        reply["nextPageToken"] = str(start + size)
    return _masked(asked, reply, f"kind,incompleteSearch,nextPageToken,files({_USUAL})")


def _selected(file: File, query: str) -> bool:
    for part in re.split(r"\s+and\s+", query):
        text = part.strip()
        found = re.fullmatch(r"(\w+)\s*(=|!=|contains|>|>=)\s*(.+)", text)
        if found:
            name, op, raw = found.groups()
            value = raw.strip("'\"").replace("\\'", "'")
            have = {
                "mimeType": file.mime, "name": file.name, "trashed": str(file.trashed).lower(),
                "modifiedTime": _stamp(file.modified),
            }.get(name)  # fmt: skip
            if have is None:
                raise ApiError(400, "Invalid Value")
            holds = {
                "=": have == value, "!=": have != value, "contains": value in have,
                ">": have > value, ">=": have >= value,
            }[op]  # fmt: skip
            if not holds:
                return False
        elif found := re.fullmatch(r"'([^']*)'\s+in\s+parents", text):
            if found[1] not in (file.parents or ["root"]):
                return False
        elif text:
            raise ApiError(400, "Invalid Value")
    return True


def get_file(asked: Asked, file_id: str) -> Json:
    """`files.get`."""
    return _masked(asked, resource(asked.world.file(file_id, asked.who), asked.who), _USUAL)


def create_file(asked: Asked) -> Json:
    """`files.create`."""
    check_room(asked)
    mime = asked.body.get("mimeType", "application/octet-stream")
    name = asked.body.get("name", "Untitled")
    if mime == SHEET_MIME:
        file = asked.world.add_spreadsheet(name, asked.who)
    else:
        file = File(new_id(), name, mime, {asked.who: "owner"})
        asked.world.files[file.file_id] = file
    file.parents = list(asked.body.get("parents", []))
    return _masked(asked, resource(file, asked.who), _USUAL)


def copy_file(asked: Asked, file_id: str) -> Json:
    """`files.copy`."""
    check_room(asked)
    source = asked.world.file(file_id, asked.who)
    name = asked.body.get("name", f"Copy of {source.name}")
    twin = File(new_id(), name, source.mime, {asked.who: "owner"})
    twin.book = source.book.copied() if source.book is not None else None
    if twin.book is not None:
        twin.book.title = name
    twin.created = asked.world.now()
    twin.parents = list(asked.body.get("parents", []))
    asked.world.files[twin.file_id] = twin
    asked.world.touch(twin, asked.who)
    return _masked(asked, resource(twin, asked.who), _USUAL)


def update_file(asked: Asked, file_id: str) -> Json:
    """`files.update`: name, trashed."""
    file = asked.world.file(file_id, asked.who)
    if not file.can_edit(asked.who):
        raise ApiError(403, "The user does not have sufficient permissions for this file.")
    file.name = asked.body.get("name", file.name)
    if file.book is not None:
        file.book.title = file.name
    file.trashed = bool(asked.body.get("trashed", file.trashed))
    asked.world.touch(file, asked.who)
    return _masked(asked, resource(file, asked.who), _USUAL)


def delete_file(asked: Asked, file_id: str) -> None:
    """`files.delete`."""
    file = asked.world.file(file_id, asked.who)
    if file.role(asked.who) != "owner":
        raise ApiError(403, "The user does not have sufficient permissions for this file.")
    del asked.world.files[file_id]


def export(asked: Asked, file_id: str) -> tuple[str, bytes]:
    """`files.export`, as CSV of the first tab or as a workbook."""
    file = asked.world.file(file_id, asked.who)
    mime = asked.one("mimeType")
    assert file.book is not None
    effective = Effective(file.book, asked.world.today())
    if mime in {"text/csv", "text/tab-separated-values"}:
        sheet = file.book.sheets[0]
        out = io.StringIO()
        writer = csv.writer(out, delimiter="," if mime == "text/csv" else "\t")
        last = max((r for r, row in enumerate(sheet.rows) if row), default=-1)
        for r in range(last + 1):
            wide = max(sheet.rows[r], default=-1) + 1
            writer.writerow([effective.shown(sheet, r, c) for c in range(wide)])
        return mime, out.getvalue().encode()
    if mime == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
        return mime, _workbook(file, effective)
    raise ApiError(400, "The requested conversion is not supported.")


def _workbook(file: File, effective: Effective) -> bytes:
    import xlsxwriter  # noqa: PLC0415

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for sheet in file.book.sheets if file.book else ():
        page = book.add_worksheet(sheet.title[:31])
        for r, row in enumerate(sheet.rows):
            for c in row:
                value = effective.value(sheet, r, c)
                if value and "errorValue" not in value:
                    page.write(r, c, next(iter(value.values())))
    book.close()
    return out.getvalue()


def permissions(asked: Asked, file_id: str) -> Json:
    """`permissions.list`."""
    file = asked.world.file(file_id, asked.who)
    found = [
        {"kind": "drive#permission", "id": _permission(file, email), "type": "user",
         "emailAddress": email, "role": role, **_offer(file, email)}
        for email, role in file.roles.items()
    ]  # fmt: skip
    if file.anyone:
        found.append({"id": "anyoneWithLink", "type": "anyone", "role": file.anyone})
    return _masked(asked, {"kind": "drive#permissionList", "permissions": found}, "*")


def _permission(file: File, email: str) -> str:
    return file.permission_ids.setdefault(email, new_id(20))


def share(asked: Asked, file_id: str) -> Json:
    """`permissions.create`."""
    file = asked.world.file(file_id, asked.who)
    if not file.can_edit(asked.who):
        raise ApiError(403, "The user does not have sufficient permissions for this file.")
    role, kind = asked.body.get("role", "reader"), asked.body.get("type", "user")
    if kind == "anyone":
        file.anyone = role
        return {"kind": "drive#permission", "id": "anyoneWithLink", "type": kind, "role": role}
    email = asked.body["emailAddress"]
    file.roles[email] = role
    return {"kind": "drive#permission", "id": _permission(file, email), "type": kind, "role": role}


def _offer(file: File, email: str) -> Json:
    return {"pendingOwner": True} if file.pending == email else {}


def change_share(asked: Asked, file_id: str, permission: str) -> Json:
    """`permissions.update`: another role; an owner offers the file, and who was asked takes it."""
    file = asked.world.file(file_id, asked.who)
    email = next((e for e in file.roles if _permission(file, e) == permission), None)
    if email is None:
        raise ApiError(404, f"Permission not found: {permission}.")
    role = asked.body.get("role", file.roles[email])
    takes = role == "owner" and asked.who == email == file.pending
    if file.role(asked.who) != "owner" and not takes:
        raise ApiError(403, "The user does not have sufficient permissions for this file.")
    if takes:
        file.roles = {e: "writer" if r == "owner" else r for e, r in file.roles.items()}
    file.pending = email if asked.body.get("pendingOwner") else ""
    file.roles[email] = role
    return {
        "kind": "drive#permission", "id": permission, "type": "user", "role": role,
        **_offer(file, email),
    }  # fmt: skip


def unshare(asked: Asked, file_id: str, permission: str) -> None:
    """`permissions.delete`."""
    file = asked.world.file(file_id, asked.who)
    if permission == "anyoneWithLink":
        file.anyone = None
        return
    for email in list(file.roles):
        if _permission(file, email) == permission:
            del file.roles[email]
            return
    raise ApiError(404, f"Permission not found: {permission}.")


def comments(asked: Asked, file_id: str) -> Json:
    """`comments.list`; these are of the file as a whole."""
    file = asked.world.file(file_id, asked.who)
    return _masked(asked, {"kind": "drive#commentList", "comments": file.comments}, "*")


def comment(asked: Asked, file_id: str) -> Json:
    """`comments.create`."""
    file = asked.world.file(file_id, asked.who)
    one = {"kind": "drive#comment", "id": new_id(12), "content": asked.body.get("content", "")}
    file.comments.append(one)
    return _masked(asked, one, "id")


def start_token(asked: Asked) -> Json:
    """`changes.getStartPageToken`."""
    token = str(len(asked.world.change_log))
    return {"kind": "drive#startPageToken", "startPageToken": token}


def changes(asked: Asked) -> Json:
    """`changes.list`."""
    start = int(asked.one("pageToken", "0"))
    seen = dict.fromkeys(asked.world.change_log[start:])
    found = [
        {"kind": "drive#change", "changeType": "file", "fileId": f,
         "removed": f not in asked.world.files,
         **({"file": resource(asked.world.files[f], asked.who)} if f in asked.world.files else {})}
        for f in seen
        if f not in asked.world.files or asked.world.files[f].role(asked.who) is not None
    ]  # fmt: skip
    reply = {
        "kind": "drive#changeList", "changes": found,
        "newStartPageToken": str(len(asked.world.change_log)),
    }  # fmt: skip
    return _masked(asked, reply, "*")


def import_csv(asked: Asked, file_id: str, data: bytes) -> Json:
    """The upload of gspread's `import_csv`: all tabs go, one named after the file stays."""
    from tests.google_server.formats import entered  # noqa: PLC0415

    file = asked.world.file(file_id, asked.who)
    rows = list(csv.reader(io.StringIO(data.decode())))
    sheet = new_sheet(0, file.name, max(len(rows), 1), max(map(len, rows), default=1))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text:
                sheet.put(r, c, {"userEnteredValue": entered(text, "en_US")[0]})
    assert file.book is not None
    file.book.sheets, file.book.time_zone = [sheet], "America/Los_Angeles"
    asked.world.touch(file, asked.who)
    return {"kind": "drive#file", "id": file_id}


_ROUTES: list[tuple[str, str, Callable[..., Any]]] = [
    ("GET", r"/drive/v3/files", list_files),
    ("POST", r"/drive/v3/files", create_file),
    ("GET", _FILE, get_file),
    ("PATCH", _FILE, update_file),
    ("DELETE", _FILE, delete_file),
    ("POST", _FILE + "/copy", copy_file),
    ("GET", _FILE + "/export", export),
    ("GET", _FILE + "/permissions", permissions),
    ("POST", _FILE + "/permissions", share),
    ("PATCH", _FILE + "/permissions/([^/]+)", change_share),
    ("DELETE", _FILE + "/permissions/([^/]+)", unshare),
    ("GET", _FILE + "/comments", comments),
    ("POST", _FILE + "/comments", comment),
    ("GET", r"/drive/v3/changes/startPageToken", start_token),
    ("GET", r"/drive/v3/changes", changes),
]
_COMPILED = [(method, re.compile(pattern), handler) for method, pattern, handler in _ROUTES]


def answer(method: str, path: str, asked: Asked) -> Any:
    """Find the method of a path and answer it."""
    for verb, pattern, handler in _COMPILED:
        found = pattern.fullmatch(path)
        if found is not None and verb == method:
            return handler(asked, *found.groups())
    raise ApiError(404, "Not Found")
