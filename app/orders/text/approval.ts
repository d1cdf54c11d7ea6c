import type { OrderDecision } from "#db/schema/orders.ts";

const end = (sentence: string) => sentence.replace(/(?<![.\s])[.\s]+$/, "");

/** What a customer answers when an order waits for it. */
export const approvalWords = {
  title: (needs: string) => `We need: ${end(needs)}`,
  /** Once it is answered, or waited for no more. */
  titleThen: {
    approved: (needs: string) => `Approved: ${end(needs)}`,
    change: (needs: string) => `Change requested: ${end(needs)}`,
    over: (needs: string) => `No longer needed: ${end(needs)}`,
  } satisfies Record<OrderDecision | "over", unknown>,
  look: "Please look at this first",
  askedOn: "Asked on {date}.",
  who: "Anyone in your team who can see orders can approve this or ask for a change.",
  kept: "We’ll record who did, and when.",
  note: "What should change, or anything to add?",
  noteHint: "We need this if you ask for a change. Otherwise you can leave it empty.",
  noteTooLong: (limit: number) => `Shorten your note to ${limit.toLocaleString("en-GB")} characters`,
  changeMissing: "Tell us what should change",
  give: "Approve",
  askChange: "Ask for a change",
  given: {
    approved: "Thanks, you’ve approved this. We’ll carry on.",
    change: "Thanks, we’ve got your request for a change. We’ll get back to you.",
  } satisfies Record<OrderDecision, string>,
  already: {
    approved: (email: string | null, when: string) =>
      email ? `${email} approved this on ${when}. Nothing more to do.` : `Approved on ${when}. Nothing more to do.`,
    change: (email: string | null, when: string) =>
      `${email ? `${email} asked for a change` : "A change was requested"} on ${when}. We’ll get back to you.`,
  } satisfies Record<OrderDecision, unknown>,
  changeTooLate: (email: string | null, when: string) =>
    `${email ? `${email} approved this` : "This was approved"} on ${when}, so your change wasn’t sent. You can still ask us about it on this page.`,
  over: "We no longer need this. Nothing has changed.",
  changed: "What we asked for has changed. Please look at it again before you answer.",
  back: "See where it is",
  needed: "We need something from you",
  goesOn: "We’ll carry on when we have it.",
  see: "Look at it and approve",
  ask: "Not what you expected?",
};
