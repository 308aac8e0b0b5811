import { FileSpreadsheet, ServerCog } from 'lucide-react';
import { KIND_WORDS } from './source-words';

const ICONS = { postgres: ServerCog, files: FileSpreadsheet };

/** What the kinds are, for those who read the list. */
export function SourceKinds() {
  return (
    <dl className="mt-8 grid gap-6 sm:grid-cols-2">
      {(['postgres', 'files'] as const).map((kind) => {
        const Icon = ICONS[kind];
        return (
          <div key={kind}>
            <dt className="flex items-center gap-2 font-medium">
              <Icon aria-hidden className="size-4 text-muted" />
              {KIND_WORDS[kind].name}
            </dt>
            <dd className="mt-1 text-sm text-muted">{KIND_WORDS[kind].text}</dd>
          </div>
        );
      })}
    </dl>
  );
}
