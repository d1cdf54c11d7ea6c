/** Of emails about money that nobody of an organization gets any more. */
export const unheardWords = {
  home: "Nobody gets our emails about invoices and failed payments: they all come back. Add an address that works.",
  homeTitle: "Emails about payments reach nobody",
  customer: "Emails about invoices and failed payments reach nobody here: they all come back.",
  task: (organization: string) =>
    `Emails about invoices and failed payments reach nobody at ${organization}: they all come back.`,
} as const;
