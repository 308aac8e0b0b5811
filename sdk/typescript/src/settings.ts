import { requireApiKey } from './api-key.js';
import { QarionError } from './errors.js';
import { DEFAULT_PACE, type Pace } from './pace.js';

const DEFAULT_BASE_URL = 'http://localhost:3000/api';
const DEFAULT_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_RETRIES = 2;

/** Where tests, which cannot wait, put shorter pauses. */
export const PACE = Symbol('pace');

export type QarionOptions = {
  /** The API key; by default what the environment variable QARION_API_KEY holds. */
  apiKey?: string | undefined;
  /** The API's address, `/api` included; by default QARION_BASE_URL, else http://localhost:3000/api. */
  baseUrl?: string | undefined;
  /** What one call may take in milliseconds, with its retries; by default 60,000. */
  timeoutMs?: number | undefined;
  /** How often a request that failed is sent again; by default 2. */
  maxRetries?: number | undefined;
  /** Sends the requests, for proxies and tests; by default the platform's own `fetch`. */
  fetch?: typeof globalThis.fetch | undefined;
  /** Allows a browser, where everyone who visits the page can read the key. */
  dangerouslyAllowBrowser?: boolean | undefined;
  /** @internal */
  [PACE]?: Pace;
};

export type Settings = {
  apiKey: string;
  baseUrl: string;
  timeoutMs: number;
  maxRetries: number;
  fetch: typeof globalThis.fetch;
  pace: Pace;
};

/** What a client was made with, or the environment, or the default, in this order. */
export function readSettings(options: QarionOptions): Settings {
  if (isBrowser() && !options.dangerouslyAllowBrowser) {
    throw invalidOption(
      'This is a browser, and everyone who visits the page could read the API key. Call Qarion from a server. If only you use this page, pass dangerouslyAllowBrowser: true.',
    );
  }
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxRetries = DEFAULT_MAX_RETRIES } = options;
  if (!(timeoutMs > 0)) throw invalidOption('timeoutMs must be a number above 0.');
  if (!Number.isInteger(maxRetries) || maxRetries < 0) {
    throw invalidOption('maxRetries must be a whole number, 0 or more.');
  }
  return {
    apiKey: requireApiKey(options.apiKey ?? environment('QARION_API_KEY')),
    baseUrl: readBaseUrl(options.baseUrl ?? (environment('QARION_BASE_URL') || DEFAULT_BASE_URL)),
    timeoutMs,
    maxRetries,
    fetch: options.fetch ?? globalThis.fetch,
    pace: options[PACE] ?? DEFAULT_PACE,
  };
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw invalidOption('The base URL must be an address like https://qarion.example.com/api.');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw invalidOption('The base URL may hold no user name, password, query or fragment.');
  }
  return url.href.replace(/\/+$/, '');
}

function invalidOption(detail: string): QarionError {
  return new QarionError(null, detail, 'invalid_option');
}

type Platform = {
  document?: unknown;
  importScripts?: unknown;
  process?: { env?: Record<string, string | undefined> };
};

/** A page, or a worker of one. */
function isBrowser(): boolean {
  const { document, importScripts } = globalThis as Platform;
  return document !== undefined || importScripts !== undefined;
}

/** Workers have no environment, and Deno may be forbidden to read it: both are as if nothing was set. */
function environment(name: string): string | undefined {
  try {
    return (globalThis as Platform).process?.env?.[name];
  } catch {
    return undefined;
  }
}
