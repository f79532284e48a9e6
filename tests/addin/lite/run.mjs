// Runs the formulas as xlwings Lite does: node run.mjs WHEELS OUR_WHEEL CASES HARNESS
// Prints one line of JSON: what Lite would register, and the answer to each case.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";

const [wheels, ours, cases, harness] = process.argv.slice(2);
const py = await loadPyodide();
const packages = readdirSync(wheels).filter((name) => name.endsWith(".whl"));
for (const path of [...packages.map((name) => join(wheels, name)), ours]) {
  py.unpackArchive(new Uint8Array(readFileSync(path)), "wheel");
}
// As JavaScript values: a blank cell is null there, which Python sees as something of its own.
py.globals.set("cases", py.toPy(JSON.parse(readFileSync(cases, "utf8"))));
const answers = await py.runPythonAsync(readFileSync(harness, "utf8"));
console.log(answers);
