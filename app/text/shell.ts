export const shell = {
  skip: "Skip to content",
  nav: "Portal",
  home: "Home",
  billing: "Billing",
  orders: "Orders",
  requests: "Requests",
  account: "Your account:",
  signOut: "Sign out",
  signIn: "Sign in",
  me: "Your name",
  notifications: "Our mails to you",
  sessions: "Where you are signed in",
  switchOrganization: "Switch organization",
  contact: "Contact",
  staff: "Staff",
  askAnything: "Ask us anything",
  askAboutThis: "Ask about this",
  askLead: "Can’t find what you need?",
  problem: "There is a problem",
  error: "Error",
  optional: "(optional)",
  titleError: (title: string) => `Error: ${title}`,
};

export const staffNav = {
  label: "Staff",
  today: "Today",
  orders: "Orders",
  requests: "Requests",
  search: "Search",
  settings: "Settings",
  parts: "Settings",
  steps: "Steps",
  replies: "Replies",
  mails: "Mails",
  keys: "API keys",
  health: "Health",
  answers: "Answers",
  log: "Log",
  answerNeeded: (n: number) => (n === 1 ? "1 request needs an answer" : `${n} requests need an answer`),
};

/** Under a list that goes on. */
export const pager = {
  pages: "Pages",
  newest: "Newest",
  older: "Older",
};
