/** Somebody whom staff are to make an owner, as the team sees it. */
export const ownerClaimWords = {
  title: (who: string) => `${who} will become an owner`,
  lead: (company: string) => `Someone asked ${company} for this.`,
  who: "Who",
  from: "Becomes an owner",
  text: "If that’s right, you don’t need to do anything. If not, object. It won’t happen, and we’ll get in touch.",
  object: "Object",
  objected: (who: string) => `${who} won’t become an owner. We’ve been told.`,
  over: "That has already been settled.",
  see: "See it and object",
  ask: "Questions about this?",
};
