/** The options of tests that take minutes on a machine that has nothing else to do. */
export const VERY_SLOW = { timeout: 40 * 60_000 } as const;
