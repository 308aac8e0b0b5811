import { Command } from '@commander-js/extra-typings';
import { helpText, type Starts } from '../lib/command';
import type { Context } from '../lib/context';
import type { Finding } from '../lib/doctor/finding';
import { examineIdentity, examineKey } from '../lib/doctor/key';
import { examineMachine } from '../lib/doctor/local';
import { examineServer } from '../lib/doctor/server';
import { EXIT, type ExitCode } from '../lib/exit-codes';
import type { Colour } from '../lib/paint';
import { plainJson, plainLine } from '../lib/plain-text';
import { printData } from '../lib/show';
import { VERSION } from '../lib/version';

export const doctorCommand = ({ withoutKey }: Starts) =>
  new Command('doctor')
    .description('Find out why a key or a connection does not work')
    .addHelpText(
      'after',
      helpText({
        output: `What was looked at, each ok, warning or problem, with what to do about it.
          As JSON: an array of check, status and detail. No part of a key but its prefix is in it.
          Settings that others can read are closed to them.`,
        exits: {
          [EXIT.done]: 'no problem',
          [EXIT.usage]: 'a setting is wrong',
          [EXIT.unavailable]: 'the server is the problem',
          [EXIT.unauthenticated]: 'the key is the problem',
        },
        examples: [
          ['qarion doctor', 'look at everything'],
          ['qarion doctor --json | jq -r \'.[] | select(.status != "ok").detail\'', 'only what is not well'],
        ],
      }),
    )
    .action(() => withoutKey(examine, {}));

export async function examine(_: object, context: Context): Promise<ExitCode> {
  const { io, now, connection } = context;
  const findings: Finding[] = [
    { check: 'program', status: 'ok', detail: `qarion ${VERSION}, Node.js ${process.version}` },
    ...(await examineMachine(context)),
    ...(await io.whileWaiting('Asking the server', () => examineServer(connection.baseUrl, now))),
    await examineKey(context),
  ];
  // A server that does not answer, or a key that is none, says nothing about who one is.
  const isAskable = findings.every(({ status }) => status !== 'problem');
  if (isAskable) findings.push(await examineIdentity(context));
  await show(context, findings);
  return findings.find(({ exitCode }) => exitCode !== undefined)?.exitCode ?? EXIT.done;
}

const MARKS: Record<Finding['status'], { mark: string; colour: Colour }> = {
  ok: { mark: '✓', colour: 'green' },
  warning: { mark: '!', colour: 'yellow' },
  problem: { mark: '✗', colour: 'red' },
};

async function show({ io }: Pick<Context, 'io'>, findings: readonly Finding[]): Promise<void> {
  if (io.isJson) {
    const records = findings.map(({ check, status, detail }) => ({ check, status, detail }));
    return await printData(io, `${plainJson(records)}\n`);
  }
  const lines = findings.map(({ check, status, detail }) => {
    const { mark, colour } = MARKS[status];
    return `${io.paint(colour, mark)} ${io.paint('dim', check.padEnd(9))} ${plainLine(detail)}\n`;
  });
  await printData(io, lines.join(''));
}
