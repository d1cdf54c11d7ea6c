export const shell = {
  imprint: "Imprint",
  privacy: "Privacy",
  terms: "Terms",
  vatId: (id: string) => `VAT number ${id}`,
  skip: "Skip to content",
  nav: "Portal",
  account: "Your account:",
  signOut: "Sign out",
  signIn: "Sign in",
  me: "Your account",
  notifications: "Notifications",
  sessions: "Signed-in devices",
  allOrganizations: "All organizations",
  contact: "Contact",
  staff: "Staff",
  askAnything: "Ask us anything",
  askAboutThis: "Ask about this",
  askLead: "Can’t find what you need?",
  keep: "Keep it",
  problem: "There is a problem",
  error: "Error",
  optional: "(optional)",
  titleError: (title: string) => `Error: ${title}`,
};

export const staffNav = {
  label: "Staff",
  today: "Today",
  customers: "Customers",
  search: "Search everything",
  settings: "Settings",
  parts: "Settings",
  insights: "Insights",
  keys: "API keys",
  mails: "Emails",
  health: "Health",
  log: "Log",
  help: "Help",
};

/** Days that people don't call by their date, within a sentence; and what goes before a date but not before these. */
export const nearDays = {
  today: "today",
  yesterday: "yesterday",
  at: (day: string, time: string) => `${day} at ${time}`,
  beforeDates: /\bon $/i,
};

/** Under a list that goes on. */
export const pager = {
  pages: "Pages",
  newest: "Newest",
  older: "Older",
};
