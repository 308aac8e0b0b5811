#!/usr/bin/env node
// Plays the API's part in a contract case: answers as the case says, and keeps
// what was other than the case says. README.md beside it has the format. Plain
// Node, so that the tests of any language can start it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { bodyOf } from './replay-bodies.mjs';
import { differencesOf } from './replay-compare.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const bodies = read('./bodies.json');
const DEFAULT_KEY = read('./token-vectors.json').valid.find(({ name }) => name === 'words').secret;

let current = { number: 0, exchanges: [], received: [], differences: [], key: DEFAULT_KEY, answeredAt: 0 };

const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    current.differences.push(`the replay server failed: ${error instanceof Error ? error.stack : error}`);
    response.destroy();
  });
});
// A client keeps connections open between cases; that must not keep a stop waiting.
server.keepAliveTimeout = 1000;

async function handle(request, response) {
  const arrivedAt = performance.now();
  const body = await readBody(request);
  if (request.url === '/replay/case' && request.method === 'POST') {
    return json(response, 200, { base_url: await begin(JSON.parse(body)) });
  }
  if (request.url === '/replay/differences') {
    return json(response, 200, { differences: [...current.differences, ...missing()] });
  }
  if (!request.url.startsWith(`/case-${current.number}/api/`)) {
    return json(response, 410, { detail: 'This case has ended.' });
  }
  await play(request, response, body, arrivedAt);
}

/** Makes this the case that is served, and gives the base URL for its client. */
async function begin({ client = {}, exchanges = [], unreachable = false }) {
  const number = current.number + 1;
  const key = client.api_key ?? DEFAULT_KEY;
  current = { number, exchanges, received: [], differences: [], key, answeredAt: 0 };
  const port = unreachable ? await closedPort() : server.address().port;
  return `http://127.0.0.1:${port}/case-${number}/api`;
}

function missing() {
  return current.exchanges
    .slice(current.received.length)
    .map(({ request }) => `${request.method} ${request.path} was expected and never came`);
}

async function play(request, response, body, arrivedAt) {
  const played = current;
  const at = played.received.length;
  const received = {
    method: request.method,
    url: new URL(request.url.slice(`/case-${played.number}/api`.length), 'http://replay'),
    // `URL` would tidy the path up; what counts is what was sent.
    path: request.url.slice(`/case-${played.number}/api`.length).split('?')[0],
    headers: request.headers,
    body,
    pauseMs: arrivedAt - played.answeredAt,
  };
  const exchange = played.exchanges[at];
  if (!exchange) {
    played.differences.push(`${received.method} ${received.path} came and was not expected`);
    return json(response, 500, { detail: 'The case has no such request.' });
  }
  played.received.push(received);
  for (const difference of differencesOf(exchange.request, received, played)) {
    played.differences.push(`exchange ${at}: ${difference}`);
  }
  await answer(response, exchange.response, at);
  played.answeredAt = performance.now();
}

async function answer(response, { status = 200, headers = {}, body, text, delay_ms, fault }, at) {
  if (delay_ms) await new Promise((resolve) => setTimeout(resolve, delay_ms));
  if (fault === 'silence') return;
  if (fault === 'close') return void response.destroy();
  const type = text !== undefined ? 'text/html' : `application/${status < 400 ? 'json' : 'problem+json'}`;
  const payload = text ?? (body === undefined ? '' : JSON.stringify(bodyOf(body, bodies)));
  const all = { 'x-request-id': `req-${at}`, ...(payload && { 'content-type': type }), ...headers };
  const bytes = Buffer.from(payload);
  if (bytes.length > 0) all['content-length'] = bytes.length;
  const given = Object.entries(all).filter(([, value]) => value !== null);
  response.writeHead(status, Object.fromEntries(given));
  if (fault !== 'cut') return void response.end(bytes);
  // The half must have left before the connection ends, or it would be as if nothing was sent.
  await new Promise((resolve) => response.write(bytes.subarray(0, bytes.length / 2), resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
  response.destroy();
}

/** A port where nothing listens: one that was free a moment ago. */
async function closedPort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function json(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
// Whoever started this holds the other end; when they are gone, so is this.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
