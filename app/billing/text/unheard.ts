/** Of emails about money that nobody of an organization gets any more. */
export const unheardWords = {
  home: "Nobody gets our emails about failed payments: they come back or are turned off. Add an address that works.",
  homeTitle: "Emails about failed payments reach nobody",
  customer: "Emails about failed payments reach nobody here: they come back or are turned off.",
  task: (organization: string) =>
    `Emails about failed payments reach nobody at ${organization}: they come back or are turned off.`,
} as const;
