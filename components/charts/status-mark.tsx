import type { ResultStatus } from '@/lib/checks/schema';

/** A result as a mark in a chart: each has a shape of its own, which its colour only repeats. */
export function StatusMark({ x, y, status }: { x: number; y: number; status: ResultStatus }) {
  const at = `translate(${x} ${y})`;
  switch (status) {
    case 'PASS':
      return <circle transform={at} r="3.5" className="fill-good stroke-surface" />;
    case 'WARNING':
      return <path transform={at} d="M0 -5L5 4H-5Z" className="fill-warn stroke-surface" />;
    case 'FAIL':
      return <path transform={at} d="M0 -5.5L5.5 0L0 5.5L-5.5 0Z" className="fill-bad stroke-surface" />;
    case 'ERROR':
      return (
        <path transform={at} d="M-4 -4L4 4M-4 4L4 -4" className="stroke-bad" strokeWidth="2" fill="none" />
      );
  }
}
