import { Option } from '@commander-js/extra-typings';
import type { Execution } from '@qarion/sdk';
import type { Context } from './context';
import { EXIT, type ExitCode } from './exit-codes';
import { showOne } from './show';

export type FailOn = 'warning' | 'fail';

/** The flag of commands that exit by a result. */
export const failOnOption = () =>
  new Option('--fail-on <status>', 'the mildest result that counts as failed')
    .choices(['warning', 'fail'] as const)
    .default('fail' as const);

/** What the codes mean for such commands. */
export const RESULT_EXITS: Partial<Record<ExitCode, string>> = {
  [EXIT.done]: 'PASS, or WARNING',
  [EXIT.failed]: 'FAIL, or WARNING with --fail-on warning',
  [EXIT.usage]: 'the command or its input is wrong',
  [EXIT.unavailable]: 'ERROR, or the time was up, or the server or the network failed',
  [EXIT.unauthenticated]: 'no API key, or it was rejected',
  [EXIT.refused]: 'not allowed, or not found',
};

const FIELDS = ['status', 'value', 'message', 'space', 'check_slug', 'id', 'created_at', 'duration_ms'];

export async function showResult(context: Pick<Context, 'io' | 'now'>, execution: Execution): Promise<void> {
  await showOne(context, execution, FIELDS);
}

/** What the process ends with after an execution with this status. */
export function exitCodeOfStatus(status: Execution['status'], failOn: FailOn): ExitCode {
  switch (status) {
    case 'FAIL':
      return EXIT.failed;
    case 'WARNING':
      return failOn === 'warning' ? EXIT.failed : EXIT.done;
    case 'ERROR':
      return EXIT.unavailable;
    // QUEUED and RUNNING: nobody wanted to wait.
    default:
      return EXIT.done;
  }
}
