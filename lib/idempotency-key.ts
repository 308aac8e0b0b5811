import { z } from 'zod';
import { isOneLine } from './plain-text';

/** A client's own name for a request, so that sending it again does nothing new. */
export const idempotencyKeySchema = z
  .string()
  .min(1, 'Use at least 1 character.')
  .max(255, 'Use at most 255 characters.')
  .refine(isOneLine, 'Use no control characters.');
