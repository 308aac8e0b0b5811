/**
 * How many calls a second are answered when there are always so many in flight.
 * A call that fails ends the measurement: an error is no answer.
 */
export async function perSecond(
  call: (index: number) => Promise<unknown>,
  { inFlight, milliseconds }: { inFlight: number; milliseconds: number },
): Promise<number> {
  const startedAt = performance.now();
  const endsAt = startedAt + milliseconds;
  let index = 0;
  const caller = async () => {
    while (performance.now() < endsAt) {
      await call(index);
      index += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  return (index * 1000) / (performance.now() - startedAt);
}
