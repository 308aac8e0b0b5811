import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Interrupted } from './failure';
import { type Paint, paintFor } from './paint';
import { plainText } from './plain-text';
import { withoutSecrets } from './secrets';
import { startSpinner } from './spinner';

export type Streams = {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
};

export type Env = Record<string, string | undefined>;

/** Data goes to stdout, and everything that is said beside it to stderr. */
export class Io {
  readonly paint: Paint;
  readonly #streams: Streams;
  readonly #env: Env;
  readonly #wantsJson: boolean;

  constructor(streams: Streams, env: Env, { json = false } = {}) {
    this.#streams = streams;
    this.#env = env;
    this.#wantsJson = json;
    this.paint = paintFor(streams.stdout, env);
  }

  /** Whether data is for a program: asked for, or because nobody looks at the output. */
  get isJson(): boolean {
    return this.#wantsJson || !this.#streams.stdout.isTTY;
  }

  /** Whether JSON was asked for in so many words. */
  get wantsJson(): boolean {
    return this.#wantsJson;
  }

  /** Whether somebody is there to see a question and answer it. */
  get canAsk(): boolean {
    return this.#streams.stdin.isTTY === true && this.#streams.stderr.isTTY === true;
  }

  get columns(): number {
    return this.#streams.stdout.columns || 80;
  }

  /** Writes data. What is written must be plain already. */
  print(data: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#streams.stdout.write(data, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Says something beside the data. */
  say(line: string): void {
    this.#streams.stderr.write(`${plainText(withoutSecrets(line))}\n`);
  }

  /** A secret that is piped to us, or pasted by somebody: then without showing it. */
  async readSecret(prompt: string): Promise<string> {
    const { stdin: input, stderr } = this.#streams;
    if (!input.isTTY) return (await text(input)).trim();
    stderr.write(`${prompt} `);
    const output = new Writable({ write: (_chunk, _encoding, done) => done() });
    const answer = await ask(createInterface({ input, output, terminal: true }), '');
    stderr.write('\n');
    return (answer ?? '').trim();
  }

  /** A question that is answered no unless somebody types yes. */
  async confirm(question: string): Promise<boolean> {
    const { stdin: input, stderr: output } = this.#streams;
    const answer = await ask(createInterface({ input, output }), `${plainText(question)} [y/N] `);
    return /^y(es)?$/i.test((answer ?? '').trim());
  }

  /** Shows on a terminal that something takes its time. */
  async whileWaiting<T>(what: string, work: () => Promise<T>): Promise<T> {
    const { stderr } = this.#streams;
    if (!stderr.isTTY || this.#env.TERM === 'dumb') return await work();
    const stop = startSpinner(stderr, what);
    try {
      return await work();
    } finally {
      stop();
    }
  }
}

/** A line that somebody types; null for Ctrl-D. @throws Interrupted for Ctrl-C. */
function ask(reader: Interface, question: string): Promise<string | null> {
  return new Promise<string | null>((resolve, reject) => {
    reader.once('SIGINT', () => reject(new Interrupted()));
    reader.once('close', () => resolve(null));
    reader.question(question, resolve);
  }).finally(() => reader.close());
}
