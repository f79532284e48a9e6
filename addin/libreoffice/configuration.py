"""The texts by which the office knows the extension: manifest, description, formulas, menu."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from addin.registry import Parameter, SheetFunction

IDENTIFIER = "org.rostercheck.libreoffice"
SERVICE = "org.rostercheck.Formulas"

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_DATA = (
    '<oor:component-data xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
)


def manifest(components: Iterable[str]) -> str:
    """Say what each file of the extension is."""
    uno = "application/vnd.sun.star.uno-"
    entries = [
        ("formulas.rdb", uno + "typelibrary;type=RDB"),
        *((name, uno + "component;type=Python") for name in components),
        ("CalcAddIns.xcu", "application/vnd.sun.star.configuration-data"),
    ]
    lines = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>\n'
        for name, kind in entries
    )
    space = 'xmlns:manifest="http://openoffice.org/2001/manifest"'
    return f"{_HEAD}<manifest:manifest {space}>\n{lines}</manifest:manifest>\n"


def self_description(release: str) -> str:
    """Say what the extension is called, and which version it is."""
    return (
        f"{_HEAD}"
        '<description xmlns="http://openoffice.org/extensions/description/2006" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        f'<identifier value="{IDENTIFIER}"/>\n<version value={quoteattr(release)}/>\n'
        '<dependencies><OpenOffice.org-minimal-version value="4.1" '
        'name="LibreOffice 4.1"/></dependencies>\n'
        '<display-name><name lang="en">Rostercheck formulas</name></display-name>\n'
        "</description>\n"
    )


def add_ins(functions: Sequence[SheetFunction]) -> str:
    """Say what each formula is called, what it is for, and what to put into each argument."""
    inner = "".join(_function(one) for one in functions)
    return (
        f'{_HEAD}{_DATA}oor:name="CalcAddIns" oor:package="org.openoffice.Office">\n'
        f'<node oor:name="AddInInfo"><node oor:name="{SERVICE}" oor:op="replace">'
        f'<node oor:name="AddInFunctions">\n{inner}</node></node></node>\n'
        "</oor:component-data>\n"
    )


def _function(function: SheetFunction) -> str:
    parameters = "".join(_parameter(one) for one in function.parameters)
    return (
        f'<node oor:name="{function.name.lower()}" oor:op="replace">'
        f"{_said('DisplayName', function.name)}{_said('Description', function.summary)}"
        '<prop oor:name="Category"><value>Add-In</value></prop>'
        f'<node oor:name="Parameters">{parameters}</node></node>\n'
    )


def _parameter(parameter: Parameter) -> str:
    return (
        f'<node oor:name="{parameter.name}" oor:op="replace">'
        f"{_said('DisplayName', parameter.name)}{_said('Description', parameter.help)}</node>"
    )


def _said(name: str, text: str) -> str:
    return f'<prop oor:name="{name}"><value xml:lang="en">{escape(text)}</value></prop>'
