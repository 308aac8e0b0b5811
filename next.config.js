/** Said with every answer, pages and API alike; the page's own policy comes from the middleware. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
];

/** Loaded only where traces are wanted, and so not to be a part of any bundle. */
const TRACING_PACKAGES = [
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/core',
  '@opentelemetry/exporter-trace-otlp-proto',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-base',
];

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // What `npm run standalone` takes its parts from; a build for this folder itself can do without.
  output: process.env.QARION_STANDALONE === '1' ? 'standalone' : undefined,
  reactStrictMode: true,
  typedRoutes: true,
  // They start threads, or read files of their own, which a bundle would not have.
  serverExternalPackages: ['piscina', 'pg-boss', 'prom-client', ...TRACING_PACKAGES],
  // `npm run check` looks at the types, tests and scripts included; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },

  async headers() {
    return [
      { source: '/:path*', headers: securityHeaders },
      {
        source: '/api/:path*',
        headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }],
      },
      {
        source: '/:path*',
        // The server sets this header itself and never believes a client's.
        has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
        headers: [{ key: 'Strict-Transport-Security', value: 'max-age=63072000' }],
      },
    ];
  },

  async rewrites() {
    return {
      // Both public spellings: a version in front, and keys below "me".
      beforeFiles: [
        { source: '/api/v1.0/:path*', destination: '/api/:path*' },
        { source: '/api/api-keys/me/api-keys/:path*', destination: '/api/api-keys/:path*' },
      ],
      afterFiles: [],
      fallback: [],
    };
  },
};

module.exports = config;
