import { UsageFailure } from './failure';
import type { Io } from './io';

/** Asks before something is done, unless --yes was said. @throws UsageFailure when the answer is no. */
export async function confirm(io: Io, question: string, isSure: boolean): Promise<void> {
  if (isSure) return;
  if (!io.canAsk) throw new UsageFailure('Nobody can be asked here. Say --yes to do it without a question.');
  if (!(await io.confirm(question))) throw new UsageFailure('Nothing was changed.');
}
