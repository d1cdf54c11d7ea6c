/** What was done, by the name it is kept under. */
const actions: Record<string, string> = {
  "staff.added": "Made staff",
  "staff.removed": "No longer staff",
  "organization.provisioned": "Customer made from Stripe",
  "customer.linked": "Stripe customer linked",
  "customer.unlinked": "Stripe customer taken off",
};

export const staffLog = {
  title: "Log",
  lead: "Who changed what, newest first. Nothing here can be changed or removed.",
  filter: "Filter",
  actor: "Who",
  everybody: "Everybody",
  customer: "Customer",
  show: "Show",
  clear: "Show all",
  action: (action: string) => actions[action] ?? action,
  emptyTitle: "Nothing has happened yet",
  empty: "As soon as somebody of yours, the feed or a command changes something, it stands here with who and when.",
  noneTitle: "Nothing fits",
  none: "Nobody did anything like that. Take a filter away to see more.",
  ask: "Is something here that nobody of you did?",
};
