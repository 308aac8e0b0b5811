'use client';

import { Copy, CopyPlus, Ellipsis, Info, PencilLine, RefreshCw } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import { replacementName } from '../_lib/expiry';
import { DELETE_BUTTON_ATTRIBUTE } from './focus-after-delete';
import { useKeyDialogs } from './key-dialogs';

type Props = { apiKey: UsedApiKeyView; isUsable: boolean };

export function KeyRowActions({ apiKey, isUsable }: Props) {
  const menuButton = useRef<HTMLButtonElement>(null);
  const { open } = useKeyDialogs();
  const toast = useToast();

  async function copyPrefix() {
    try {
      await navigator.clipboard.writeText(apiKey.keyPrefix);
      toast('Prefix copied', { description: apiKey.keyPrefix });
    } catch {
      toast('The browser did not allow copying', {
        type: 'error',
        description: `Select it by hand: ${apiKey.keyPrefix}`,
      });
    }
  }

  return (
    <div className="inline-flex gap-1">
      <Button
        size="small"
        aria-label={`Delete ${apiKey.name}`}
        className="@max-4xl:h-9 hover:border-bad hover:text-bad"
        {...{ [DELETE_BUTTON_ATTRIBUTE]: apiKey.id }}
        onClick={(event) => open({ kind: 'delete', apiKey }, event.currentTarget)}
      >
        Delete
      </Button>
      <Menu
        trigger={
          <Button
            ref={menuButton}
            variant="ghost"
            size="icon"
            aria-label={`More for ${apiKey.name}`}
            className="@max-4xl:size-9"
          >
            <Ellipsis aria-hidden className="size-4" />
          </Button>
        }
      >
        <MenuItem
          icon={<PencilLine aria-hidden />}
          onSelect={() => open({ kind: 'rename', apiKey }, menuButton.current)}
        >
          Rename
        </MenuItem>
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void copyPrefix()}>
          Copy prefix
        </MenuItem>
        <MenuItem
          icon={<Info aria-hidden />}
          onSelect={() => open({ kind: 'details', apiKey }, menuButton.current)}
        >
          Details
        </MenuItem>
        {!apiKey.replacedBy && (
          <>
            <MenuSeparator />
            {isUsable ? (
              <MenuItem
                icon={<RefreshCw aria-hidden />}
                onSelect={() => open({ kind: 'rotate', apiKey }, menuButton.current)}
              >
                Rotate
              </MenuItem>
            ) : (
              <MenuItem
                icon={<CopyPlus aria-hidden />}
                onSelect={() =>
                  open({ kind: 'create', suggestedName: replacementName(apiKey.name) }, menuButton.current)
                }
              >
                Create replacement
              </MenuItem>
            )}
          </>
        )}
      </Menu>
    </div>
  );
}
