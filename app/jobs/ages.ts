const day = 24 * 60 * 60_000;

/** How long what nobody needs any more is kept, in milliseconds; the README tells the same ages, and a test compares them. */
export const ages = {
  /** Mails with a code: who asked to sign in, and when. */
  codeMails: 30 * day,
  mails: 400 * day,
  /** From when they were made. They open for 90 days; then they offer a fresh one. */
  itemLinks: 400 * day,
  /** Then only their sums by week are kept. */
  trips: 180 * day,
  auditLog: 400 * day,
  /** Which addresses people gave up; a change can be undone for 7 days. */
  addressChanges: 400 * day,
  /** After they ran out. */
  invites: 400 * day,
  /** After they were decided. */
  joinRequests: 400 * day,
  parkedJobs: 90 * day,
  stripeEvents: 90 * day,
  stripeEventPayloads: 35 * day,
  /** Who last looked at what, and when. */
  reads: 35 * day,
  challenges: 30 * day,
  /** After they ended or ran out. */
  sessions: 90 * day,
  onceKeys: 2 * day,
  drafts: day,
  waitingEvents: 30 * day,
  unansweredImports: 30 * day,
  unsentFiles: day,
  dismissedFiles: 30 * day,
  heldFiles: 180 * day,
} as const;
