/**
 * Runs the Apps Script of a folder as Google does, for tests: a line of JSON in, a line out.
 *
 * {"call": NAME, "arguments": [...]} calls a formula with cells in the forms of a sheet;
 * {"do": NAME, "with": [...]} calls any function outside a formula; {"set": {...}} changes the
 * world; {"get": NAME} looks at it; {"fresh": true} begins anew.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

import { makeServices, makeWorld, momentIn } from "./services.mjs";

const folder = process.argv[2];
const code = readFileSync(`${folder}/Code.gs`, "utf8");
const world = makeWorld();
let context;

function begin() {
  context = vm.createContext({ ...makeServicesOnce() });
  vm.runInContext(
    `Date = class extends Date {
       constructor(...a) { a.length ? super(...a) : super(now_() ?? Date.now()); } };`,
    Object.assign(context, { now_: () => world.now }),
  );
  vm.runInContext(code, context, { filename: "Code.gs" });
}

let services;
function makeServicesOnce() {
  services ??= makeServices(world, folder);
  return services;
}

/** Gives a cell, or a block, as a sheet hands it to a formula. */
function handed(argument) {
  if (argument === null) return undefined;
  if (!Array.isArray(argument)) return cell(argument);
  const block = argument.some(Array.isArray) ? argument : [argument]; // a sheet has blocks only
  const width = block.reduce((most, row) => Math.max(most, row.length), 0);
  const rows = block.map((row) =>
    Array.from({ length: width }, (_, at) => cell(row[at] ?? null)),
  );
  if (rows.length === 1 && width === 1) return rows[0][0]; // one cell is no block
  return vm.runInContext("(text) => text", context)(rows);
}

function cell(raw) {
  if (raw === null) return "";
  if (typeof raw !== "object") return raw;
  if ("error" in raw) return raw.error;
  const text = "time" in raw ? `1899-12-30T${raw.time}` : raw.date;
  const moment = momentIn(text.length === 10 ? `${text}T00:00:00` : text, world.zone);
  return vm.runInContext(`new Date(${moment})`, context);
}

function answered(asked) {
  if (asked.fresh) {
    Object.assign(world, makeWorld());
    begin();
    return true;
  }
  if (asked.set) {
    const { properties, today, ...rest } = asked.set;
    Object.assign(world, rest);
    if (properties) world.properties = new Map(Object.entries(properties));
    if (today) world.now = momentIn(`${today}T12:00:00`, world.zone);
    return true;
  }
  if (asked.get) {
    const found = world[asked.get];
    return found instanceof Map ? Object.fromEntries(found) : found;
  }
  if (asked.forget) return world.cache.delete(asked.forget);
  world.inFormula = asked.call !== undefined;
  try {
    if (asked.call) return context[asked.call](...asked.arguments.map(handed));
    return context[asked.do](...(asked.with ?? [])) ?? null;
  } finally {
    world.inFormula = false;
  }
}

begin();
for await (const line of createInterface({ input: process.stdin })) {
  let said;
  try {
    said = { said: answered(JSON.parse(line)) };
  } catch (error) {
    said = { threw: String(error.stack ?? error) };
  }
  process.stdout.write(JSON.stringify(said) + "\n");
}
process.exit(0);
