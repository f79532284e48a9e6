"""Lets the tests import the scripts by name, as the scripts import each other."""

from __future__ import annotations

import sys

from tests.docs.project import ROOT

sys.path.append(str(ROOT / "scripts"))
