import type { ClosingAnswer } from "#db/schema/asked.ts";

/** "Did this answer it?", once a request is closed. */
export const closingVotesWords = {
  question: "Did this answer it?",
  answers: { yes: "Yes", no: "No" } satisfies Record<ClosingAnswer, string>,
  said: { yes: "You said yes.", no: "You said no." } satisfies Record<ClosingAnswer, string>,
  change: { yes: "Change to yes", no: "Change to no" } satisfies Record<ClosingAnswer, string>,
  thanks: {
    yes: "Thanks for telling us.",
    no: "Thanks for telling us. Write what’s missing below, and the request is open again.",
  } satisfies Record<ClosingAnswer, string>,
  toStaff: {
    yes: "Customer: it answered the question",
    no: "Customer: it didn’t answer the question",
  } satisfies Record<ClosingAnswer, string>,
};
