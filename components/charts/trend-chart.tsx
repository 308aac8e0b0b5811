'use client';

import dynamic from 'next/dynamic';
import type { TrendLimit, TrendPoint } from './trend-data';

/** The drawing comes after the page: its library is large, and writes styles that no page of ours may arrive with. */
const TrendLines = dynamic(() => import('./trend-lines'), { ssr: false });

type Props = { label: string; points: TrendPoint[]; limits: TrendLimit[] };

/** The values of a check over time. Its room is kept from the start, so that nothing moves when it is drawn. */
export function TrendChart(props: Props) {
  return (
    <div className="h-64 w-full min-w-0 overflow-hidden">
      <TrendLines {...props} />
    </div>
  );
}
