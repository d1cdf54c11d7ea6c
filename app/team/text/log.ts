import type { Role } from "#db/schema/organizations.ts";
import type { ShownAction } from "../log-actions.ts";

type Told = { subject: string; detail: { role?: Role; former?: Role; number?: string } | null };

const roles: Record<Role, string> = {
  owner: "owner",
  admin: "admin",
  billing: "billing",
  member: "member",
  accountant: "accountant",
};
const as = (detail: Told["detail"]) => (detail?.role ? ` as ${roles[detail.role]}` : "");
const formerly = (detail: Told["detail"]) => (detail?.former ? ` (was ${roles[detail.former]})` : "");
const invoice = (detail: Told["detail"]) => (detail?.number ? `invoice ${detail.number}` : "an invoice");

/** What was done, without who did it. */
const did: Record<ShownAction, (told: Told) => string> = {
  "team.invited": ({ subject, detail }) => `Invited ${subject}${as(detail)}`,
  "team.invite-withdrawn": ({ subject }) => `Withdrew the invitation of ${subject}`,
  "membership.added": ({ subject, detail }) => `Added ${subject}${as(detail)}`,
  "membership.role-changed": ({ subject, detail }) =>
    `Changed the role of ${subject}${detail?.role ? ` to ${roles[detail.role]}` : ""}${formerly(detail)}`,
  "membership.removed": ({ subject }) => `Removed ${subject}`,
  "membership.left": ({ subject }) => `${subject} left the team`,
  "membership.signed-out": ({ subject }) => `Signed ${subject} out of this account`,
  "membership.feed-again": () => "Let our systems manage someone’s access again",
  "owner.claimed": ({ subject }) => `Asked to make ${subject} an owner`,
  "owner.objected": ({ subject }) => `Objected to ${subject} as an owner`,
  "team.join-refused": ({ subject }) => `Declined ${subject}’s request to join`,
  "person.changed": () => "Updated a team member’s name",
  "person.email-changed": () => "Changed a team member’s email address",
  "address.added": () => "Added another email address for a team member",
  "address.ended": () => "Removed another email address of a team member",
  "sign-in.mail-sent": ({ subject }) => `Sent ${subject} a sign-in link`,
  "organization.provisioned": () => "Opened this account",
  "organization.created": () => "Opened this account",
  "organization.changed": () => "Updated the account’s details",
  "organization.exported": () => "Downloaded all of this account’s data",
  "organization.closing-asked": () => "Asked to close this account",
  "organization.closing-withdrawn": () => "Kept this account open",
  "organization.closed": () => "Closed this account",
  "organization.reopened": () => "Reopened this account",
  "customer.linked": () => "Added a billing account",
  "customer.unlinked": () => "Removed a billing account",
  "order.created": ({ subject }) => `Added order ${subject}`,
  "order.changed": ({ subject }) => `Changed order ${subject}`,
  "order.moved-away": ({ subject }) => `Took order ${subject} out of this account`,
  "order.moved-here": ({ subject }) => `Moved order ${subject} into this account`,
  "order.cancelled": ({ subject }) => `Cancelled order ${subject}`,
  "order.reopened": ({ subject }) => `Reopened order ${subject}`,
  "order.event": ({ subject }) => `Updated order ${subject}`,
  "order.event-corrected": ({ subject }) => `Corrected order ${subject}`,
  "order.event-removed": ({ subject }) => `Undid an update to order ${subject}`,
  "order.imported": ({ subject }) => `Imported order ${subject}`,
  "order.import-undone": ({ subject }) => `Undid the import of order ${subject}`,
  "invoice.forwarded": ({ subject, detail }) => `Forwarded ${invoice(detail)} to ${subject}`,
  "invoice.forward-ended": ({ subject, detail }) => `Stopped forwarding ${invoice(detail)} to ${subject}`,
  "request.answered": ({ subject }) => `Answered ${subject}`,
  "request.answered-and-closed": ({ subject }) => `Answered and closed ${subject}`,
  "request.closed": ({ subject }) => `Closed ${subject}`,
  "request.reopened": ({ subject }) => `Reopened ${subject}`,
  "request.given": ({ subject }) => `Added ${subject} to this account`,
  "request.linked": ({ subject }) => `Linked ${subject} to what it is about`,
  "mail.accepted": () => "Added an email to a request",
  "mail.forwarded": () => "Opened a request from a forwarded email",
  "mail.sent-again": ({ subject }) => `Sent an email to ${subject} again`,
};

const former = "a former colleague";
/** An id instead of an address: that person's data was erased. */
const isErased = (name: string) => name.startsWith("per_");

export const teamLogWords = {
  title: "Activity log",
  lead: "Who changed what in this account, including our staff. Nobody can edit or delete entries.",
  ask: "See something nobody in your team did?",
  filter: "Filter",
  person: "Who",
  everybody: "Everyone",
  ours: (company: string) => `Staff of ${company}`,
  show: "Show",
  clear: "Show all",
  did: (action: ShownAction, { subject, detail }: { subject: string | null; detail: Told["detail"] }) =>
    did[action]({ subject: subject === null || isErased(subject) ? former : subject, detail }),
  /** What kind of somebody it was: never in words of their own. */
  kinds: {
    person: () => "your team",
    staff: () => "our staff",
    key: () => "automatic",
    system: () => "automatic",
    cli: () => "our staff",
  },
  who: {
    person: (address: string, name: string | null) =>
      isErased(address) ? "A former colleague" : name ? `${name} (${address})` : address,
    staff: (_address: string, name: string | null, company: string) => (name ? `${name}, ${company}` : company),
    key: (_key: string, _name: string | null, company: string) => `System of ${company}`,
    system: (_system: string, _name: string | null, company: string) => company,
    cli: (_actor: string, _name: string | null, company: string) => company,
  },
  emptyTitle: "Nothing has happened yet",
  empty: "When someone in your team or our staff changes something, it appears here.",
  noneTitle: "No matching entries",
  none: "Remove the filter to see more.",
  download: "Download as CSV",
  columns: { at: "Time (UTC)", who: "Who", kind: "Kind", what: "What" },
  file: (company: string) => `${company} activity log`,
};
