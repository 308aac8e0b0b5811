/** The app's observer, under this symbol, once the app has started. */
const OBSERVER = Symbol.for('qarion.observer');

/**
 * Answers a request under the eyes of the app, which counts it and writes its line into the log.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {() => void} work
 */
export function observe(request, response, work) {
  const observer = globalThis[OBSERVER];
  if (observer) observer.observe(request, response, work);
  else work();
}

/**
 * Tells the app of an answer to what never became a request.
 * @param {string} requestId
 * @param {number} status
 */
export function observeRefusal(requestId, status) {
  globalThis[OBSERVER]?.refused(requestId, status);
}
