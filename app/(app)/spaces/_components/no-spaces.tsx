import { LayoutGrid } from 'lucide-react';
import { SpaceEmptyState } from '@/components/space-empty-state';

export function NoSpaces({ mayCreate }: { mayCreate: boolean }) {
  return (
    <SpaceEmptyState
      icon={<LayoutGrid aria-hidden />}
      title={mayCreate ? 'Create the first space' : 'You are in no space yet'}
    >
      {mayCreate
        ? 'Name it after a team or a domain of data. You become its first admin and can add people to it.'
        : 'Ask an admin of the space you need to add you. As soon as they have, it is listed here.'}
    </SpaceEmptyState>
  );
}
