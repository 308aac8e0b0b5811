import { say } from '../../scripts/lib/terminal';
import { median } from './statistics';

/** What is compared: each measures itself once a round and returns one number. */
export type Sides<Name extends string> = Record<Name, () => Promise<number>>;

/** How often, and how many turns each side has in a round: the more there are, the less a moment's load tells. */
export type Rounds = { rounds: number; turns?: number };

/**
 * Measures all sides in turns, in another order each time, after a round that
 * does not count: what else the machine does then meets all of them alike. A
 * round's number is the middle one of its turns.
 */
export async function inRounds<Name extends string>(
  sides: Sides<Name>,
  { rounds, turns = 1 }: Rounds,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(sides) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  await measureRound(sides, names, turns);
  for (let round = 1; round <= rounds; round += 1) {
    const inTurns = await measureRound(sides, names, turns);
    for (const name of names) measured[name].push(median(inTurns[name]));
    const words = names.map((name) => `${name} ${format(measured[name].at(-1) ?? Number.NaN)}`);
    say(`  round ${round}: ${words.join(', ')}`);
  }
  return measured;
}

async function measureRound<Name extends string>(sides: Sides<Name>, names: Name[], turns: number) {
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of shuffled(names)) measured[name].push(await sides[name]());
  }
  return measured;
}

function shuffled<T>(items: T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
