'use server';

import { headers } from 'next/headers';
import { approveDeviceLogin, denyDeviceLogin } from '@/lib/device-logins/device-logins';
import { approveSchema, type DecidedLogin, userCodeSchema } from '@/lib/device-logins/schema';
import type { ActionResult } from '@/lib/errors/action-result';
import { runAction } from '@/lib/http/action';

export async function approveDeviceAction(input: unknown): Promise<ActionResult<DecidedLogin>> {
  const address = (await headers()).get('x-forwarded-for');
  return runAction(approveSchema, input, (actor, wanted) => approveDeviceLogin(actor, wanted, address));
}

export async function denyDeviceAction(input: unknown): Promise<ActionResult<DecidedLogin>> {
  const address = (await headers()).get('x-forwarded-for');
  return runAction(userCodeSchema, input, (actor, code) => denyDeviceLogin(actor, code, address));
}
