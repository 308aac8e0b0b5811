/** What the process ends with. The README and every help text explain them. */
export const EXIT = {
  done: 0,
  /** The check FAILed, or is a WARNING and that was to count. */
  failed: 1,
  /** The command, its input or a file is wrong; or the answer to a question was no. */
  usage: 2,
  /** Nothing was measured, the time was up, or the server or the network failed. */
  unavailable: 3,
  /** There is no key, or it was rejected. */
  unauthenticated: 4,
  /** The key is good but may not do this, or there is no such thing. */
  refused: 5,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
