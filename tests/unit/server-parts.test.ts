import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { ERROR_CODES } from '@/lib/errors/codes';
import { requestIdOf } from '@/lib/http/request-id';
import { resolveClientAddress } from '../../scripts/server/client-address.mjs';
import { PROBLEMS } from '../../scripts/server/problem.mjs';
import { identify } from '../../scripts/server/request-id.mjs';

/** A request as it comes from a socket at 192.0.2.9, which an IPv6 server shows its own way. */
function requestWith(headers: Record<string, string>): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: '::ffff:192.0.2.9' });
  const request = new IncomingMessage(socket);
  Object.assign(request.headers, { host: 'inside:3000', ...headers });
  return request;
}

function resolved(headers: Record<string, string>, trustedProxies: number) {
  const request = requestWith(headers);
  resolveClientAddress(request, trustedProxies);
  return request.headers;
}

test('the server says its own errors in the words of the one map', () => {
  expect(ERROR_CODES).toMatchObject(PROBLEMS);
});

test.each(['abcdefgh', 'short', 'a b c d e f g', 'x'.repeat(65), 'qarion_live_sk_abcdef', ''])(
  'the server and the app agree on whether %j is a request id',
  (id) => {
    const request = requestWith({ 'x-request-id': id });
    const given = identify(request, new ServerResponse(request));
    const agreed = requestIdOf(new Headers({ 'x-request-id': id }));
    expect(given === id).toBe(agreed === id);
    expect(request.headers['x-request-id']).toBe(given);
  },
);

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:51234', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['2001:DB8:0::1', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['unknown', '192.0.2.9'],
  ['203.0.113.777', '192.0.2.9'],
  ['[203.0.113.7', '192.0.2.9'],
  ['<script>', '192.0.2.9'],
  ['', '192.0.2.9'],
])('a trusted proxy that saw %j means the client %s', (claimed, address) => {
  expect(
    resolved({ 'x-forwarded-for': `198.51.100.1, ${claimed}` }, claimed ? 1 : 3)['x-forwarded-for'],
  ).toBe(address);
});

test.each([
  ['qarion.example', 'qarion.example'],
  ['qarion.example:8443', 'qarion.example:8443'],
  ['[2001:db8::1]:8443', '[2001:db8::1]:8443'],
  ['one.example, two.example', 'inside:3000'],
  ['someone@qarion.example', 'inside:3000'],
  ['qarion.example/path', 'inside:3000'],
  ['qarion.example:99999', 'inside:3000'],
  ['', 'inside:3000'],
])('a trusted proxy that was asked for %j leaves us with the host %s', (host, expected) => {
  const headers = resolved({ 'x-forwarded-host': host, 'x-forwarded-proto': 'https' }, 1);
  expect(headers).toMatchObject({ host: expected, 'x-forwarded-proto': 'https' });
  expect(headers).not.toHaveProperty('x-forwarded-host');
});

test('without a trusted proxy nothing that is forwarded is believed', () => {
  const claims = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'a.example',
    'x-forwarded-proto': 'https',
  };
  expect(resolved(claims, 0)).toEqual({
    host: 'inside:3000',
    'x-forwarded-for': '192.0.2.9',
    'x-forwarded-proto': 'http',
  });
});
