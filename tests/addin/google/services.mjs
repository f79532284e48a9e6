/**
 * Stand-ins for the services of Apps Script that the script uses, and no others: with the limits,
 * and with the refusals in a formula, that Google's documentation tells of.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { MessageChannel, Worker, receiveMessageOnPort } from "node:worker_threads";

const MOST_IN_CACHE = 100 * 1024;
const LONGEST_KEY = 250;
const LONGEST_KEPT = 21600;
const MOST_IN_PROPERTY = 9 * 1024;

/** Everything that a test can set or look at. */
export function makeWorld() {
  return {
    zone: "America/Chicago", now: null, inFormula: false, cache: new Map(), properties: new Map(),
    fetches: [], alerts: [], prompts: [], prompted: [], buttons: [], menus: [], sidebars: [],
    hosts: {}, milliseconds: 60000, url: "https://docs.google.com/spreadsheets/d/1AbC/edit",
    tabs: { Members: {} }, active: { sheet: "Members", row: 1 }, went: [], cacheFails: false,
  };
}

/** The services, bound to a world. folder: where the files of the script are. */
export function makeServices(world, folder) {
  return {
    SpreadsheetApp: spreadsheetApp(world),
    UrlFetchApp: { fetch: fetcher(world) },
    CacheService: { getScriptCache: () => cache(world) },
    PropertiesService: { getScriptProperties: () => properties(world) },
    HtmlService: htmlService(folder),
    Utilities: utilities(),
    console: { warn: () => {}, log: () => {} },
  };
}

function onlyOutsideFormulas(world, what) {
  if (world.inFormula) {
    throw new Error(`You do not have permission to call ${what}.`);
  }
}

function spreadsheetApp(world) {
  const button = { OK: "OK", CANCEL: "CANCEL", YES: "YES", NO: "NO", CLOSE: "CLOSE" };
  const ui = {
    Button: button,
    ButtonSet: { OK: "OK", OK_CANCEL: "OK_CANCEL", YES_NO: "YES_NO" },
    createMenu: (title) => menu(world, title),
    alert: (...words) => {
      world.alerts.push(words.filter((one) => typeof one === "string"));
      return world.buttons.length ? world.buttons.shift() : button.OK;
    },
    prompt: (title, question) => {
      world.prompted.push(question);
      const typed = world.prompts.shift();
      const clicked = typed === undefined || typed === null ? button.CANCEL : button.OK;
      return { getSelectedButton: () => clicked, getResponseText: () => typed || "" };
    },
    showSidebar: (output) => world.sidebars.push(output),
  };
  const book = {
    getSpreadsheetTimeZone: () => world.zone,
    getUrl: () => world.url,
    getSheetByName: (name) => (name in world.tabs ? tab(world, name) : null),
  };
  return {
    getActiveSpreadsheet: () => book,
    getActiveSheet: () => tab(world, world.active.sheet),
    getUi: () => {
      onlyOutsideFormulas(world, "SpreadsheetApp.getUi");
      return ui;
    },
  };
}

function tab(world, name) {
  return {
    getName: () => name,
    getActiveCell: () => ({ getRow: () => world.active.row }),
    activate: () => onlyOutsideFormulas(world, "Sheet.activate"),
    getRange: (address) => ({ activate: () => world.went.push([name, address]) }),
  };
}

function menu(world, title) {
  const made = { title, items: [] };
  const one = {
    addItem: (caption, handler) => (made.items.push([caption, handler]), one),
    addSeparator: () => one,
    addToUi: () => world.menus.push(made),
  };
  return one;
}

/** UrlFetchApp.fetch stands still until the answer is there, as it does at Google. */
function fetcher(world) {
  const shared = new SharedArrayBuffer(4);
  const signal = new Int32Array(shared);
  const thread = new Worker(new URL("./fetching.mjs", import.meta.url), {
    workerData: { signal: shared },
  });
  thread.unref();
  return (url, asked = {}) => {
    const host = Object.keys(world.hosts).find((one) => url.startsWith(one));
    const target = host ? world.hosts[host] + url.slice(host.length) : url;
    world.fetches.push({ url, method: asked.method || "get", payload: asked.payload });
    const options = {
      method: (asked.method || "get").toUpperCase(),
      headers: { ...asked.headers, ...(asked.payload && { "content-type": asked.contentType }) },
      body: asked.payload,
      redirect: asked.followRedirects === false ? "manual" : "follow",
    };
    const { port1, port2 } = new MessageChannel();
    Atomics.store(signal, 0, 0);
    const words = { url: target, options, milliseconds: world.milliseconds, port: port2 };
    thread.postMessage(words, [port2]);
    Atomics.wait(signal, 0, 0, world.milliseconds + 5000);
    const said = receiveMessageOnPort(port1)?.message ?? { error: "Timeout" };
    port1.close();
    if (said.error) {
      throw new Error(`${said.error}: ${url}`);
    }
    if (said.status >= 400 && !asked.muteHttpExceptions) {
      throw new Error(`Request failed for ${url} returned code ${said.status}.`);
    }
    return { getResponseCode: () => said.status, getContentText: () => said.content };
  };
}

