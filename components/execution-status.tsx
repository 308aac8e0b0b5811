import { clsx } from 'clsx';
import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
  OctagonAlert,
  TriangleAlert,
} from 'lucide-react';
import type { ExecutionStatus } from '@/lib/executions/schema';
import { STATUS_WORDS } from './execution-text';
import { Badge, type Tone } from './ui/badge';

const LOOKS: Record<ExecutionStatus | 'none', { tone: Tone; icon: LucideIcon }> = {
  QUEUED: { tone: 'neutral', icon: Clock },
  RUNNING: { tone: 'neutral', icon: LoaderCircle },
  PASS: { tone: 'good', icon: CircleCheck },
  WARNING: { tone: 'warn', icon: TriangleAlert },
  FAIL: { tone: 'bad', icon: CircleX },
  ERROR: { tone: 'bad', icon: OctagonAlert },
  none: { tone: 'neutral', icon: CircleDashed },
};

/** What an execution came to, or how far it is; `none` for a check that never ran. */
export function StatusBadge({ status }: { status: ExecutionStatus | 'none' }) {
  const { tone, icon: Icon } = LOOKS[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden className={clsx('mr-1 -ml-0.5 size-3.5', status === 'RUNNING' && 'animate-spin')} />
      {STATUS_WORDS[status]}
    </Badge>
  );
}
