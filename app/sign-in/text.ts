import type { Role } from "#db/schema/organizations.ts";
import type { ProofKind } from "#db/schema/sign-in.ts";
import type { SignInGoal } from "./views/sign-in-goal.ts";
import type { Feature } from "../features.ts";
import type { Words } from "../text/words.ts";

const behind: Partial<Record<Feature, string>> = { billing: "invoices", orders: "orders" };
const minutes = (n: number) => (n === 1 ? "a minute" : `${n} minutes`);

function joined(words: string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : (words[0] ?? "account");
}

const signIn = {
  title: "Sign in",
  headings: {
    billing: "Your invoices",
    orders: "Your orders",
    requests: "Your requests",
    staff: "Staff pages",
  } satisfies Record<Exclude<SignInGoal, "portal">, string>,
  heading: (features: Feature[]) =>
    `Your ${joined(features.map((one) => behind[one]).filter((word) => word !== undefined))}`,
  lead: "We’ll email you a link and a code. No password needed.",
  email: "Email address",
  emailMissing: "Enter your email address",
  emailWrong: "Enter one email address, like name@example.com",
  send: "Email me a link",
  newHere: "First time? Use the email address we already write to.",
  newStaff: "First time? Your address works once you’ve been added as staff.",
  ask: "Trouble signing in?",
  typedKept: "Your message is kept. Sign in to send it.",

  checkTitle: "Check your email",
  sent: (email: string, code: number, link: number) =>
    `If we know ${email}, a link and a code are on their way. The code works for ${minutes(code)}, the link for ${minutes(link)}.`,
  lookFor: (company: string, from: string) =>
    `Look for “… is your code for ${company}”, from ${from}. It usually takes less than a minute. If it isn’t there, check your spam folder, then send it again.`,
  code: "6-digit code",
  codeMissing: "Enter the code from the email",
  codeShape: "Enter the six digits from the email",
  codeRefused: "That code doesn’t work. Use the newest email, or the link in it",
  signIn: "Sign in",
  again: "Send again",
  another: "Use another address",
  sentAgain: "Sent again, if we know that address. Use the newest email.",
  askCheck: "No email after a few minutes?",

  inThisBrowser: (email: string) => `Sign in as ${email} in this browser.`,
  notYou: "Didn’t request this? You can close this page. Nothing happens unless you press the button.",
  usedTitle: "This link has already been used",
  usedLead: "Each link works once.",
  expiredTitle: "This link has expired",
  expiredLead: (link: number) => `Links work for ${minutes(link)}.`,
  freshOne: (email: string) => `We can send a new one to ${email}, where this one went.`,
  newLink: "Email me a new link",
  unknownTitle: "This link doesn’t work",
  unknownLead: "It may be incomplete. Enter your address and we’ll send a new one.",
  toSignIn: "Go to sign-in",

  outTitle: "Sign out",
  outLead: (email: string) => `You’re signed in as ${email} in this browser.`,
  out: "Sign out",
  isOut: "You’re signed out in this browser.",
  isGone: "Your account has been deleted. We’ve emailed you a link, in case you want to come back within 14 days.",

  confirmTitle: "Confirm it’s you",
  confirmLead: (email: string) => `To make sure it’s you, we’ll send a code to ${email} first.`,
  confirmKept: "We’ve kept what you typed. You can continue when you’ve confirmed.",
  confirmSend: "Email me a code",
  confirmSent: (email: string, code: number) => `A code is on its way to ${email}. It works for ${minutes(code)}.`,
  confirmRefused: "That code doesn’t work. Check the newest email, send a new code, or sign out and back in",
  confirm: "Confirm",
};

const organizations = {
  title: "Your organizations",
  lead: "Choose one. You can switch at any time.",
  roles: {
    owner: "Owner",
    admin: "Admin",
    billing: "Billing",
    member: "Member",
    accountant: "Accountant",
  } satisfies Record<Role, string>,
  staff: (company: string) => `${company}: staff pages`,
  staffHint: "Staff",
  emptyTitle: "Nothing is shared with you yet",
  empty: (email: string) =>
    `You’re signed in as ${email}, but that address isn’t in any organization’s team right now.`,
  emptyNext: "If you were expecting invoices here, write to us and tell us which address you usually use.",
  ask: "Write to us",
  askLead: "Is one missing?",
};

const sessions = {
  title: "Signed-in devices",
  lead: "Each browser stays signed in until you sign out, or don’t use it for 14 days.",
  list: "Devices",
  thisOne: "This device",
  since: {
    mailbox: "Signed in {date} by email",
    invite: "Signed in {date} with an invitation",
    cli: "Signed in {date} from the command line",
  } satisfies Record<ProofKind, string>,
  lastSeen: "Last used {date}",
  end: "Sign out",
  endNamed: (browser: string) => `Sign out ${browser}`,
  endOthers: "Sign out all others",
  ended: (browser: string) => `${browser} is signed out.`,
  othersEnded: (n: number) => (n === 1 ? "One other browser is signed out." : `${n} other browsers are signed out.`),
  onlyThis: "You’re not signed in anywhere else.",
  ask: "Don’t recognize one?",
};

const en = { organizations, sessions, signIn };

/** Every sentence of sign-in, sessions and the choice of an organization, by language. */
export const signInText = { en } satisfies Words;
export type SignInText = typeof en;