function cache(world) {
  const now = () => world.now ?? Date.now();
  const put = (key, value, seconds = 600) => {
    if (world.cacheFails) throw new Error("Service error: Cache");
    if (key.length > LONGEST_KEY) throw new Error("Argument too large: key");
    if (Buffer.byteLength(value) > MOST_IN_CACHE) throw new Error("Argument too large: value");
    if (!(seconds >= 1 && seconds <= LONGEST_KEPT)) throw new Error("Invalid argument: seconds");
    world.cache.set(key, { value: String(value), until: now() + seconds * 1000 });
  };
  const get = (key) => {
    const found = world.cache.get(key);
    return found && found.until > now() ? found.value : null;
  };
  return {
    put,
    get,
    putAll: (values, seconds) => Object.keys(values).forEach((k) => put(k, values[k], seconds)),
    getAll: (keys) => Object.fromEntries(
      keys.map((key) => [key, get(key)]).filter(([, value]) => value !== null),
    ),
  };
}

function properties(world) {
  const set = (key, value) => {
    onlyOutsideFormulas(world, "PropertiesService.setProperty");
    if (String(value).length > MOST_IN_PROPERTY) throw new Error("Argument too large: value");
    world.properties.set(key, String(value));
  };
  return {
    getProperty: (key) => world.properties.get(key) ?? null,
    setProperty: set,
    setProperties: (values) => Object.keys(values).forEach((key) => set(key, values[key])),
  };
}

/** Templates with `<?= name ?>`, which Apps Script escapes for HTML. */
function htmlService(folder) {
  const escaped = (text) =>
    String(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
  return {
    createTemplateFromFile: (name) => {
      const text = readFileSync(`${folder}/${name}.html`, "utf8");
      const template = {
        evaluate: () => {
          const html = text.replace(/<\?=\s*(\w+)\s*\?>/g, (_, key) => escaped(template[key]));
          const output = {
            html,
            title: "",
            setTitle: (title) => ((output.title = title), output),
          };
          return output;
        },
      };
      return template;
    },
  };
}

function utilities() {
  return {
    Charset: { UTF_8: "utf8" },
    DigestAlgorithm: { SHA_256: "sha256" },
    computeDigest: (algorithm, text, charset) =>
      [...createHash(algorithm).update(text, charset).digest()].map((b) => (b > 127 ? b - 256 : b)),
    base64EncodeWebSafe: (bytes) =>
      Buffer.from(bytes.map((b) => (b + 256) % 256)).toString("base64url"),
    formatDate: (date, zone, pattern) => {
      const part = parts(date, zone);
      return pattern.replace(/yyyy|MM|dd|HH|mm|ss/g, (one) => part[one]);
    },
  };
}

/** The parts of a moment in a time zone. */
export function parts(date, zone) {
  const found = Object.fromEntries(
    new Intl.DateTimeFormat("en-US-u-ca-iso8601", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit", second: "2-digit",
    }).formatToParts(date).map(({ type, value }) => [type, value]),
  );
  return {
    yyyy: found.year.padStart(4, "0"), MM: found.month, dd: found.day,
    HH: found.hour, mm: found.minute, ss: found.second,
  };
}

/** The moment at which the clocks of a zone show a date and a time, such as 2026-03-04T13:30:00. */
export function momentIn(text, zone) {
  const wanted = Date.parse(`${text}Z`);
  let moment = wanted;
  for (let step = 0; step < 4; step += 1) {
    const p = parts(new Date(moment), zone);
    const there = Date.parse(`${p.yyyy}-${p.MM}-${p.dd}T${p.HH}:${p.mm}:${p.ss}Z`);
    moment += wanted - there;
  }
  return moment;
}
