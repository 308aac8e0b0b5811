import 'server-only';
import { env } from '../env';

/** Starts tracing where it is wanted; elsewhere nothing of it is even loaded. */
export async function startTracing(): Promise<void> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const { startOtlp } = await import('./otlp');
  startOtlp();
}
