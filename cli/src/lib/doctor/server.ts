import { fetchAsCli } from '../context';
import { EXIT } from '../exit-codes';
import { type Finding, ok, problem, warning } from './finding';

const TIMEOUT_MS = 10_000;
const MAX_CLOCK_DIFFERENCE_MS = 60_000;

/** What is wrong with a connection, by the code of its error, in words. */
const REASONS: Record<string, string> = {
  ECONNREFUSED: 'Nothing listens there. Is the server running, and is the port right?',
  ECONNRESET: 'The connection was cut. Is something between that does not let it through?',
  ENOTFOUND: 'There is no machine of that name. Is the address spelled right?',
  EAI_AGAIN: 'The name could not be looked up. Is there a network?',
  ETIMEDOUT: 'Nobody answered. Is a firewall or a VPN in the way?',
  UND_ERR_CONNECT_TIMEOUT: 'Nobody answered. Is a firewall or a VPN in the way?',
  EHOSTUNREACH: 'There is no way to that machine from here.',
  ENETUNREACH: 'There is no network that leads there.',
  CERT_HAS_EXPIRED: 'Its certificate has expired. Whoever runs the server must renew it.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another name. Is the address spelled right?',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'It signed its certificate itself. Name it with NODE_EXTRA_CA_CERTS to trust it.',
  SELF_SIGNED_CERT_IN_CHAIN:
    'Its certificate comes from an authority that this machine does not know. Name that with NODE_EXTRA_CA_CERTS.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'Its certificate comes from an authority that this machine does not know, or the server does not send the whole chain.',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'Its certificate comes from an authority that this machine does not know. Name that with NODE_EXTRA_CA_CERTS.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'It speaks http there, not https.',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'It speaks http there, not https.',
  HPE_INVALID_CONSTANT: 'It does not speak http there. Is it https?',
};

/** The version of the API that this command speaks. */
const API_VERSION = /^1\./;

/** Whether the server answers, is well, speaks the same API and agrees on the time. */
export async function examineServer(baseUrl: string, now: () => Date): Promise<Finding[]> {
  let health: Awaited<ReturnType<typeof get>>;
  try {
    health = await get(`${baseUrl}/health`);
  } catch (error) {
    return [problem('server', `${baseUrl} does not answer. ${reasonOf(error)}`, EXIT.unavailable)];
  }
  const server = judge(baseUrl, health);
  const clock = examineClock(health.headers.get('date'), now());
  return server.status === 'ok' ? [server, ...(await examineVersion(baseUrl)), ...clock] : [server, ...clock];
}

async function examineVersion(baseUrl: string): Promise<Finding[]> {
  const { info } = (await get(`${baseUrl}/openapi.json`).catch(() => null))?.body ?? {};
  const version = typeof info === 'object' && info !== null && 'version' in info ? info.version : undefined;
  if (typeof version !== 'string') return [];
  if (API_VERSION.test(version))
    return [ok('api', `It speaks version ${version} of the API, as this command does.`)];
  return [warning('api', `It speaks version ${version} of the API. Install the command that belongs to it.`)];
}

type Body = { status?: unknown; detail?: unknown; info?: unknown };

async function get(url: string): Promise<{ status: number; headers: Headers; body: Body }> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetchAsCli(url, { redirect: 'manual', signal });
  return { status: response.status, headers: response.headers, body: parse(await response.text()) };
}

function judge(baseUrl: string, { status, headers, body }: Awaited<ReturnType<typeof get>>): Finding {
  if (status === 200 && body.status === 'ok') return ok('server', 'It answers, and its database is ready.');
  if (status === 503 && typeof body.detail === 'string') {
    return problem('server', `It answers, but is not ready: ${body.detail}`, EXIT.unavailable);
  }
  const location = headers.get('location');
  if (location)
    return problem('server', `${baseUrl} sends on to ${location}. Use that address.`, EXIT.unavailable);
  const detail = `What answers at ${baseUrl} (${status}) is not the Qarion API. Is /api at the end missing, or is it another server?`;
  return problem('server', detail, EXIT.unavailable);
}

/** Times of a key’s end are the server’s; a clock that is wrong makes them look wrong. */
function examineClock(date: string | null, now: Date): Finding[] {
  const differenceMs = now.getTime() - Date.parse(date ?? '');
  if (Number.isNaN(differenceMs)) return [];
  if (Math.abs(differenceMs) <= MAX_CLOCK_DIFFERENCE_MS) return [ok('clock', 'It agrees with the server’s.')];
  const minutes = Math.round(Math.abs(differenceMs) / 60_000);
  const side = differenceMs > 0 ? 'ahead of' : 'behind';
  return [
    warning(
      'clock',
      `This machine’s clock is ${minutes} min ${side} the server’s. Certificates and ends of keys are judged by it.`,
    ),
  ];
}

/** Why there was no answer. The reason is in the cause: the error itself says that fetching failed. */
export function reasonOf(error: unknown): string {
  const { name, cause } = error as { name?: unknown; cause?: unknown };
  if (name === 'TimeoutError') return REASONS.ETIMEDOUT ?? '';
  const { code, message } = (cause ?? error) as { code?: unknown; message?: unknown };
  return REASONS[String(code)] ?? String(message);
}

function parse(text: string): Body {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}
