'use client';

import { SignInAgainLink } from './sign-in-again-link';
import { Notice } from './ui/notice';

/** What went wrong with a form, when no field of it explains that. */
export type FormFailure = { message: string; isSignedOut: boolean };

type Props = { failure: FormFailure | undefined; className?: string };

/** The way out is beside the message: who was signed out meanwhile keeps the form, and what is in it. */
export function FormError({ failure, className }: Props) {
  if (!failure) return null;
  return (
    <Notice tone="bad" role="alert" {...(className && { className })}>
      {failure.isSignedOut ? (
        <>
          Your session has ended. What you entered is kept: <SignInAgainLink />, then come back here and try
          again.
        </>
      ) : (
        failure.message
      )}
    </Notice>
  );
}
