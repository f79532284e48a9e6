"""Runs inside Pyodide: loads main.py as xlwings Lite does, and calls each formula as Excel does.

The names `cases` and, at the end, the value of the last line are those of run.mjs.
"""

# ruff: noqa: F821, E402, BLE001, PLE1142, F704 - it is run as a script of Pyodide's

import json
import os
import sys
import traceback
import types

os.environ["XLWINGS_ON_SERVER"] = "true"  # as Lite has it: the decorators do something
os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"

import xlwings
from xlwings.pro.udfs_officejs import custom_functions_call, custom_functions_meta

main = types.ModuleType("main")
exec(compile(cases["main"], "main.py", "exec"), main.__dict__)

import addin.lite.functions as ours


class Calendar(ours.date):
    """A calendar whose today a case says."""

    day = ours.date(2026, 11, 22)

    @classmethod
    def today(cls):
        return cls.day


ours.date = Calendar


async def answered(case):
    Calendar.day = Calendar.fromisoformat(case["today"])
    data = {
        "client": "Office.js",
        "func_name": case["function"],
        "args": case["arguments"],
        "caller_address": "[Roster.xlsx]Members!M1",
        "culture_info_name": "en-US",
        "date_format": "m/d/yyyy",
        "version": xlwings.__version__,
        "runtime": "1.4",
    }
    try:
        return {"answer": await custom_functions_call(data, main)}
    except Exception:
        return {"raised": traceback.format_exc()}


loaded = sorted({name.partition(".")[0] for name in sys.modules})
said = {
    "meta": custom_functions_meta(main),
    "answers": [await answered(case) for case in cases["cases"]],
    "python": sys.version.split()[0],
    "xlwings": xlwings.__version__,
    "modules": loaded,
}
json.dumps(said)
