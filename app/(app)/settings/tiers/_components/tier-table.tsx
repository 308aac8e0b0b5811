import { TIER_WORDS } from '@/components/tier-words';
import type { TierLimits } from '@/lib/rate-limits/schema';

/** What each tier is worth, as the environment has it. */
export function TierTable({ tiers }: { tiers: TierLimits[] }) {
  return (
    <div className="overflow-x-auto rounded border bg-surface">
      <table className="w-full text-sm">
        <caption className="sr-only">What each tier may ask for</caption>
        <thead>
          <tr className="border-b text-left text-muted *:h-10 *:px-3 *:font-medium *:whitespace-nowrap *:first:pl-4 *:last:pr-4">
            <th scope="col">Tier</th>
            <th scope="col" className="text-right">
              A minute
            </th>
            <th scope="col" className="text-right">
              An hour
            </th>
            <th scope="col" className="max-sm:hidden">
              Meant for
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {tiers.map(({ tier, minute, hour }) => (
            <tr key={tier} className="*:px-3 *:py-2.5 *:first:pl-4 *:last:pr-4">
              <th scope="row" className="text-left font-medium">
                {TIER_WORDS[tier].name}
              </th>
              <td className="text-right tabular-nums">{minute.toLocaleString('en-US')}</td>
              <td className="text-right tabular-nums">{hour.toLocaleString('en-US')}</td>
              <td className="text-muted max-sm:hidden">{TIER_WORDS[tier].meantFor}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
