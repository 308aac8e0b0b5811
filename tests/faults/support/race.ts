import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './client';

/** Something that is accepted until it is ended, for good and everywhere, while clients keep asking for it. */
export type Victim = {
  /** How many processes there are to ask. */
  processes: number;
  ask(process: number): Promise<Answer>;
  accepted: number;
  refused: number;
  /** Ends it, and returns from when on nothing that starts may be accepted, by the clock of answers. */
  end(): Promise<number>;
};

export type RaceResult = {
  /** Accepted, and asked before the end was known: how it must be for the race to be worth something. */
  acceptedBefore: number;
  /** Asked before the end was known and answered after it; either answer will do. */
  overlapping: number;
  refusedAfter: number;
  /** Accepted although they started after the end was known. */
  violations: string[];
  /** Neither of the two answers there may be. */
  strange: string[];
  /** Between the last request that was accepted before the end and the first that was refused after it. */
  gapsMs: number[];
};

/** Four clients a victim, and four victims at a time: sixteen clients. */
const CLIENTS = 4;
const VICTIMS_AT_A_TIME = 4;
/** It ends at a random moment no later than this after the first accepted request. */
const LONGEST_LIFE_MS = 60;
/** Requests that every process has to answer after the end, at least. */
const AFTERWARDS_EACH = 2;

type Asked = { answer: Answer; process: number };

/** Runs races until `count` victims have been ended, each with new ones from `makeVictim`. */
export async function raceMany(count: number, makeVictim: () => Promise<Victim>): Promise<RaceResult> {
  const results: RaceResult[] = [];
  let left = count;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      results.push(await raceOne(await makeVictim()));
    }
  };
  await Promise.all(Array.from({ length: VICTIMS_AT_A_TIME }, lane));
  return {
    acceptedBefore: sum(results.map((result) => result.acceptedBefore)),
    overlapping: sum(results.map((result) => result.overlapping)),
    refusedAfter: sum(results.map((result) => result.refusedAfter)),
    violations: results.flatMap((result) => result.violations),
    strange: results.flatMap((result) => result.strange),
    gapsMs: results.flatMap((result) => result.gapsMs),
  };
}

async function raceOne(victim: Victim): Promise<RaceResult> {
  const asked: Asked[] = [];
  let endedAt = Number.POSITIVE_INFINITY;
  const askOne = async (process: number) => {
    const answer = await victim.ask(process);
    asked.push({ answer, process });
    return answer;
  };
  // Until it is over every client asks one process after the other, in an order of its own.
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver) await askOne(Math.floor(Math.random() * victim.processes));
  });
  const everyProcess = () =>
    Promise.all(Array.from({ length: victim.processes }, (_, process) => askOne(process)));

  await everyProcess();
  await sleep(Math.random() * LONGEST_LIFE_MS);
  endedAt = await victim.end();
  for (let round = 0; round < AFTERWARDS_EACH; round += 1) await everyProcess();
  isOver = true;
  await Promise.all(clients);
  return judge(victim, asked, endedAt);
}

function judge(victim: Victim, asked: Asked[], endedAt: number): RaceResult {
  const answers = asked.map(({ answer }) => answer);
  const isAccepted = ({ status }: Answer) => status === victim.accepted;
  const after = asked.filter(({ answer }) => answer.startedAt > endedAt);
  const before = answers.filter((answer) => answer.startedAt <= endedAt);
  const lastAccepted = Math.max(...before.filter(isAccepted).map(({ startedAt }) => startedAt));
  const firstRefused = Math.min(...after.map(({ answer }) => answer.startedAt));
  return {
    acceptedBefore: before.filter((answer) => isAccepted(answer) && answer.answeredAt <= endedAt).length,
    overlapping: before.filter(({ answeredAt }) => answeredAt > endedAt).length,
    refusedAfter: after.filter(({ answer }) => answer.status === victim.refused).length,
    violations: after
      .filter(({ answer }) => isAccepted(answer))
      .map(
        ({ answer, process }) =>
          `accepted by process ${process}, ${(answer.startedAt - endedAt).toFixed(1)} ms after the end`,
      ),
    strange: answers
      .filter(({ status }) => status !== victim.accepted && status !== victim.refused)
      .map(({ status, body }) => `${status} ${body}`),
    gapsMs: [firstRefused - lastAccepted],
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** One line about a race, for whoever reads along. */
export function describeRace(what: string, count: number, result: RaceResult): string {
  const sorted = result.gapsMs.toSorted((a, b) => a - b);
  const gap = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return `${what}: ${count} ends, ${result.acceptedBefore} requests accepted before, ${result.overlapping} at the same time, ${result.refusedAfter} refused after, ${result.violations.length} accepted after; last accepted to first refused ${gap.toFixed(1)} ms (median)`;
}
