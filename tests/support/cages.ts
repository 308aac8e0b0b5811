import { execFileSync } from 'node:child_process';

/** Our children that run queries. */
export function cagePids(parent = process.pid): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return listed.split('\n').flatMap((line) => {
    const [, pid, ppid, stat, args = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isCage = args.includes('cage-process.mjs') && !stat?.startsWith('Z');
    return isCage && Number(ppid) === parent ? [Number(pid)] : [];
  });
}

export function isRunning(pid: number): boolean {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,stat='], { encoding: 'utf8' });
  return new RegExp(`^\\s*${pid}\\s+[^Z\\s]`, 'm').test(listed);
}
