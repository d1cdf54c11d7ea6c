import { aboutKinds, type AboutKind } from "#db/schema/requests.ts";
import type { Tenant } from "#db/tenant.ts";
import { can } from "../can.ts";
import type { Config } from "../config.server.ts";
import { items } from "../features.ts";
import { listInvoiceNames } from "../billing/invoice-names.ts";
import { listOrderNames } from "../orders/order-names.ts";
import type { ItemName } from "./about-name.ts";
import type { Reader } from "./request-readers.ts";

/** What a request is about. */
export type About = { kind: AboutKind; id: string; name: ItemName };

/** "invoice:in_…" or "order:ord_…"; null for anything else. */
function readAbout(text: string | null | undefined): { kind: AboutKind; id: string } | null {
  const [, name, id] = /^([a-z]+):(\w{1,255})$/.exec(text ?? "") ?? [];
  const kind = aboutKinds.find((one) => one === name);
  return kind && id ? { kind, id } : null;
}

const listNames = { invoice: listInvoiceNames, order: listOrderNames } satisfies Record<AboutKind, unknown>;

/** The names of the organization's invoices or orders among these, by id. */
export const namesOf = (tenant: Tenant, kind: AboutKind, ids: readonly string[]): Map<string, ItemName> =>
  ids.length ? listNames[kind](tenant, ids) : new Map<string, ItemName>();

/** The thing with its name, as `findAbout` gives it; null where the organization has no such thing. */
export function nameAbout(tenant: Tenant, { kind, id }: { kind: AboutKind; id: string }): About | null {
  const name = namesOf(tenant, kind, [id]).get(id);
  return name ? { kind, id, name } : null;
}

/** Whether somebody may look at things of that kind. */
export const maySee = (kind: AboutKind, { role }: Pick<Reader, "role">, { features }: Pick<Config, "features">) =>
  features.has(items[kind].feature) && can(role, items[kind].right);

/** What a URL says a request is about, with its name; null where that is nothing its reader may see. */
export function findAbout(tenant: Tenant, reader: Reader, config: Pick<Config, "features">, text?: string | null) {
  const asked = readAbout(text);
  return asked && maySee(asked.kind, reader, config) ? nameAbout(tenant, asked) : null;
}
