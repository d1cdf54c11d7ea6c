/** What somebody of several customers reads of a mail that does not say for which it is. */
export const askedMailWords = {
  title: "Which customer is your email for?",
  lead: "We got your email on {date}. Choose who it’s for. Colleagues there may be able to read it.",
  choose: (organization: string) => `It’s for ${organization}`,
  ask: "None of these?",
  chosen: "Thank you. We’ll answer here and by email.",
};
