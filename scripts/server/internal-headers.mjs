/** What the middleware tells the pages, the nonce in the policy included. */
const OURS = ['x-nonce', 'x-path', 'content-security-policy', 'content-security-policy-report-only'];
/** What the framework's own parts tell each other. */
const FRAMEWORK = /^x-(middleware|invoke|matched-path)(-|$)/;

/**
 * Drops the headers with which the app talks to itself, so that no client has a say in it.
 * @param {import('node:http').IncomingMessage} request
 */
export function dropInternalHeaders({ headers }) {
  for (const name of Object.keys(headers)) {
    if (OURS.includes(name) || FRAMEWORK.test(name)) delete headers[name];
  }
}
