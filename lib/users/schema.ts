import { z } from 'zod';
import { isOneLine } from '../plain-text';
import type { Role } from '../roles';

/** bcrypt reads 72 bytes and silently ignores the rest, so a longer password is refused. */
const PASSWORD_MAX_BYTES = 72;
const PASSWORD_MIN_LENGTH = 12;

export const emailSchema = z
  .string({ error: 'Enter an e-mail address.' })
  .trim()
  .toLowerCase()
  .max(254, 'Use at most 254 characters.')
  .pipe(z.email('Enter an e-mail address like ada@example.com.'));

export const newPasswordSchema = z
  .string({ error: 'Enter a password.' })
  .min(PASSWORD_MIN_LENGTH, `Use at least ${PASSWORD_MIN_LENGTH} characters.`)
  .refine(
    (password) => new TextEncoder().encode(password).length <= PASSWORD_MAX_BYTES,
    `Use at most ${PASSWORD_MAX_BYTES} bytes (72 plain letters).`,
  );

const personNameSchema = z
  .string()
  .trim()
  .max(100, 'Use at most 100 characters.')
  .refine(isOneLine, 'Use no line breaks or control characters.');

export const profileSchema = z.strictObject({ firstName: personNameSchema, lastName: personNameSchema });
export type ProfileInput = z.input<typeof profileSchema>;

export const changePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1, 'Enter your current password.').max(1000),
  newPassword: newPasswordSchema,
});
export type ChangePasswordInput = z.input<typeof changePasswordSchema>;

export const newUserSchema = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  firstName: personNameSchema.default(''),
  lastName: personNameSchema.default(''),
});
export type NewUserInput = z.input<typeof newUserSchema>;

/** A person as they may see themselves. */
export type ProfileView = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  isSuperadmin: boolean;
  /** False for people who only sign in through the identity provider. */
  hasPassword: boolean;
  createdAt: Date;
  lastLoginAt: Date | null;
  spaces: { id: string; slug: string; name: string; role: Role }[];
};
