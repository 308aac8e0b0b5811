const SENTENCES: Record<string, string> = {
  invalid_credentials: 'E-mail address and password do not match an account.',
  too_many_attempts: 'Too many attempts. Wait a few minutes, then try again.',
  busy: 'Too many people are signing in right now. Wait a moment, then try again.',
  database_unavailable: 'We cannot reach the database right now. Nothing was lost; try again in a moment.',
  identity_refused:
    'Your identity provider signed you in, but there is no account you may use here. Ask an administrator.',
  offline: 'The server did not answer. What you entered is kept: check the connection, then try again.',
};

/** The sentence for an error code of ours or of next-auth; never says whether an account exists. */
export function signInError(code: string): string {
  return SENTENCES[code] ?? 'You could not be signed in. Try again; if it stays, ask an administrator.';
}
