"""Starts LibreOffice for scripts that work in it. Imported by a Python that has its `uno`.

The scripts lie in folders of their own, and put this folder on their path first.
"""

import subprocess
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def said(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


def office(profile):
    """Start it without a window, wait until it answers; give its process and its context."""
    pipe = f"rostercheck-{uuid.uuid4().hex}"
    program = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless",
         "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    local = uno.getComponentContext().ServiceManager
    resolver = local.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(480):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:  # it is not there yet
            time.sleep(0.25)
        else:
            return program, there
    program.kill()
    raise SystemExit("LibreOffice does not answer")
