'use client';

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { numberText } from '../check-value';
import { StatusBadge } from '../execution-status';
import { utcTimeText } from '../relative-time-text';
import { StatusMark } from './status-mark';
import { hasMark, type TrendLimit, type TrendPoint, tickText, trendTicks, trendTimeText } from './trend-data';

const TICK = { fill: 'var(--color-muted)', fontSize: 12 };
const LETTER_WIDTH = 7;
const AXIS_GAP = 12;

type Props = { label: string; points: TrendPoint[]; limits: TrendLimit[] };

export default function TrendLines({ label, points, limits }: Props) {
  const ticks = trendTicks(points, limits);
  const [ground = 0, top = 1] = [ticks[0], ticks.at(-1)];
  const timeText = trendTimeText(points);
  const labelOf = tickText(ticks);
  // Known before anything is drawn, so that nothing moves after.
  const axisWidth = AXIS_GAP + LETTER_WIDTH * Math.max(...ticks.map((tick) => labelOf(tick).length));
  const data = points.map((point, index) => ({
    ...point,
    index,
    isMarked: hasMark(points, index),
    // An execution that measured nothing is marked on the ground of the chart.
    fault: point.value === null ? ground : null,
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={data} title={label} margin={{ top: 8, right: 16, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="index"
          tickFormatter={(index: number) => timeText(points[index])}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--color-line)' }}
          minTickGap={48}
          interval="preserveStartEnd"
        />
        <YAxis
          domain={[ground, top]}
          ticks={ticks}
          interval={0}
          tickFormatter={labelOf}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={axisWidth}
        />
        {limits.map(({ kind, value }) => (
          <ReferenceLine
            key={`${kind} ${value}`}
            y={value}
            stroke={kind === 'critical' ? 'var(--color-bad)' : 'var(--color-warn)'}
            strokeDasharray={kind === 'critical' ? '7 4' : '2 4'}
            strokeWidth={1.5}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--color-line-strong)' }}
          content={({ payload }) => <PointNote point={points[Number(payload?.[0]?.payload?.index)]} />}
        />
        <Line
          dataKey="value"
          type="linear"
          stroke="var(--color-accent-ink)"
          strokeWidth={1.75}
          isAnimationActive={false}
          dot={({ cx, cy, payload, index }) => <Mark key={index} x={cx} y={cy} point={payload} />}
          activeDot={false}
        />
        <Line
          dataKey="fault"
          stroke="none"
          isAnimationActive={false}
          dot={({ cx, cy, payload, index }) => <Mark key={index} x={cx} y={cy} point={payload} />}
          activeDot={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
}

type MarkProps = { x: number | undefined; y: number | undefined; point: TrendPoint & { isMarked: boolean } };

/** Nothing where this line has no value, or needs none. */
function Mark({ x, y, point }: MarkProps) {
  return point.isMarked && x !== undefined && y !== undefined && Number.isFinite(y) ? (
    <StatusMark x={x} y={y} status={point.status} />
  ) : (
    <g />
  );
}

function PointNote({ point }: { point: TrendPoint | undefined }) {
  if (!point) return null;
  return (
    <div className="rounded bg-raised px-3 py-2 text-sm shadow-popup">
      <p className="flex items-center gap-2">
        <StatusBadge status={point.status} />
        <span className="font-medium">{point.value === null ? 'No value' : numberText(point.value)}</span>
      </p>
      <p className="mt-1 text-xs text-muted">{utcTimeText(point.at)}</p>
    </div>
  );
}
