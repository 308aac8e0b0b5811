import type { ApiDocument } from '@/app/(app)/docs/api/_lib/document';
import { referenceGroups } from '@/app/(app)/docs/api/_lib/reference';
import { openApiDocument, operations } from '@/lib/http/openapi';

const groups = referenceGroups(openApiDocument() as unknown as ApiDocument, 'https://qarion.example/api');
const shown = groups.flatMap((group) => group.operations);

describe('the API reference', () => {
  it('shows every operation once', () => {
    expect(shown.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it('has a curl example for each, with a key only where one is needed', () => {
    for (const { curl, needsKey, path } of shown) {
      expect(curl).toMatch(/^curl .*https:\/\/qarion\.example\/api\//s);
      expect([path, curl.includes('Authorization: Bearer')]).toEqual([path, needsKey]);
    }
  });

  it('says what is sent as a form, and shows how', () => {
    const ask = shown.find(({ id }) => id === 'requestDeviceCode');
    expect(ask?.bodyType).toBe('application/x-www-form-urlencoded');
    expect(ask?.curl).toContain("--data-urlencode 'client_id=qarion-cli'");
    expect(ask?.errors.find(({ status }) => status === '400')?.codes).toEqual([
      'invalid_request',
      'invalid_client',
    ]);
  });

  it('follows references, lists and choices down to each field', () => {
    const me = shown.find(({ path }) => path === '/users/me');
    expect(me?.success.fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['email', 'spaces[].slug', 'api_key.key_prefix']),
    );
    const create = shown.find(({ id }) => id === 'createApiKey');
    expect(create?.body).toContainEqual({
      name: 'expires_in_days',
      type: 'integer or null',
      isRequired: false,
      description: expect.stringContaining('days'),
      example: 90,
    });
    expect(create?.errors.find(({ status }) => status === '409')?.codes).toEqual([
      'name_taken',
      'too_many_keys',
    ]);
  });
});
