'use client';

import { useRouter } from 'next/navigation';
import { Select } from '@/components/ui/select';
import { EXECUTION_STATUSES } from '@/lib/executions/schema';
import { type ExecutionsQuery, executionsHref, STATUS_FILTERS } from '../_lib/executions-query';

export function StatusFilter({ space, status }: { space: string; status: ExecutionsQuery['status'] }) {
  const router = useRouter();
  return (
    <Select
      aria-label="Result"
      value={status}
      onChange={({ currentTarget: { value } }) => {
        const next = EXECUTION_STATUSES.find((known) => known === value) ?? '';
        router.push(executionsHref(space, { status: next, page: 1 }), { scroll: false });
      }}
      options={STATUS_FILTERS}
      className="mb-3 sm:w-44"
    />
  );
}
