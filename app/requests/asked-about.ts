import { and, desc, eq, sql } from "drizzle-orm";
import type { PersonId } from "#db/ids.ts";
import { preparedFor } from "#db/prepared.ts";
import type { Role } from "#db/schema/organizations.ts";
import { requests, type AboutKind } from "#db/schema/requests.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { readableBy, type Reader } from "./request-readers.ts";
import { requestStatus } from "./requests.ts";

const shown = 3;

type Asked = { kind: AboutKind; id: string; readerId: PersonId | null };

const listing = preparedFor((tenant: Tenant, { kind, id, readerId }: Asked, { role }: { role?: Role }) => {
  const { number, personId, name, email, open, turn, createdAt } = requests;
  const about = and(eq(requests.aboutKind, kind), eq(requests.aboutId, id), eq(requests.open, true));
  const isReadable = readerId && role ? readableBy(tenant, { personId: readerId, role }) : undefined;
  return tenant.db
    .select({
      id: requests.id,
      number,
      personId,
      name,
      email,
      open,
      turn,
      createdAt,
      count: sql<number>`count(*) over ()`,
    })
    .from(requests)
    .where(mine(tenant, requests, about, isReadable))
    .orderBy(desc(requests.newestAt), desc(requests.id))
    .limit(shown);
});

/**
 * The newest three open requests about an invoice or an order, and how many there are: of those that the reader may
 * read; the company reads all, for null. Times are epoch milliseconds.
 */
export function listAskedAbout(tenant: Tenant, reader: Reader | null, { kind, id }: { kind: AboutKind; id: string }) {
  const rows = listing(tenant, { kind, id, readerId: reader?.personId ?? null }, { role: reader?.role }).all();
  return {
    count: rows[0]?.count ?? 0,
    requests: rows.map((row) => ({
      id: row.id,
      number: row.number,
      /** Who asked; null for the reader. */
      asker: row.personId !== null && row.personId === reader?.personId ? null : (row.name ?? row.email),
      status: requestStatus(row),
      createdAt: row.createdAt,
    })),
  };
}

export type RequestsAbout = ReturnType<typeof listAskedAbout>;
