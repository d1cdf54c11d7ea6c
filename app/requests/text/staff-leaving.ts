/** Answers that can still be taken back. */
export const staffLeavingWords = {
  label: "Being sent",
  own: (reference: string) => `Your answer to ${reference} goes out within 10 seconds.`,
  others: (who: string, reference: string) => `${who}’s answer to ${reference} goes out within 10 seconds.`,
  heldUp: (reference: string) => `The answer to ${reference} couldn’t be sent yet. We’ll try again within a minute.`,
  after: (closing: boolean) => (closing ? "Then the request is closed." : "Then it’s the customer’s turn."),
  notSent: (reference: string) => `Your answer to ${reference} wasn’t sent: something changed before it went out.`,
  failed: (reference: string) => `Your answer to ${reference} wasn’t sent: something went wrong on our side.`,
  undo: "Undo",
  open: "Open it",
  undone: "Nothing was sent. Your answer is back in the box.",
  discard: "Discard",
  discarded: "Discarded. Nothing was sent.",
  tooLate: "Too late: your answer has been sent.",
};
