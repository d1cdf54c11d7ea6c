/** Somebody whom staff are to make an owner, as the team sees it. */
export const ownerClaimWords = {
  title: (who: string) => `${who} is to become an owner`,
  lead: (company: string) => `${company} was asked for it.`,
  who: "Who",
  from: "Becomes an owner",
  text: "If that is right, there is nothing to do. If not, object: then nothing happens, and we get in touch.",
  object: "Object",
  objected: (who: string) => `${who} does not become an owner. We know of it.`,
  over: "That is settled already.",
  see: "See it and object",
  ask: "Do you have a question about this?",
};
