import { inArray } from "drizzle-orm";
import { z } from "zod";
import { requests, sides } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { can } from "../can.ts";
import type { Config } from "../config.server.ts";
import { requestReference } from "../text/request-reference.ts";
import type { ItemName } from "../requests/about-name.ts";
import { maySee, namesOf } from "../requests/request-about.ts";
import { readableBy, type Reader } from "../requests/request-readers.ts";

/** Who reads: of the company or not, and each of their organizations as they may see it, else null. */
export type MailReader = {
  config: Pick<Config, "features">;
  isStaff: boolean;
  within: (orgId: string) => { tenant: Tenant; reader: Reader } | null;
};

/** What a mail is about, by the name it has where its reader may still see it. */
export type MailPlace =
  | { kind: "invoice" | "order"; org: string; id: string; name: ItemName }
  | { kind: "request"; org: string; id: string; reference: string }
  | { kind: "card"; org: string }
  | { kind: "staff-request" | "staff-order" | "held-mail"; id: string }
  | { kind: "sessions" | "late-orders" | "health" };

type Queued = { kind: string; orgId: string | null; requestId: string | null; props: Record<string, unknown> };
type Subject = { kind: "invoice" | "order" | "request" | "card"; id: string };

const ids = z.object({
  invoiceId: z.string().optional(),
  orderId: z.string().optional(),
  heldMail: z.string().optional(),
  to: z.enum(sides).optional(),
});
const read = ({ props }: Queued) => ids.safeParse(props).data ?? {};

const toStaff = new Set(["request-new", "staff-approved", "staff-orders-late", "billing-alert"]);

/** Where each mail leads who got it, in order; null where that is nowhere, or not theirs to see any more. */
export function placesOf(mails: Queued[], by: MailReader): (MailPlace | null)[] {
  const known = new Map<string, Map<string, MailPlace>>();
  for (const org of new Set(mails.map(({ orgId }) => orgId))) {
    if (org === null) continue;
    const subjects = mails.flatMap((mail) => (mail.orgId === org ? (subjectOf(mail) ?? []) : []));
    known.set(org, seenIn(org, subjects, by));
  }
  return mails.map((mail) => {
    if (mail.kind === "new-device") return { kind: "sessions" };
    if (isToStaff(mail)) return by.isStaff ? staffPlace(mail, by) : null;
    const subject = mail.orgId === null ? null : subjectOf(mail);
    return subject && (known.get(mail.orgId!)!.get(keyOf(subject)) ?? null);
  });
}

const isToStaff = (mail: Queued) => toStaff.has(mail.kind) || read(mail).to === "staff";
const keyOf = ({ kind, id }: Subject) => `${kind}:${id}`;

/** What a customer's mail is about. */
function subjectOf(mail: Queued): Subject | null {
  if (isToStaff(mail)) return null;
  const { invoiceId, orderId } = read(mail);
  if (mail.kind === "card-expiring") return { kind: "card", id: "" };
  if (mail.requestId !== null) return { kind: "request", id: mail.requestId };
  if (invoiceId) return { kind: "invoice", id: invoiceId };
  return orderId ? { kind: "order", id: orderId } : null;
}

/** Those of an organization's things that the reader may see, with their names. */
function seenIn(orgId: string, subjects: Subject[], { within, config }: MailReader): Map<string, MailPlace> {
  const found = within(orgId);
  if (!found) return new Map();
  const { tenant, reader } = found;
  const { db, orgId: org } = tenant;
  const wanted = (kind: Subject["kind"]) => subjects.flatMap((one) => (one.kind === kind ? [one.id] : []));
  const places: MailPlace[] = [];
  if (maySee("invoice", reader, config)) {
    places.push({ kind: "card", org });
    for (const [id, name] of namesOf(tenant, "invoice", wanted("invoice")))
      places.push({ kind: "invoice", org, id, name });
  }
  if (maySee("order", reader, config)) {
    for (const [id, name] of namesOf(tenant, "order", wanted("order"))) places.push({ kind: "order", org, id, name });
  }
  if (config.features.has("requests") && can(reader.role, "requests.own")) {
    const theirs = mine(tenant, requests, inArray(requests.id, wanted("request")), readableBy(tenant, reader));
    const rows = db.select({ id: requests.id, number: requests.number }).from(requests).where(theirs).all();
    for (const { id, number } of rows) places.push({ kind: "request", org, id, reference: requestReference(number) });
  }
  return new Map(places.map((place) => [keyOf({ id: "", ...place } as Subject), place]));
}

function staffPlace(mail: Queued, { config: { features } }: MailReader): MailPlace | null {
  const { orderId, heldMail } = read(mail);
  if (mail.kind === "billing-alert") return { kind: "health" };
  if (heldMail) return features.has("requests") ? { kind: "held-mail", id: heldMail } : null;
  if (mail.requestId !== null) return features.has("requests") ? { kind: "staff-request", id: mail.requestId } : null;
  if (!features.has("orders")) return null;
  return orderId ? { kind: "staff-order", id: orderId } : { kind: "late-orders" };
}
