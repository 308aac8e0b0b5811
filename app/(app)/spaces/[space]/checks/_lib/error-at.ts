/** What is wrong at a place of the form, or anywhere below it: the first of `thresholds.warning.value` for `thresholds.warning`. */
export function errorAt(errors: Record<string, string>, place: string): string | undefined {
  const key = Object.keys(errors).find((name) => name === place || name.startsWith(`${place}.`));
  return key === undefined ? undefined : errors[key];
}

/** The places of the form that show what is wrong with them. */
const PLACES = [
  'name',
  'slug',
  'description',
  'severity',
  'schedule',
  'checkType',
  'source',
  'query',
  'configuration',
  'thresholds',
];

/** What no place of the form shows. */
export function unplacedErrors(errors: Record<string, string>): string[] {
  return Object.entries(errors).flatMap(([key, message]) =>
    PLACES.some((place) => key === place || key.startsWith(`${place}.`)) ? [] : [message],
  );
}
