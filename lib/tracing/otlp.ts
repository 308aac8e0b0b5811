import 'server-only';
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { version } from '@/package.json';
import { logger } from '../logger';
import { onShutdown } from '../shutdown';
import { setTracing } from './tracing';

const COMPLAIN_EVERY_MS = 60_000;
/** What the end of the process waits for a receiver that does not answer. */
const FLUSH_MS = 2_000;

/** A trace's number and its parent's. `tracestate` is a client's own text, and is not passed on. */
const carrierOf = { keys: Object.keys, get: (carrier: Record<string, string>, key: string) => carrier[key] };

/**
 * Starts making traces and sending them by OTLP over HTTP, as the standard OTEL_
 * variables say. The provider is not the global one: the framework would then
 * add spans of its own, whose attributes hold whole addresses, queries included.
 */
export function startOtlp(): void {
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'qarion', 'service.version': version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('qarion', version);
  const propagator = new W3CTraceContextPropagator();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  complainSeldom();
  onShutdown(() => Promise.race([provider.shutdown(), pause(FLUSH_MS)]));
  setTracing({
    run: (name, options, work) => tracer.startActiveSpan(name, options, work),
    begin(name, options, traceparent) {
      const parent = traceparent
        ? propagator.extract(ROOT_CONTEXT, { traceparent }, carrierOf)
        : ROOT_CONTEXT;
      const span = tracer.startSpan(name, options, parent);
      return { span, context: trace.setSpan(parent, span) };
    },
    within: (known, work) => context.with(known, work),
    isActive: () => trace.getActiveSpan()?.isRecording() ?? false,
  });
}

/** A receiver that is away is told of once a minute, however many batches are lost. */
function complainSeldom(): void {
  let quietUntil = 0;
  setGlobalErrorHandler((fault) => {
    const now = Date.now();
    if (now < quietUntil) return;
    quietUntil = now + COMPLAIN_EVERY_MS;
    const reason = fault instanceof Error ? fault.message : String(fault);
    logger.warn({ reason }, 'traces could not be sent');
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
