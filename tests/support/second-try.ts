// A busy machine can be too slow once. Who fails and then passes is listed at the end of the run, to be looked at.
if (process.env.QARION_SECOND_TRY) jest.retryTimes(1, { logErrorsBeforeRetry: true });
