const end = (sentence: string) => sentence.replace(/(?<![.\s])[.\s]+$/, "");

/** What a customer gives when an order waits for it. */
export const approvalWords = {
  title: (needs: string) => `We need: ${end(needs)}`,
  askedOn: "Asked on {date}.",
  kept: "Who approved, and when, is kept with the order, for you and for us to see.",
  note: "Anything to add?",
  noteTooLong: (limit: number) => `Shorten what you add to ${limit.toLocaleString("en-GB")} characters`,
  give: "Approve",
  given: "Thank you. We have your approval and go on.",
  already: (email: string | null, when: string) =>
    email ? `${email} approved this on ${when}. Nothing more to do.` : `Approved on ${when}. Nothing more to do.`,
  over: "This is not waited for any more. Nothing was changed.",
  changed: "What we asked for has changed. Look at it again before you approve.",
  back: "See where it is",
  needed: "One thing from you",
  goesOn: "We go on as soon as we have it.",
  see: "Look at it and approve",
  ask: "Not what you expected?",
};
