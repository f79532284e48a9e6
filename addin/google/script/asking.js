/**
 * Asks the server, and never throws: whatever happens, a sentence stands in the cell.
 *
 * One formula is one request, however many rows it is about. What was answered is kept for a while
 * in the cache of this script, so that a sheet that is opened again asks for nothing.
 */

const WARNING_ = "⚠ ";
/** How long an answer is kept, in seconds. */
const KEPT_ = 3600;
/** The cache takes 100 kB in one piece; more is kept in several pieces, but not in many. */
const PIECE_ = 90000;
const MOST_PIECES_ = 12;

/**
 * Answers a formula.
 *
 * @param {string} name of the formula.
 * @param {IArguments} given what stands in its brackets.
 * @return {any[][]} the rows of the answer, or one cell with a sentence.
 */
function answer_(name, given) {
  try {
    return answered_(name, Array.prototype.slice.call(given));
  } catch (error) {
    return [[WARNING_ + text_("failed", { why: reason_(error) })]];
  }
}

/**
 * @param {string} name
 * @param {any[]} given
 * @return {any[][]}
 */
function answered_(name, given) {
  const zone = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone();
  const body = plain_(
    JSON.stringify({
      function: name,
      arguments: given.map((one) => argument_(one, zone)),
      today: Utilities.formatDate(new Date(), zone, "yyyy-MM-dd"),
    }),
  );
  const cache = CacheService.getScriptCache();
  const key = key_(body, cache);
  const kept = kept_(cache, key);
  if (kept !== null) {
    return kept;
  }
  const said = ask_("answer", body);
  if (said.problem !== undefined) {
    return [[WARNING_ + said.problem]];
  }
  if (!isBlock_(said.content.answer)) {
    return [[WARNING_ + text_("not_ours", {})]];
  }
  keep_(cache, body, String(said.content.version || ""), said.content.answer);
  return said.content.answer;
}

/**
 * Sends a request.
 *
 * @param {string} path below /v1/.
 * @param {string | null} body as JSON; null only asks.
 * @return {{content: any, problem?: undefined} | {problem: string}} what came, or a sentence.
 */
function ask_(path, body) {
  const known = PropertiesService.getScriptProperties();
  const address = String(known.getProperty("ROSTERCHECK_URL") || SETTINGS_.url).replace(/\/+$/, "");
  const token = known.getProperty("ROSTERCHECK_TOKEN");
  if (!address || !token) {
    return { problem: text_("not_connected", {}) };
  }
  if (!isEncrypted_(address)) {
    return { problem: text_("connect_https", {}) };
  }
  let reply;
  try {
    reply = UrlFetchApp.fetch(address + "/v1/" + path, {
      method: body === null ? "get" : "post",
      contentType: "application/json",
      payload: body === null ? undefined : body,
      headers: { Authorization: "Bearer " + token, "Accept-Language": SETTINGS_.language },
      muteHttpExceptions: true,
      followRedirects: false,
    });
  } catch (error) {
    return { problem: text_("unreachable", { address: address }) };
  }
  return understood_(reply.getResponseCode(), reply.getContentText("UTF-8"), address);
}

/**
 * @param {string} address
 * @return {boolean} whether members' data may go there.
 */
function isEncrypted_(address) {
  return /^https:\/\/[^\s/]+/.test(address);
}

/**
 * Tells an answer from a refusal, and puts a refusal into words.
 *
 * @param {number} status
 * @param {string} content
 * @param {string} address
 * @return {{content: any, problem?: undefined} | {problem: string}}
 */
function understood_(status, content, address) {
  const said = parsed_(content);
  if (status === 200 && said !== null) {
    return { content: said };
  }
  if (status === 401) {
    return { problem: text_("token_refused", {}) };
  }
  if (said !== null && isBlock_(said.answer) && said.error !== undefined) {
    return { problem: String(said.answer[0][0]) };
  }
  if (status === 413) {
    return { problem: text_("too_large", {}) };
  }
  if (status === 502 || status === 503 || status === 504) {
    return { problem: text_("unreachable", { address: address }) };
  }
  return { problem: text_(status === 200 ? "not_ours" : "status", { status: String(status) }) };
}

