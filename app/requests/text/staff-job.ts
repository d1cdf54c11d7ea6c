import type { RequestJob } from "#db/schema/requests.ts";

const jobs = {
  invoice: "Invoice",
  order: "Order",
  details: "Details",
  payment: "Payment",
  other: "Something else",
} satisfies Record<RequestJob, string>;

/** What a request was about, as the figures count it. */
export const staffJobWords = {
  jobs,
  what: "What was it about?",
  optional: "For your figures. Optional.",
  counted: (job: RequestJob) => `Counted as: ${jobs[job]}`,
  saved: (job: RequestJob) => `Saved. Counted as: ${jobs[job]}.`,
};
