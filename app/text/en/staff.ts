const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

export const staff = {
  title: "Today",
  allWell: "Everything works",
  allWellWhy: "Stripe is in step, mails go out, and nothing waits for you.",
  notSetUp: "Optional, not set up",
  stuck: "Stuck",
  stuckStripe: (n: number) => `${plural(n, "change", "changes")} at Stripe could not be fetched`,
  stuckJobs: (n: number) => `${plural(n, "task", "tasks")} gave up after many tries`,
  stuckMails: (n: number) => `${plural(n, "mail", "mails")} could not be delivered`,
  toDecide: "For you to decide",
  lag: (seconds: number) => `Stripe’s newest change has waited for ${plural(seconds, "second", "seconds")}.`,
  askLead: "Something unclear?",
  ask: "Contact form",
};

export const staffNav = {
  label: "Staff",
  today: "Today",
  orders: "Orders",
  settings: "Settings",
  parts: "Settings",
  steps: "Steps",
  keys: "API keys",
  log: "Log",
};
