jest.setTimeout(180_000);

// A busy machine can be too slow once. What failed first is in the output, to be looked at.
if (process.env.CI) jest.retryTimes(1, { logErrorsBeforeRetry: true });
