/** A thread that makes one HTTP request after the other, while the main thread stands still. */
import { parentPort, workerData } from "node:worker_threads";

const signal = new Int32Array(workerData.signal);

parentPort.on("message", async ({ url, options, milliseconds, port }) => {
  let said;
  try {
    const reply = await fetch(url, { ...options, signal: AbortSignal.timeout(milliseconds) });
    const headers = Object.fromEntries(reply.headers);
    said = { status: reply.status, headers, content: await reply.text() };
  } catch (error) {
    said = { error: error.name === "TimeoutError" ? "Timeout" : "Address unavailable" };
  }
  port.postMessage(said);
  Atomics.store(signal, 0, 1);
  Atomics.notify(signal, 0);
});
