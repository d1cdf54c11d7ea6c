import { eq } from "drizzle-orm";
import { organizations } from "#db/schema/organizations.ts";
import type { Tenant } from "#db/tenant.ts";
import type { ZipEntry } from "../http/zip.ts";
import type { Portal } from "../portal.server.ts";
import type { Reader } from "../requests/request-readers.ts";
import { namesFor } from "../team/log-access.ts";
import { logRow } from "../team/log-csv.ts";
import { teamLogPages } from "../team/log.ts";
import { listTeam } from "../team/members.ts";
import { teamText } from "../team/text.ts";
import { billingDetails, billingFiles } from "./billing-files.ts";
import { csvFile } from "./csv-file.ts";
import { withManifest, type Found } from "./manifest.ts";
import { orderExport } from "./order-files.ts";
import { orderStepFiles } from "./order-step-files.ts";
import { isoTime } from "./own-data.ts";
import { requestFiles } from "./request-files.ts";

/** All of an organization's as entries of a ZIP, read as it is taken, for one of its owners. */
export function organizationArchive(portal: Portal, tenant: Tenant, reader: Reader): AsyncIterable<ZipEntry> {
  const now = portal.now();
  const { name } = organizationOf(tenant);
  const facts = { organization: name, by: portal.config.company.name, at: isoTime(now) };
  return withManifest(files(portal, tenant, reader, new Date(now)), facts, new Date(now));
}

const organizationOf = ({ db, orgId }: Tenant) =>
  db.select().from(organizations).where(eq(organizations.id, orgId)).get()!;

async function* files(portal: Portal, tenant: Tenant, reader: Reader, lastModified: Date): AsyncGenerator<Found> {
  const { features, company } = portal.config;
  const { name, email, phone, address } = organizationOf(tenant);
  const hasBilling = features.has("billing");
  const details = { name, email, phone, address, ...(hasBilling ? billingDetails(tenant) : {}) };
  yield { name: "details.json", input: `${JSON.stringify(details, null, 2)}\n`, lastModified };
  const people = csvFile(["Name", "Email", "Role", "Since"], [listTeam(tenant)], (one) => [
    one.name,
    one.email,
    one.role,
    isoTime(one.createdAt),
  ]);
  yield { name: "people.csv", input: people, lastModified };
  const { log } = teamText.en;
  const entries = teamLogPages(tenant, { person: null }, namesFor(portal, tenant));
  const rows = csvFile(Object.values(log.columns), entries, (entry) => logRow(entry, log, company.name));
  yield { name: "activity-log.csv", input: rows, lastModified };
  if (features.has("orders")) {
    yield* orderExport(tenant, lastModified);
    yield* orderStepFiles(portal, tenant, lastModified);
  }
  if (features.has("requests")) yield* requestFiles(portal, tenant, reader, lastModified);
  if (hasBilling) yield* billingFiles(portal, tenant, lastModified);
}
