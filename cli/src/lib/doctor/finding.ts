import type { ExitCode } from '../exit-codes';

/** One thing that was looked at. */
export type Finding = {
  check: string;
  status: 'ok' | 'warning' | 'problem';
  /** What was found; when it is not well, also what to do. */
  detail: string;
  /** What the process ends with because of a problem. */
  exitCode?: ExitCode;
};

export const ok = (check: string, detail: string): Finding => ({ check, status: 'ok', detail });
export const warning = (check: string, detail: string): Finding => ({ check, status: 'warning', detail });
export const problem = (check: string, detail: string, exitCode: ExitCode): Finding => ({
  check,
  status: 'problem',
  detail,
  exitCode,
});
