const end = (sentence: string) => sentence.replace(/(?<![.\s])[.\s]+$/, "");

/** What a customer gives when an order waits for it. */
export const approvalWords = {
  title: (needs: string) => `We need: ${end(needs)}`,
  askedOn: "Asked on {date}.",
  kept: "We’ll record who approved this, and when.",
  note: "Anything to add?",
  noteTooLong: (limit: number) => `Shorten what you add to ${limit.toLocaleString("en-GB")} characters`,
  give: "Approve",
  given: "Thanks, you’ve approved this. We’ll carry on.",
  already: (email: string | null, when: string) =>
    email ? `${email} approved this on ${when}. Nothing more to do.` : `Approved on ${when}. Nothing more to do.`,
  over: "We no longer need this. Nothing has changed.",
  changed: "What we asked for has changed. Please look at it again before you approve.",
  back: "See where it is",
  needed: "We need something from you",
  goesOn: "We’ll continue as soon as we have it.",
  see: "Look at it and approve",
  ask: "Not what you expected?",
};
