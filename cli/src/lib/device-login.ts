import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchAsCli } from './context';
import { reasonOf } from './doctor/server';
import { EXIT } from './exit-codes';
import { Failure } from './failure';
import { plainLine } from './plain-text';

/** The device authorization flow of RFC 8628: this machine asks, and a person allows it in a browser. */

const CLIENT_ID = 'qarion-cli';
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:device_code';
const DEFAULT_INTERVAL_SECONDS = 5;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_DEVICE_NAME = 100;

export type DeviceCode = {
  deviceCode: string;
  /** What the person compares, or types in. */
  userCode: string;
  /** Where they do it. */
  verificationUri: string;
  /** The same with the code filled in. */
  verificationUriComplete: string | null;
  expiresAt: number;
  intervalSeconds: number;
};

export async function requestDeviceCode(baseUrl: string, now: number): Promise<DeviceCode> {
  const form = { client_id: CLIENT_ID, device_name: plainLine(hostname()).slice(0, MAX_DEVICE_NAME) };
  const { status, answer } = await post(`${baseUrl}/auth/device/code`, form);
  const { device_code, user_code, verification_uri, verification_uri_complete, expires_in, interval } =
    answer;
  if (status !== 200 || !isText(device_code) || !isText(user_code) || !isText(verification_uri)) {
    throw new Failure(EXIT.unavailable, describe(status, answer));
  }
  return {
    deviceCode: device_code,
    userCode: user_code,
    verificationUri: verification_uri,
    verificationUriComplete: isText(verification_uri_complete) ? verification_uri_complete : null,
    expiresAt: now + 1000 * (isPositive(expires_in) ? expires_in : 600),
    intervalSeconds: isPositive(interval) ? interval : DEFAULT_INTERVAL_SECONDS,
  };
}

/** Asks until the person has decided. Gives the key. */
export async function pollForKey(
  baseUrl: string,
  code: DeviceCode,
  now: () => Date,
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<string> {
  let { intervalSeconds } = code;
  while (now().getTime() < code.expiresAt) {
    await pause(intervalSeconds * 1000);
    const outcome = await askForToken(baseUrl, code.deviceCode);
    if (outcome.kind === 'key') return outcome.secret;
    if (outcome.kind === 'slow_down') intervalSeconds += 5;
    // RFC 8628 3.5: after a failed connection, less often.
    if (outcome.kind === 'unreachable') intervalSeconds *= 2;
  }
  throw expired();
}

function expired(): Failure {
  return new Failure(EXIT.unavailable, 'The code has expired, and nothing was stored. Log in again.');
}

type Outcome = { kind: 'key'; secret: string } | { kind: 'pending' | 'slow_down' | 'unreachable' };

async function askForToken(baseUrl: string, deviceCode: string): Promise<Outcome> {
  const form = { grant_type: GRANT_TYPE, device_code: deviceCode, client_id: CLIENT_ID };
  let response: Awaited<ReturnType<typeof post>>;
  try {
    response = await post(`${baseUrl}/auth/device/token`, form);
  } catch {
    return { kind: 'unreachable' };
  }
  const { status, answer } = response;
  if (status === 200 && isText(answer.access_token)) return { kind: 'key', secret: answer.access_token };
  switch (answer.error) {
    case 'authorization_pending':
      return { kind: 'pending' };
    case 'slow_down':
      return { kind: 'slow_down' };
    case 'access_denied':
      throw new Failure(EXIT.unauthenticated, `${describe(status, answer)} Nothing was stored.`);
    case 'expired_token':
      throw expired();
    default:
      if (status === 429 || status >= 500) return { kind: 'unreachable' };
      throw new Failure(EXIT.unavailable, describe(status, answer));
  }
}

type Answer = Record<string, unknown>;

/** @throws Failure when no answer comes. */
async function post(url: string, form: Record<string, string>): Promise<{ status: number; answer: Answer }> {
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  try {
    const body = new URLSearchParams(form);
    const headers = { Accept: 'application/json' };
    const response = await fetchAsCli(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    const text = await response.text();
    return { status: response.status, answer: parse(text) };
  } catch (error) {
    throw new Failure(
      EXIT.unavailable,
      `No answer came from ${url}. ${reasonOf(error)}\n\`qarion doctor\` looks for what is in the way.`,
    );
  }
}

function parse(text: string): Answer {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Answer) : {};
  } catch {
    return {};
  }
}

/** The server's own sentence, in either form that errors have. */
function describe(status: number, { error_description, detail }: Answer): string {
  for (const sentence of [error_description, detail]) if (isText(sentence)) return sentence;
  return `The answer (${status}) is not one of the Qarion API. Is the base URL right, /api at its end included?`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}