/**
 * @param {string} content
 * @return {any} what the JSON says; null for none.
 */
function parsed_(content) {
  try {
    const said = JSON.parse(content);
    return typeof said === "object" ? said : null;
  } catch (error) {
    return null;
  }
}

/**
 * @param {any} answer
 * @return {boolean} whether it is a block that a sheet can show: rows of equal length.
 */
function isBlock_(answer) {
  return (
    Array.isArray(answer) &&
    answer.length > 0 &&
    answer.every(
      (row) => Array.isArray(row) && row.length > 0 && row.length === answer[0].length,
    )
  );
}

/**
 * Gives the key of a question: of all that is asked, of the day, and of the version that answered
 * last. It holds no names.
 *
 * @param {string} body
 * @param {GoogleAppsScript.Cache.Cache} cache
 * @return {string}
 */
function key_(body, cache) {
  const version = cache.get("rostercheck-version") || SETTINGS_.version;
  const digest = Utilities.computeDigest(
    Utilities.DigestAlgorithm.SHA_256,
    version + "\n" + SETTINGS_.language + "\n" + body,
    Utilities.Charset.UTF_8,
  );
  return "rostercheck-" + Utilities.base64EncodeWebSafe(digest);
}

/**
 * @param {GoogleAppsScript.Cache.Cache} cache
 * @param {string} key
 * @return {any[][] | null} the answer that was kept; null where a piece of it is gone.
 */
function kept_(cache, key) {
  const pieces = Number(cache.get(key));
  if (!(pieces > 0)) {
    return null;
  }
  const keys = Array.from({ length: pieces }, (_, at) => key + "-" + at);
  const found = cache.getAll(keys);
  if (keys.some((one) => typeof found[one] !== "string")) {
    return null;
  }
  const answer = parsed_(keys.map((one) => found[one]).join(""));
  return isBlock_(answer) ? answer : null;
}

/**
 * Keeps an answer; a very long one is not kept. That it could not be kept is no fault.
 *
 * @param {GoogleAppsScript.Cache.Cache} cache
 * @param {string} body of the question.
 * @param {string} version that answered; another one later makes other keys.
 * @param {any[][]} answer
 */
function keep_(cache, body, version, answer) {
  const text = plain_(JSON.stringify(answer));
  const pieces = Math.ceil(text.length / PIECE_);
  if (pieces > MOST_PIECES_) {
    return;
  }
  try {
    cache.put("rostercheck-version", version, 6 * KEPT_);
    const key = key_(body, cache);
    /** @type {Record<string, string>} */
    const values = {};
    for (let at = 0; at < pieces; at += 1) {
      values[key + "-" + at] = text.slice(at * PIECE_, (at + 1) * PIECE_);
    }
    cache.putAll(values, KEPT_);
    cache.put(key, String(pieces), KEPT_);
  } catch (error) {
    console.warn("Rostercheck: an answer could not be kept for later.");
  }
}

/**
 * Writes JSON in plain ASCII, so that its length is its size.
 *
 * @param {string} json
 * @return {string}
 */
function plain_(json) {
  return json.replace(
    /[\u0080-\uffff]/g,
    (one) => "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

/**
 * Gives a text in the language of this script.
 *
 * @param {string} id
 * @param {Record<string, string>} facts
 * @return {string}
 */
function text_(id, facts) {
  return Object.keys(facts).reduce(
    (text, fact) => text.split("{" + fact + "}").join(facts[fact]),
    SETTINGS_.texts[id] || id,
  );
}

/**
 * @param {any} error
 * @return {string} what went wrong, as far as it says so.
 */
function reason_(error) {
  return String((error && error.message) || error);
}
