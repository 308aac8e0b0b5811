import { isMap, isNode, isScalar, isSeq } from 'yaml';
import type { Read } from './reading';

/** Readers of what a file of checks is made of. Each says what was expected. */

export const text: Read<string> = (reading, node) => {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value === 'string') return value;
  const isOther = typeof value === 'number' || typeof value === 'boolean';
  return reading.fault(node, isOther ? 'Enter text: put it into quotation marks.' : 'Enter text.');
};

export const number: Read<number> = (reading, node) => {
  if (isScalar(node) && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value;
  return reading.fault(node, 'Enter a number.');
};

export function oneOf<T extends string>(choices: readonly T[], what: string): Read<T> {
  return (reading, node) => {
    const value = isScalar(node) ? node.value : undefined;
    const choice = choices.find((candidate) => candidate === value);
    return choice ?? reading.fault(node, `Choose ${what}: ${choices.join(', ')}.`);
  };
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (reading, node) => (isScalar(node) && node.value === null ? null : read(reading, node));
}

export function listOf<T>(read: Read<T>, what: string): Read<T[]> {
  return (reading, node) => {
    if (!isSeq(node)) return reading.fault(node, `Enter a list of ${what}: lines that begin with a hyphen.`);
    return node.items.flatMap((item) => {
      const value = isNode(item) ? read(reading, reading.resolve(item)) : undefined;
      return value === undefined ? [] : [value];
    });
  };
}

type Shape = Record<string, Read<unknown>>;
type Value<R> = R extends Read<infer T> ? T : never;
export type Fields<S extends Shape, Required extends keyof S> = {
  [K in keyof S as K extends Required ? K : never]: Value<S[K]>;
} & { [K in keyof S as K extends Required ? never : K]?: Value<S[K]> };

/** Reads fields by their names; no other may be there. Undefined when a required one is missing or wrong. */
export function fields<S extends Shape, Required extends keyof S & string = never>(
  what: string,
  shape: S,
  required: readonly Required[] = [],
): Read<Fields<S, Required>> {
  return (reading, node) => {
    if (!isMap(node)) return reading.fault(node, `Enter the fields of ${what}: ${names(shape)}.`);
    const found: Record<string, unknown> = {};
    for (const { key, value } of node.items) {
      if (!isScalar(key) || !isNode(value)) continue;
      const name = String(key.value);
      const read = Object.hasOwn(shape, name) ? shape[name] : undefined;
      if (read) found[name] = read(reading, reading.resolve(value));
      else reading.fault(key, `There is no field ${name} in ${what}. There are: ${names(shape)}.`);
    }
    for (const name of required) {
      if (!node.has(name)) reading.fault(node, `${name} is missing in ${what}.`);
    }
    const isWhole = required.every((name) => found[name] !== undefined);
    return isWhole ? (found as Fields<S, Required>) : undefined;
  };
}

function names(shape: Shape): string {
  return Object.keys(shape).join(', ');
}
