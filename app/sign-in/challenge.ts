import type { challenges } from "#db/schema/sign-in.ts";

/** What somebody has to prove: that a mailbox is theirs, by a link or a code. */
export type Challenge = typeof challenges.$inferSelect;
