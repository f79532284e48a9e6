"""Google's own description of its APIs, as a schema that requests and replies are held against."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tests.google_server import Call, GoogleServer

GSPREAD = {
    "Permission.withLink is not known", "parameter includeItemsFromAllDrives is not known",
}  # fmt: skip
"""gspread sends the one still, from a former version of Drive, the other where it has no use."""
_TYPES = {
    "string": str, "boolean": bool, "integer": int, "number": (int, float), "object": dict,
}  # fmt: skip


@lru_cache(maxsize=2)
def document(api: str) -> dict[str, Any]:
    """Give the discovery document of an API, which ships with Google's Python client."""
    folder = files("googleapiclient.discovery_cache.documents")
    return dict(json.loads((folder / f"{api}.json").read_text(encoding="utf-8")))


def violations(api: str, schema: str, data: Any, where: str = "") -> list[str]:
    """Say what of some data does not fit a schema: names, types, enums."""
    return list(_object(document(api)["schemas"], schema, data, where or schema))


def _object(schemas: Any, name: str, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        yield f"{where} is no {name}"
        return
    known = schemas[name].get("properties", {})
    for key, value in data.items():
        if value is None:  # the same as not set
            continue
        if key not in known:
            yield f"{where}.{key} is not known"
        else:
            yield from _value(schemas, known[key], value, f"{where}.{key}")


def _value(schemas: Any, schema: Any, data: Any, where: str) -> Any:
    if "$ref" in schema:
        yield from _object(schemas, schema["$ref"], data, where)
    elif schema.get("type") == "array":
        if not isinstance(data, list):
            yield f"{where} is no list"
            return
        for at, one in enumerate(data):
            yield from _value(schemas, schema["items"], one, f"{where}[{at}]")
    elif schema.get("type") == "object" and "additionalProperties" in schema:
        for key, one in data.items():
            yield from _value(schemas, schema["additionalProperties"], one, f"{where}.{key}")
    elif schema.get("type") != "any":
        wanted = _TYPES[schema["type"]]
        fits = isinstance(data, wanted) and (wanted is bool or not isinstance(data, bool))
        if not fits:
            yield f"{where} is {data!r}, not a {schema['type']}"
        elif "enum" in schema and data not in schema["enum"]:
            yield f"{where} cannot be {data!r}"


def _methods(resources: Any) -> Any:
    for one in resources.values():
        yield from one.get("methods", {}).values()
        yield from _methods(one.get("resources", {}))


def _method(api: str, call: Call) -> Any:
    """Find the method that a call was for."""
    base = "/drive/v3/" if api.startswith("drive") else "/"
    for one in _methods(document(api)["resources"]):
        path = re.escape(base + one["path"]).replace(r"\{", "{").replace(r"\}", "}")
        path = re.sub(r"\{\+?\w+\}", "[^/]+", path)
        if one["httpMethod"] == call.method and re.fullmatch(path, call.path):
            return one
    return None


def check(call: Call) -> list[str]:
    """Say what of a call and its reply does not fit what Google describes."""
    api = {"sheets": "sheets.v4", "drive": "drive.v3"}.get(call.api)
    if api is None or call.path.startswith("/upload/"):
        return []
    method = _method(api, call)
    if method is None:
        return [f"{call.method} {call.path} is no method"]
    found = []
    known = {**method.get("parameters", {}), **document(api)["parameters"]}
    for name, values in call.query.items():
        if name not in known:
            found.append(f"parameter {name} is not known")
        elif "enum" in known[name]:
            found += [f"{name} cannot be {v}" for v in values if v not in known[name]["enum"]]
    if "request" in method and call.body:
        found += violations(api, method["request"]["$ref"], call.body)
    if call.status == 200 and "response" in method and isinstance(call.reply, dict):
        found += violations(api, method["response"]["$ref"], call.reply)
    return found


def held(server: GoogleServer) -> None:
    """Raise AssertionError if a call since the last time, or its reply, is not as described."""
    fresh = [call for call in server.calls if not call.described]
    for call in fresh:
        call.described = True
    crashes, server.crashes = server.crashes, []
    assert crashes == []
    assert {one for call in fresh for one in check(call)} - GSPREAD == set()
