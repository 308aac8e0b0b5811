// `npm run sdk`: writes what the TypeScript SDK knows of the API, from the OpenAPI document.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTask } from './lib/run-task';
import { sdkFiles } from './lib/sdk-types';
import { say } from './lib/terminal';

runTask(async () => {
  const { openApiDocument } = await import('@/lib/http/openapi');
  for (const [file, text] of Object.entries(sdkFiles(openApiDocument()))) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    say(`Written: ${path.relative(process.cwd(), file)}`);
  }
  return 0;
});
