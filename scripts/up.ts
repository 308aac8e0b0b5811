// `npm run up`: the platform, ready for use.
import { runPlatform } from './lib/platform';
import { PROCESSES_RULE, readProcesses } from './lib/processes';
import { runTask } from './lib/run-task';
import { parseCommandLine, usageError } from './lib/usage';

const USAGE = `Usage: npm run up [-- --processes N]

--processes, or QARION_PROCESSES, says how many app processes share the port: from 1 (the default) to 64, or
"auto" for one a processor core. Each runs executions too, unless QARION_WORKER=off.`;

runTask(async () => {
  const { values } = parseCommandLine({ options: { processes: { type: 'string' } } } as const, USAGE);
  const processes = values.processes === undefined ? undefined : readProcesses(values.processes);
  if (processes === null) {
    throw usageError(`--processes takes ${PROCESSES_RULE}, and got "${values.processes}".`, USAGE);
  }
  return await runPlatform({ isDev: false, processes });
});
