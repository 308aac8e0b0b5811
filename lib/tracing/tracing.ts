import type { Context, Span, SpanOptions } from '@opentelemetry/api';

/**
 * Traces, as far as the rest of the code knows of them. What makes and sends
 * them is `otlp.ts`, which is loaded only where it is told to whom.
 */
export type Tracing = {
  /** Runs work as a part of what is traced already, or as a trace of its own. */
  run<T>(name: string, options: SpanOptions, work: (span: Span) => T): T;
  /** Begins what another process may have begun before, by its `traceparent`. */
  begin(
    name: string,
    options: SpanOptions,
    traceparent: string | undefined,
  ): { span: Span; context: Context };
  /** Runs work as a part of what was begun. */
  within<T>(context: Context, work: () => T): T;
  /** Whether anything is being traced right now. */
  isActive(): boolean;
};

// The framework may load this module more than once in a process; tracing is one.
const TRACING = Symbol.for('qarion.tracing');
const holder = globalThis as typeof globalThis & { [TRACING]?: Tracing };

/** None unless `OTEL_EXPORTER_OTLP_ENDPOINT` is set. */
export function tracing(): Tracing | undefined {
  return holder[TRACING];
}

export function setTracing(started: Tracing): void {
  holder[TRACING] = started;
}

const ERROR = 2; // SpanStatusCode.ERROR: the enum itself would load the library.

/** Marks what failed by a code from a closed list. A message could hold anything, and is in the log. */
export function markFailed(span: Span, code: string): void {
  span.setAttribute('error.type', code).setStatus({ code: ERROR });
}

/** Does work and, where traces are wanted, traces it under a name. */
export function traced<T>(
  name: string,
  work: (span: Span | undefined) => Promise<T>,
  options: SpanOptions = {},
): Promise<T> {
  const traces = tracing();
  if (!traces) return work(undefined);
  return traces.run(name, options, (span) => work(span).finally(() => span.end()));
}
