/** The environment every test starts from, before any module of ours is loaded. */
process.env.LOG_LEVEL ||= 'silent';
process.env.NEXTAUTH_URL = 'http://localhost:3000';
process.env.NEXTAUTH_SECRET = 'only-for-tests-0123456789abcdefghijklmnop';
// Tests of limits switch them on.
process.env.QARION_RATE_LIMIT ||= 'off';
