/** The one limiter that runs at the edge, taken by its file: the package's own entry loads those that cannot. */
declare module 'rate-limiter-flexible/lib/RateLimiterMemory.js' {
  export { RateLimiterMemory as default } from 'rate-limiter-flexible';
}
