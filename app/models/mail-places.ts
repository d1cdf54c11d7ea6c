import { z } from "zod";
import { sides } from "#db/schema/requests.ts";
import type { Tenant } from "#db/tenant.ts";
import { can } from "../auth/can.ts";
import type { Config } from "../config.server.ts";
import { requestReference } from "../text/request-reference.ts";
import type { ItemName } from "./item-record.ts";
import { maySee, nameAbout } from "./request-about.ts";
import { findReadable, type Reader } from "./request-readers.ts";

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
  | { kind: "staff-request" | "staff-order"; id: string }
  | { kind: "sessions" | "late-orders" | "health" };

type Queued = { kind: string; orgId: string | null; requestId: string | null; props: Record<string, unknown> };

const ids = z.object({
  invoiceId: z.string().optional(),
  orderId: z.string().optional(),
  to: z.enum(sides).optional(),
});

const toStaff = new Set(["request-new", "staff-approved", "staff-orders-late", "billing-alert"]);

/** Where a mail leads who got it; null where that is nowhere, or not theirs to see any more. */
export function placeOf(mail: Queued, by: MailReader): MailPlace | null {
  const { invoiceId, orderId, to } = ids.safeParse(mail.props).data ?? {};
  if (mail.kind === "new-device") return { kind: "sessions" };
  if (to === "staff" || toStaff.has(mail.kind)) return by.isStaff ? staffPlace(mail, orderId, by) : null;
  const found = mail.orgId === null ? null : by.within(mail.orgId);
  if (!found) return null;
  const { tenant, reader } = found;
  const org = tenant.orgId;
  if (mail.kind === "card-expiring") return maySee("invoice", reader, by.config) ? { kind: "card", org } : null;
  if (mail.requestId !== null) return requestPlace(mail.requestId, tenant, reader, by);
  const id = invoiceId ?? orderId;
  const kind = invoiceId ? "invoice" : "order";
  const about = id && maySee(kind, reader, by.config) ? nameAbout(tenant, { kind, id }) : null;
  return about && { ...about, org };
}

function requestPlace(id: string, tenant: Tenant, reader: Reader, { config }: MailReader): MailPlace | null {
  const isOpen = config.features.has("requests") && can(reader.role, "requests.own");
  const request = isOpen ? findReadable(tenant, reader, id) : null;
  return request && { kind: "request", org: tenant.orgId, id, reference: requestReference(request.number) };
}

function staffPlace({ kind, requestId }: Queued, orderId: string | undefined, { config }: MailReader) {
  const { features } = config;
  if (kind === "billing-alert") return { kind: "health" } as const;
  if (requestId !== null) return features.has("requests") ? ({ kind: "staff-request", id: requestId } as const) : null;
  if (!features.has("orders")) return null;
  return orderId ? ({ kind: "staff-order", id: orderId } as const) : ({ kind: "late-orders" } as const);
}
