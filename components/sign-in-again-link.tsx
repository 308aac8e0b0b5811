'use client';

/** In a new tab, so that whatever is open in this one stays as it is. */
export function SignInAgainLink() {
  const here = `${window.location.pathname}${window.location.search}`;
  const query = new URLSearchParams({ reason: 'session_ended', callbackUrl: here });
  return (
    <a
      href={`/sign-in?${query}`}
      target="_blank"
      className="rounded font-medium underline underline-offset-2"
      rel="noopener"
    >
      sign in in a new tab
    </a>
  );
}
