// What the processes of a cluster say to each other about metrics. Plain
// JavaScript, because the first of them runs without a loader.

/** A process to the first: it has metrics. */
export const JOINED = 'qarion:metrics:joined';
/** A process to the first: somebody wants the metrics of all. */
export const WANTED = 'qarion:metrics:wanted';
/** The first to a process: tell yours. */
export const TELL = 'qarion:metrics:tell';
/** A process to the first: these are mine. */
export const TOLD = 'qarion:metrics:told';
/** The first to the process that wanted them: these are all. */
export const ALL = 'qarion:metrics:all';
