import 'server-only';
import { scheduleFaults } from '@/lib/checks/schedule';
import { getSpace } from '@/lib/spaces/spaces';
import { nextRunTexts, scheduleText } from '../../_lib/schedule-words';
import { sessionJson } from '../../_lib/session-json';

/** A schedule in words, and when it is due next; or what is wrong with it, which while it is typed is no error. */
export type ScheduleWords = { text: string; runs: string[] } | { fault: string };

/** What the editor says about a schedule while it is typed. The parser that knows is too large for a page. */
export function GET(
  request: Request,
  context: RouteContext<'/spaces/[space]/checks/new/schedule'>,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const schedule = {
    cron: searchParams.get('cron')?.slice(0, 100) ?? '',
    timezone: searchParams.get('timezone')?.slice(0, 64) ?? '',
  };
  return sessionJson(request, async (actor): Promise<ScheduleWords> => {
    await getSpace(actor, (await context.params).space);
    const [fault] = scheduleFaults(schedule);
    if (fault) return { fault: fault.message };
    return { text: scheduleText(schedule), runs: nextRunTexts(schedule, new Date(), 3) };
  });
}
