import { SourceError } from '@/lib/sources/source-error';

test('a fault of a source is known as one, whichever copy of the module threw it', () => {
  let other = SourceError;
  jest.isolateModules(() => {
    other = jest.requireActual<typeof import('@/lib/sources/source-error')>(
      '@/lib/sources/source-error',
    ).SourceError;
  });
  expect(other).not.toBe(SourceError);
  expect(new other('failed', 'No such column.')).toBeInstanceOf(SourceError);
  expect(new SourceError('failed', 'No such column.')).toBeInstanceOf(other);
  for (const foreign of [new Error('No such column.'), null, 'No such column.', { kind: 'failed' }])
    expect(foreign instanceof SourceError).toBe(false);
});
