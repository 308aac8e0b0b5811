/**
 * How often this process could turn to something else while the work went on: a
 * work that holds it up leaves it one or two turns, however long it takes.
 */
export async function turnsDuring<T>(work: Promise<T>): Promise<{ result: T; turns: number }> {
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 1);
  try {
    const result = await work;
    return { result, turns };
  } finally {
    clearInterval(turning);
  }
}
