/** Of emails about money that nobody of an organization gets any more. */
export const unheardWords = {
  home: "Nobody gets our emails about failed payments: they bounce or are turned off. Add an address that works.",
  homeTitle: "Nobody gets emails about failed payments",
  customer: "Nobody here gets emails about failed payments: they bounce or are turned off.",
  task: (organization: string) =>
    `Nobody at ${organization} gets emails about failed payments: they bounce or are turned off.`,
} as const;
