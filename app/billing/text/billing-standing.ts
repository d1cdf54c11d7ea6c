export const billingStandingWords = {
  asOf: (time: string) => `As of ${time}. We cannot reach our payment provider at the moment.`,
  readingTitle: "Your billing is still being read",
  reading: "We are fetching your invoices and payments from our payment provider. They appear here by themselves.",
};
