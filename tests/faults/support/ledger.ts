import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, saysUnavailable } from './client';
import { createOwner, type Owner } from './people';
import { until } from './until';
import type { World } from './world';

const WRITERS = 8;
const PAUSE_AFTER_FAILURE_MS = 20;
const START_TIMEOUT_MS = 30_000;

/** What it needs to know of a world. */
export type Place = Pick<World, 'client' | 'sql' | 'anyOrigin'> & { apps: { origin: string }[] };

/**
 * Clients that make and delete keys and use them, and a ledger of what was
 * acknowledged. What was not answered, or with 503, may be one or the other.
 */
export class Ledger {
  /** Acknowledged and not asked to be deleted. */
  readonly alive = new Map<string, string>();
  /** Acknowledged as deleted. */
  readonly dead = new Set<string>();
  /** Told 503 when their deletion was asked for: it may have been done. */
  readonly unsure = new Set<string>();
  /** Answers that no outage excuses. */
  readonly faults: string[] = [];
  /** Requests that were told that the database is away. */
  unavailable = 0;
  /** How the last of them was told. */
  lastRefusal = '';
  /** Requests whose connection broke, as those of a killed process do. */
  broken = 0;
  /** Answers that were as if nothing had happened. */
  served = 0;
  slowestMs = 0;
  private isStopped = false;
  private writers: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly world: Place,
    /** Makes nothing and is never deleted. */
    private readonly bystander: Owner,
  ) {}

  /** Starts the clients and waits until there is something to lose. */
  static async start(world: Place): Promise<Ledger> {
    const ledger = new Ledger(world, await createOwner(world.sql));
    const owners = await Promise.all(Array.from({ length: WRITERS }, () => createOwner(world.sql)));
    ledger.writers = Promise.all(owners.map((owner) => ledger.write(owner)));
    await until(() => ledger.alive.size >= 20 && ledger.dead.size >= 5, 'keys were made', START_TIMEOUT_MS);
    return ledger;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.writers;
  }

  /** What is not as it was acknowledged, asked of every process. */
  async contradictions(): Promise<string[]> {
    const found: string[] = [];
    const check = async (secret: string, status: number, what: string) => {
      const answer = await this.me(this.world.anyOrigin(), secret);
      if (answer.status !== status) found.push(`${what} answers ${answer.status} ${answer.body}`);
    };
    const all = [
      ...[...this.alive.keys()].map((secret) => ({ secret, status: 200, what: 'a key that was made' })),
      ...[...this.dead].map((secret) => ({ secret, status: 401, what: 'a key that was deleted' })),
    ];
    const lane = async () => {
      for (let next = all.pop(); next; next = all.pop()) await check(next.secret, next.status, next.what);
    };
    await Promise.all(Array.from({ length: WRITERS }, lane));
    return found;
  }

  /** Of the deletions that were answered with 503, how many were made all the same. */
  async doneAllTheSame(): Promise<number> {
    const answers = await Promise.all(
      [...this.unsure].map((secret) => this.me(this.world.anyOrigin(), secret)),
    );
    return answers.filter(({ status }) => status === 401).length;
  }

  /** Whether a key that nobody touches is served by a process, just now. */
  isServed(origin: string): Promise<boolean> {
    return this.me(origin, this.bystander.secret).then(
      ({ status }) => status === 200,
      () => false,
    );
  }

  /** Waits until every process answers keys as ever, and returns how long that took. */
  async untilServed(timeoutMs: number): Promise<number> {
    const served = await Promise.all(
      this.world.apps.map(({ origin }) =>
        until(() => this.isServed(origin), 'the platform serves again by itself', timeoutMs),
      ),
    );
    return Math.max(...served);
  }

  describe(what: string): string {
    const { alive, dead, served, unavailable, broken, slowestMs } = this;
    return `${what}: ${served} requests served, ${unavailable} told to come back, ${broken} cut, slowest ${Math.round(slowestMs)} ms; ${alive.size} keys made and ${dead.size} deleted are as acknowledged`;
  }

  private me(origin: string, secret: string): Promise<Answer> {
    return this.world.client.ask(origin, '/api/users/me', { secret });
  }

  private async write(owner: Owner): Promise<void> {
    const own: { secret: string; id: string }[] = [];
    while (!this.isStopped) {
      const chance = Math.random();
      if (chance < 0.4) await this.create(owner, own);
      else if (chance < 0.6) await this.remove(owner, own);
      else await this.use();
    }
  }

  private async create(owner: Owner, own: { secret: string; id: string }[]): Promise<void> {
    const body = { name: `Key ${randomUUID()}` };
    const answer = await this.ask('/api/api-keys', 201, { method: 'POST', secret: owner.secret, body });
    if (!answer) return;
    const { id, full_key: secret } = JSON.parse(answer.body) as { id: string; full_key: string };
    own.push({ id, secret });
    this.alive.set(secret, id);
  }

  private async remove(owner: Owner, own: { secret: string; id: string }[]): Promise<void> {
    const key = own.shift();
    if (!key) return;
    // From now on nobody can tell, until it is acknowledged.
    this.alive.delete(key.secret);
    const question = { method: 'DELETE', secret: owner.secret };
    const isDone = await this.ask(`/api/api-keys/${key.id}`, 204, question);
    (isDone ? this.dead : this.unsure).add(key.secret);
  }

  private async use(): Promise<void> {
    const isAlive = Math.random() < 0.5;
    const secret = pick(isAlive ? [...this.alive.keys()] : [...this.dead]);
    if (!secret) return;
    // A key that is deleted meanwhile may be either; its own writer looks after that one.
    const answer = await this.ask(
      '/api/users/me',
      isAlive ? 200 : 401,
      { secret },
      isAlive ? secret : undefined,
    );
    if (answer && !isAlive && !answer.body.includes('"code":"revoked"')) this.faults.push(answer.body);
  }

  private async ask(
    pathname: string,
    expected: number,
    question: Parameters<World['client']['ask']>[2],
    mayEnd?: string,
  ): Promise<Answer | undefined> {
    const startedAt = performance.now();
    let answer: Answer;
    try {
      answer = await this.world.client.ask(this.world.anyOrigin(), pathname, question);
    } catch (error) {
      this.broken += 1;
      if (error instanceof Error && error.message.startsWith('no answer')) this.faults.push(error.message);
      await sleep(PAUSE_AFTER_FAILURE_MS);
      return undefined;
    } finally {
      this.slowestMs = Math.max(this.slowestMs, performance.now() - startedAt);
    }
    if (answer.status === expected) {
      this.served += 1;
      return answer;
    }
    if (saysUnavailable(answer)) {
      this.unavailable += 1;
      this.lastRefusal = answer.body;
      await sleep(PAUSE_AFTER_FAILURE_MS);
    } else if (mayEnd === undefined || this.alive.has(mayEnd) || answer.status !== 401) {
      this.faults.push(`${question?.method ?? 'GET'} ${pathname}: ${answer.status} ${answer.body}`);
    }
    return undefined;
  }
}

function pick(list: string[]): string | undefined {
  return list[Math.floor(Math.random() * list.length)];
}
