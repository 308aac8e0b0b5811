import type { Actor } from '@/lib/actor';
import { pool } from '@/lib/db';
import { generateDeviceCode, hashDeviceCode } from '@/lib/device-logins/codes';
import { approveDeviceLogin, denyDeviceLogin, getWaitingDevice } from '@/lib/device-logins/device-logins';
import { DEVICE_CODE_GRANT } from '@/lib/device-logins/schema';
import { call } from './routes';

/** A device that wants to be signed in, as it speaks to the API, and the person it belongs to. */

const CLIENT = 'qarion-cli';

/** Posts a form to a path below /auth/device. */
export async function post(path: 'code' | 'token', form: Record<string, string>, address = anAddress()) {
  const response = await call('POST', `/auth/device/${path}`, {
    body: new URLSearchParams(form),
    headers: { 'x-forwarded-for': address },
  });
  return { response, status: response.status, body: await response.json() };
}

export type Codes = { device_code: string; user_code: string; verification_uri_complete: string };

export async function askForCodes(form: Record<string, string> = {}, address = anAddress()): Promise<Codes> {
  const { status, body } = await post('code', { client_id: CLIENT, ...form }, address);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body;
}

/** Asks for the key. */
export function poll(deviceCode = generateDeviceCode(), form: Record<string, string> = {}) {
  return post('token', {
    grant_type: DEVICE_CODE_GRANT,
    client_id: CLIENT,
    device_code: deviceCode,
    ...form,
  });
}

/** The error that a question for the key must end in. */
export async function errorOf(answer: ReturnType<typeof poll>): Promise<string> {
  const { status, body } = await answer;
  if (status !== 400) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body.error;
}

/** Another network each time, so that tests do not use up each other's tries. */
export function anAddress(): string {
  return `192.0.2.${crypto.randomUUID()}`;
}

/** A person approves, denies and looks up what waits under the device’s code. */
export const approve = (actor: Actor, { user_code: userCode }: Codes, wanted = {}, address = anAddress()) =>
  approveDeviceLogin(actor, { userCode, name: 'CLI on nb-7', ...wanted }, address);
export const deny = (actor: Actor, { user_code: userCode }: Codes) =>
  denyDeviceLogin(actor, { userCode }, anAddress());
export const look = (actor: Actor, { user_code: userCode }: Codes, address = anAddress()) =>
  getWaitingDevice(actor, { userCode, address });

/** The login as it is stored. */
export const rowOf = async ({ device_code }: Codes) => {
  const hash = Buffer.from(hashDeviceCode(device_code));
  const { rows } = await pool().query('SELECT * FROM device_logins WHERE device_code_hash = $1', [hash]);
  return rows[0];
};
/** Changes a login behind the domain’s back. */
export const setRow = async (codes: Codes, assignment: string) => {
  const hash = Buffer.from(hashDeviceCode(codes.device_code));
  await pool().query(`UPDATE device_logins SET ${assignment} WHERE device_code_hash = $1`, [hash]);
};
