import { eq } from "drizzle-orm";
import { queueMail } from "#db/outbox.ts";
import { staff } from "#db/schema/organizations.ts";
import { staffMailChoices, type messages, type requests } from "#db/schema/requests.ts";
import type { Tenant } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import type { Keeper } from "./request-keeper.ts";
import { listOnThread } from "./request-readers.ts";

/** Where mail to the company goes. */
export type Desk = Pick<Config, "staffEmails" | "supportEmail">;

type Request = typeof requests.$inferSelect;
type Message = Pick<typeof messages.$inferSelect, "id" | "side" | "email">;

/** The addresses of everybody of the company who wants this kind of mail. */
function staffWho(keeper: Keeper, { staffEmails }: Desk, choice: "requestNew" | "requestReply"): string[] {
  const added = keeper.db.select({ email: staff.email }).from(staff).all();
  const all = [...new Set([...staffEmails, ...added.map(({ email }) => email)])];
  const off = keeper.db
    .select({ email: staffMailChoices.email })
    .from(staffMailChoices)
    .where(eq(staffMailChoices[choice], false))
    .all();
  const silent = new Set(off.map(({ email }) => email));
  return all.filter((email) => !silent.has(email));
}

/** Who is mailed of a thread on the customer's side: the people on it, or the one who asked while it is nobody's. */
const customersOf = (keeper: Keeper, request: Request): string[] =>
  "orgId" in keeper ? listOnThread(keeper as Tenant, request.id).map(({ email }) => email) : [request.email];

function tell(keeper: Keeper, kind: string, request: Request, message: Message, recipients: string[], now: number) {
  const props = { requestId: request.id, messageId: message.id };
  for (const recipient of new Set(recipients)) {
    if (recipient === message.email) continue;
    const dedupeKey = `${kind}:${message.id}:${recipient}`;
    queueMail(keeper, { kind, recipient, dedupeKey, props, orgId: request.orgId, requestId: request.id }, now);
  }
}

/** Mails of a new request, in the caller's transaction: the company, and a receipt to whoever asked. */
export function tellOfRequest(keeper: Keeper, request: Request, message: Message, desk: Desk, now: number) {
  tell(keeper, "request-new", request, message, [...staffWho(keeper, desk, "requestNew"), desk.supportEmail], now);
  const receipt = { kind: "request-received", recipient: request.email, props: { requestId: request.id } };
  const dedupeKey = `request-received:${request.id}:${request.email}`;
  queueMail(keeper, { ...receipt, dedupeKey, orgId: request.orgId, requestId: request.id }, now);
}

/** Mails of what was said: everybody on the thread but its author, and of a customer's words the company. */
export function tellOfMessage(keeper: Keeper, request: Request, message: Message, desk: Desk, now: number) {
  const toStaff = () => {
    const wanting = staffWho(keeper, desk, "requestReply");
    if (request.assignedTo && wanting.includes(request.assignedTo)) return [request.assignedTo];
    return wanting.length ? wanting : [desk.supportEmail];
  };
  const customers = customersOf(keeper, request);
  tell(
    keeper,
    "request-reply",
    request,
    message,
    [...customers, ...(message.side === "customer" ? toStaff() : [])],
    now,
  );
}

/** Mails the customer's side that the request was closed, all but who closed it. */
export function tellOfClosing(keeper: Keeper, request: Request, message: Message, now: number) {
  tell(keeper, "request-closed", request, message, customersOf(keeper, request), now);
}
