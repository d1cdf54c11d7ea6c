const seats = (n: number) => (n === 1 ? "1 seat" : `${n} seats`);

/** How many people an organization may have, where that has a limit. */
export const seatsWords = {
  inUse: (inUse: number, limit: number, invited: number) =>
    `${inUse} of ${seats(limit)} in use${invited ? `, ${invited} of them invited` : ""}.`,
  over: (n: number) =>
    `That is ${n} too many. Nobody loses access, but you can’t invite anyone until there’s a free seat.`,
  full: "All seats are in use",
  fullText:
    "To invite someone, get more seats or free one: remove someone or withdraw an invitation. Accountants don’t need a seat.",
  change: "Change the number of seats",
  ask: "Ask for more seats",
  subject: (product: string | null, limit: number) =>
    product ? `More seats for ${product} (${limit} now)` : `More seats (${limit} now)`,
};

/** The same, for staff. */
export const staffSeatsWords = {
  title: "Seats",
  lead: "Limit how many people a customer can invite, based on what they pay for.",
  products: "Products that count as seats",
  productsText:
    "If a customer subscribes to one of these, the quantity is the number of people they can have. Accountants don’t count. Change the quantity at Stripe.",
  noProducts: "Nobody subscribes to anything yet. Products will appear here when someone does.",
  save: "Save",
  saved: "Saved.",
  byHand: "Customers with extra seats",
  noneByHand: "None. You can add some on a customer’s page.",
  extra: (n: number) => (n === 1 ? "1 extra seat" : `${n} extra seats`),
  ask: "Not sure which product to choose?",

  of: (name: string) => `Seats of ${name}`,
  now: "Now",
  noLimit: "No limit",
  change: "Change seats",
  extraLabel: "Extra seats",
  extraHint: "On top of those they subscribe to. Leave empty for none. With no seats bought, this number is the limit.",
  wrong: "Enter the extra seats as a whole number from 0 to 100,000, or leave it empty",
  savedFor: (name: string) => `Saved. ${name}’s seats have changed.`,
  askOne: "Is something wrong with this customer’s seats?",
  task: (name: string, n: number, inUse: number, limit: number) =>
    `${name} uses ${n} more ${n === 1 ? "seat" : "seats"} than it has: ${inUse} of ${limit}. Nobody lost access; new invitations are refused.`,
};
