import type { ResultStatus } from '@/lib/checks/schema';
import { sparklinePath, sparklinePoints } from './sparkline-path';

const BOX = { width: 80, height: 24, padding: 3 };

const END_LOOK: Record<ResultStatus, string> = {
  PASS: 'fill-good',
  WARNING: 'fill-warn',
  FAIL: 'fill-bad',
  ERROR: 'fill-bad',
};

type Props = { points: { value: number | null; status: ResultStatus }[] };

/** The recent values as a line without axes. The value beside it says the same to those who do not see it. */
export function Sparkline({ points }: Props) {
  const placed = sparklinePoints(
    points.map(({ value }) => value),
    BOX,
  );
  const end = placed.at(-1);
  const last = points.at(-1);
  if (placed.filter((point) => point !== null).length < 2) return null;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      width={BOX.width}
      height={BOX.height}
      className="block shrink-0 overflow-visible text-muted"
      fill="none"
    >
      <path
        d={sparklinePath(placed)}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {end && last && (
        <circle cx={end.x} cy={end.y} r="2.5" stroke="none" className={END_LOOK[last.status]} />
      )}
    </svg>
  );
}
