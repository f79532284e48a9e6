"""The texts by which the office knows the extension: manifest, description, formulas, menu."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from addin.registry import Parameter, SheetFunction

IDENTIFIER = "org.rostercheck.libreoffice"
SERVICE = "org.rostercheck.Formulas"

CONFIGURATION = ("CalcAddIns.xcu", "Addons.xcu", "ProtocolHandler.xcu")
PROTOCOL = "org.rostercheck:"
MENU = (
    ("check", "Check now"),
    ("explain", "Explain this row"),
    ("clear", "Clear marks"),
)
"""What is behind each line of the menu, and what it says."""

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
        *((name, "application/vnd.sun.star.configuration-data") for name in CONFIGURATION),
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


def menu() -> str:
    """Say what stands in the menu "Rostercheck" of Calc."""
    lines = "".join(
        f'<node oor:name="{place}" oor:op="replace">'
        f'<prop oor:name="URL"><value>{PROTOCOL}{does}</value></prop>'
        f"{_said('Title', says)}"
        '<prop oor:name="Target"><value>_self</value></prop></node>'
        for place, (does, says) in enumerate(MENU, 1)
    )
    return (
        f'{_HEAD}{_DATA}oor:name="Addons" oor:package="org.openoffice.Office">\n'
        '<node oor:name="AddonUI"><node oor:name="OfficeMenuBar">'
        '<node oor:name="org.rostercheck.menu" oor:op="replace">'
        f"{_said('Title', 'Rostercheck')}"
        '<prop oor:name="Context"><value>com.sun.star.sheet.SpreadsheetDocument</value></prop>'
        f'<node oor:name="Submenu">{lines}</node>'
        "</node></node></node>\n</oor:component-data>\n"
    )


def handler() -> str:
    """Say who does what the lines of the menu ask for."""
    return (
        f'{_HEAD}{_DATA}oor:name="ProtocolHandler" oor:package="org.openoffice.Office">\n'
        '<node oor:name="HandlerSet"><node oor:name="org.rostercheck.Menu" oor:op="replace">'
        '<prop oor:name="Protocols" oor:type="oor:string-list">'
        f"<value>{PROTOCOL}*</value></prop></node></node>\n</oor:component-data>\n"
    )
