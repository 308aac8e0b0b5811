import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The cases that every client runs; tests/contract/README.md has the format. */
const CONTRACT = path.resolve(__dirname, '../../../../tests/contract');

export type ContractCase = {
  name: string;
  client?: { api_key?: string | null; max_retries?: number; timeout_seconds?: number };
  unreachable?: boolean;
  call: {
    method: string;
    args?: string[];
    options?: Record<string, unknown>;
    iterate?: boolean | number;
  };
  exchanges?: unknown[];
  expect: { result?: unknown; error?: Record<string, unknown> };
};

export const { valid, invalid } = readJson('token-vectors.json') as {
  valid: { name: string; secret: string }[];
  invalid: { name: string; secret: string; reason: string }[];
};

/** The key a case is called with unless it names another. */
export const API_KEY = valid.find(({ name }) => name === 'words')?.secret ?? '';

/** Every case, by file. */
export function readCases(): { topic: string; cases: ContractCase[] }[] {
  const files = readdirSync(path.join(CONTRACT, 'cases')).sort();
  return files.map((file) => {
    const { cases } = readJson(`cases/${file}`) as { cases: ContractCase[] };
    return { topic: path.basename(file, '.json'), cases };
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(CONTRACT, file), 'utf8'));
}

/** The server that plays the API's part, in a process of its own. */
export class ReplayServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly origin: string,
  ) {}

  static async start(): Promise<ReplayServer> {
    const child = spawn(process.execPath, [path.join(CONTRACT, 'replay-server.mjs')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    return new ReplayServer(child, `http://127.0.0.1:${JSON.parse(String(line)).port}`);
  }

  /** Begins a case, and gives the base URL for its client. */
  async begin(contractCase: Pick<ContractCase, 'client' | 'unreachable' | 'exchanges'>): Promise<string> {
    const body = JSON.stringify(contractCase);
    const response = await fetch(`${this.origin}/replay/case`, { method: 'POST', body });
    return ((await response.json()) as { base_url: string }).base_url;
  }

  /** What was other than in the case. */
  async differences(): Promise<string[]> {
    const response = await fetch(`${this.origin}/replay/differences`);
    return ((await response.json()) as { differences: string[] }).differences;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.stdin?.end();
    await exited;
  }
}
