/** The values of a scrape, by name and labels as they stand in it. Fails on what Prometheus could not read. */
export function samplesOf(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  const described = new Set<string>();
  for (const line of text.split('\n')) {
    const [, name = ''] = /^# (?:HELP|TYPE) (\w+) /.exec(line) ?? [];
    if (name) described.add(name);
    if (line === '' || line.startsWith('#')) continue;
    const [, series = '', metric = '', value = ''] =
      /^((\w+)(?:\{(?:\w+="(?:[^"\\\n]|\\.)*",?)+\})?) (\S+)$/.exec(line) ?? [];
    const known = described.has(metric) || described.has(metric.replace(/_(bucket|sum|count)$/, ''));
    // Nothing measured yet is "Nan", which Prometheus reads in any case of its letters.
    const isNumber = /^nan$/i.test(value) || !Number.isNaN(Number(value));
    if (!known || !isNumber || samples.has(series)) throw new Error(`no sample: ${line}`);
    samples.set(series, Number(value));
  }
  return samples;
}

/** How often verifications have ended how. */
export function outcomesOf(text: string): Record<string, number> {
  const counts = [...samplesOf(text)].flatMap(([series, value]) => {
    const [, outcome] = /^qarion_key_verifications_total\{outcome="(\w+)"\}$/.exec(series) ?? [];
    return outcome ? [[outcome, value] as const] : [];
  });
  return Object.fromEntries(counts);
}
