import { runProgram } from './program';

const { argv, env, stdin, stdout, stderr } = process;
// Whoever reads may leave before the end. Each write is told; without a listener, the process would die of it.
for (const stream of [stdout, stderr]) stream.on('error', () => {});

void runProgram({ streams: { stdin, stdout, stderr }, env, now: () => new Date() }, argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
);
