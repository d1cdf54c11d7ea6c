/** Which build this is, as the build wrote it down. */
export const buildInfo = { version: import.meta.env.FOYER_VERSION, commit: import.meta.env.FOYER_COMMIT };
