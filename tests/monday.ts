/** Monday 23 November 2026, 10:00 UTC: where a test's clock stands unless it says otherwise. */
export const monday = Date.UTC(2026, 10, 23, 10);
