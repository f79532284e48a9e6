"""Runs inside Pyodide: takes the times of formulas as xlwings Lite calls them, and of the engine.

The name `cases` and, at the end, the value of the last line are those of tests/addin/lite/run.mjs.
"""

# ruff: noqa: F821, E402, PLE1142, F704 - it is run as a script of Pyodide's

import json
import os
import types
from time import perf_counter

os.environ["XLWINGS_ON_SERVER"] = "true"  # as Lite has it: the decorators do something
os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"

import xlwings
from xlwings.pro.udfs_officejs import custom_functions_call

taken = {}
start = perf_counter()
main = types.ModuleType("main")
exec(compile(cases["main"], "main.py", "exec"), main.__dict__)
taken["import"] = perf_counter() - start

from datetime import date

from addin import judged
from addin.functions import answer
from models.assess import assess
from models.cells import DateOrder
from models.intake.grid import Grid
from models.intake.read import read_roster
from models.layering import load_pack
from models.records import Table, TableKind

AS_OF = date.fromisoformat(cases["as_of"])
PACK = load_pack(cases["pack"])
TABLE = Table(
    TableKind.ROSTER,
    "Roster",
    1,
    {key: at for at, key in enumerate(cases["fields"], 1)},
    {key: key for key in cases["fields"]},
)


def engine(rows):
    """Judge the rows barely, with the columns known."""
    roster = read_roster({"Roster": Grid("Roster", rows)}, [TABLE], PACK, DateOrder.MDY)
    return len(assess(roster, PACK, AS_OF).people) + 1


def in_process(arguments):
    """Answer the formula as if for the first time."""
    judged.forget()
    return len(answer("ROSTER_CHECK", arguments, AS_OF))


async def through_xlwings(arguments):
    """Call the formula as Lite does."""
    judged.forget()
    data = {
        "client": "Office.js",
        "func_name": "ROSTER_CHECK",
        "args": arguments,
        "caller_address": "[Roster.xlsx]Members!U1",
        "culture_info_name": "en-US",
        "date_format": "m/d/yyyy",
        "version": xlwings.__version__,
        "runtime": "1.4",
    }
    return len(await custom_functions_call(data, main))


async def best(work):
    """Give the least time over as many calls as fit."""
    least, until = 1e9, perf_counter() + cases["seconds"]
    while True:
        begun = perf_counter()
        found = work()
        if not isinstance(found, int):
            found = await found
        least = min(least, perf_counter() - begun)
        if perf_counter() >= until:
            return least, found


async def measure(count, given):
    """Take the times of one book; every way judges as many people."""
    rows, *rest = given
    works = {
        "engine": lambda: engine(rows),
        "in process": lambda: in_process([rows, *rest]),
        "xlwings": lambda: through_xlwings(given),
    }
    lengths = set()
    for name, work in works.items():
        taken[f"{name} {count}"], found = await best(work)
        lengths.add(found)
    if lengths != {int(count) + 1}:
        raise SystemExit("The formula does not answer as many lines as the engine judges.")


for count, given in cases["books"].items():
    await measure(count, given)
json.dumps({"stages": {name: [spent, spent] for name, spent in taken.items()}})
