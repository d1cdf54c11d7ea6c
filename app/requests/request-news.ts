import { queueMail } from "#db/outbox.ts";
import type { messages, Side, RequestRow } from "#db/schema/requests.ts";
import type { Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import type { Keeper } from "./request-keeper.ts";
import { listLinkAskers } from "./link-askers.ts";
import { listFollowing, listOnThread } from "./request-readers.ts";
import { listStaffAddresses } from "../mail/staff-addresses.ts";
import { listStaffWanting } from "../mail/staff-choices.ts";

/** Where mail to the company goes. */
export type Desk = Pick<Config, "staffEmails" | "supportEmail">;

type Message = Pick<typeof messages.$inferSelect, "id" | "side" | "email" | "via" | "acceptedBy">;

/** Whether mail to the company may go to an address: one of its people's, or where all mail to it goes. */
export const isOfDesk = (from: Pick<Keeper, "db">, desk: Desk, email: string): boolean =>
  email === desk.supportEmail || listStaffAddresses(from, desk).includes(email);

/** Who is mailed of a thread on the customer's side: the people on it or following it, and who asked by an item link; while it is nobody's the one who asked, unless they say it was not them. */
const customersOf = (keeper: Keeper, request: RequestRow, now: number): string[] =>
  "orgId" in keeper ? listAnswered(keeper as Tenant, request, now) : request.disownedAt === null ? [request.email] : [];

const listAnswered = (tenant: Tenant, request: RequestRow, now: number) => [
  ...listOnThread(tenant, request.id).map(({ email }) => email),
  ...listFollowing(tenant, request).map(({ email }) => email),
  ...listLinkAskers(tenant, request, now),
];

type News = { kind: string; to: Side; recipients: string[] };

function tell(keeper: Keeper, request: RequestRow, message: Message, { kind, to, recipients }: News, now: number) {
  const { id: requestId, orgId } = request;
  const props = { requestId, messageId: message.id, to };
  for (const recipient of new Set(recipients)) {
    const dedupeKey = `${kind}:${message.id}:${recipient}`;
    queueMail(keeper, { kind, recipient, dedupeKey, props, orgId, requestId }, now);
  }
}

/** Whether somebody does not know it: they neither wrote it nor let it in. */
const isNews =
  ({ email, acceptedBy }: Message) =>
  (recipient: string) =>
    recipient !== email && recipient !== acceptedBy;

/**
 * Mails of a new request, in the caller's transaction: a receipt to whoever asked, if there is to be one, and the company: all who want it; where
 * nobody does, and of what is written on the contact page, also where all mail to it goes.
 */
export function tellOfRequest(
  keeper: Keeper,
  request: RequestRow,
  message: Message,
  desk: Desk,
  now: number,
  hasReceipt: boolean,
) {
  const wanting = listStaffWanting(keeper, desk, "desk");
  const isPublic = message.via === "contact" || !wanting.length;
  const recipients = [...wanting, ...(isPublic ? [desk.supportEmail] : [])].filter(isNews(message));
  tell(keeper, request, message, { kind: "request-new", to: "staff", recipients }, now);
  if (!hasReceipt) return;
  tell(keeper, request, message, { kind: "request-received", to: "customer", recipients: [request.email] }, now);
}

/** Mails of what was said: everybody on the thread but its author, and of a customer's words the company. */
export function tellOfMessage(keeper: Keeper, request: RequestRow, message: Message, desk: Desk, now: number) {
  // Whose name a mail bears that was let in unproven hears of it as well.
  const author = message.acceptedBy ? null : message.email;
  const customers = customersOf(keeper, request, now).filter((email) => email !== author);
  tell(keeper, request, message, { kind: "request-reply", to: "customer", recipients: customers }, now);
  if (message.side === "customer") tellStaff(keeper, request, message, desk, now);
}

/** Mails whoever wrote that their mail did not come whole: what it says in its thread names what is missing. */
export const tellOfPart = (keeper: Keeper, request: RequestRow, message: Message, now: number) =>
  tell(keeper, request, message, { kind: "request-reply", to: message.side, recipients: [message.email] }, now);

/** Mails of a request that its customer opened again without a word: the company. */
export function tellOfReopening(keeper: Keeper, request: RequestRow, message: Message, desk: Desk, now: number) {
  if (message.side === "customer") tellStaff(keeper, request, message, desk, now);
}

/** Mails the company: who has taken the request on, else all who want it, else where all mail to it goes. */
function tellStaff(keeper: Keeper, request: RequestRow, message: Message, desk: Desk, now: number) {
  const wanting = listStaffWanting(keeper, desk, "desk-replies");
  const taker = wanting.filter((email) => email === request.assignedTo);
  const recipients = taker.length ? taker : wanting.length ? wanting : [desk.supportEmail];
  tell(
    keeper,
    request,
    message,
    { kind: "request-reply", to: "staff", recipients: recipients.filter(isNews(message)) },
    now,
  );
}

/** Mails the customer's side that the request was closed, all but who closed it. */
export function tellOfClosing(keeper: Keeper, request: RequestRow, message: Message, now: number) {
  const recipients = customersOf(keeper, request, now).filter((email) => email !== message.email);
  tell(keeper, request, message, { kind: "request-closed", to: "customer", recipients }, now);
}
