import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openApiDocument } from '@/lib/http/openapi';
import { typeOf } from '@/scripts/lib/sdk-schema';
import { sdkFiles } from '@/scripts/lib/sdk-types';

const written = Object.entries(sdkFiles(openApiDocument()));

test.each(written)('%s is what `npm run sdk` would write now', (file, text) => {
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('the SDK knows types and operations', () => {
  expect(written.map(([file]) => path.basename(file)).sort()).toEqual(['operations.ts', 'types.ts']);
});

describe('a schema as TypeScript', () => {
  it.each([
    [{ type: 'integer' }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ enum: ['a', 'b'] }, "'a' | 'b'"],
    [{ type: 'array', items: { type: ['string', 'null'] } }, '(string | null)[]'],
    [{ type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 }, '[number, number]'],
    [{ type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }, '[number, string]'],
    [{ anyOf: [{ $ref: '#/components/schemas/Check' }, { type: 'null' }] }, 'Check | null'],
    [
      {
        type: 'object',
        properties: { is_on: { type: 'boolean' }, at: { type: 'string' } },
        required: ['at'],
      },
      '{ isOn?: boolean | undefined; at: string; }',
    ],
  ])('%j', (schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('is never guessed', () => {
    expect(() => typeOf({ type: 'array' })).toThrow('an array without items');
    expect(() => typeOf({})).toThrow('no TypeScript for the schema {}');
  });
});
