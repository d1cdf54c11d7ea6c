export const billingStandingWords = {
  asOf: (time: string) => `As of ${time}. We can’t reach Stripe at the moment.`,
  readingTitle: "We’re still loading your invoices",
  reading: "We’re loading your invoices and payments from Stripe. They’ll appear here shortly.",
};
