/** A short name to go with a name: "Müller & Söhne, EMEA" suggests "muller-sohne-emea". Whole words, as far as they fit. */
export function suggestSlug(name: string, maxLength = 50): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const [first = '', ...rest] = words;
  let slug = first.slice(0, maxLength);
  for (const word of rest) {
    if (slug.length + 1 + word.length > maxLength) break;
    slug += `-${word}`;
  }
  return slug;
}
