/** What somebody of several customers reads of a mail that does not say for which it is. */
export const askedMailWords = {
  title: "Which customer is your email for?",
  lead: "We got your email on {date}. Say who it’s for and it becomes a request there, which your colleagues may be able to read.",
  choose: (organization: string) => `It’s for ${organization}`,
  ask: "Is it for none of them?",
  chosen: "Thank you. We’ll answer here and by email.",
};
