import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { preparedFor } from "#db/prepared.ts";
import { invoices } from "#db/schema/billing.ts";
import { mine, systemOf, tenantOf, type System, type Tenant } from "#db/tenant.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
const ids: string[] = [];
beforeAll(() => {
  town = openTown();
  for (const number of ["INV-1", "INV-2", "INV-3"]) ids.push(addInvoice(town, town.acme, { number }));
  ids.push(addInvoice(town, town.zebra, { number: "INV-4" }));
  addInvoice(town, town.zebra, { number: `a "quote" isn't ?` });
});
afterAll(() => town.close());

let written = 0;
type Asked = { among: string[]; number: string | null; limit: number };
const listing = preparedFor((tenant: Tenant, { among, number, limit }: Asked, status: "paid" | "open") => {
  written++;
  const isAsked = and(inArray(invoices.id, among), number === null ? undefined : eq(invoices.number, number));
  return tenant.db
    .select({ number: invoices.number })
    .from(invoices)
    .where(mine(tenant, invoices, isAsked, eq(invoices.status, status)))
    .orderBy(invoices.number)
    .limit(limit);
});

const systemsOwn = preparedFor(({ db }: System) =>
  db.select({ number: invoices.number }).from(invoices).where(eq(invoices.number, `a "quote" isn't ?`)),
);

describe("a prepared query", () => {
  const ask = (org: string, asked: Partial<Asked> = {}, status: "paid" | "open" = "open") =>
    listing(tenantOf(town.connection, org as never), { among: ids, number: null, limit: 9, ...asked }, status)
      .all()
      .map(({ number }) => number);

  it("gives everybody their own rows, for the values of each run", () => {
    expect(ask(town.acme)).toEqual(["INV-1", "INV-2", "INV-3"]);
    expect(ask(town.zebra)).toEqual(["INV-4"]);
    expect(ask(town.acme, { limit: 1 })).toEqual(["INV-1"]);
    expect(written).toBe(1);
  });

  it("is written anew for what is null, for another length of a list, and for another shape, once each", () => {
    const before = written;
    for (let times = 0; times < 2; times++) {
      expect(ask(town.acme, { number: "INV-2" })).toEqual(["INV-2"]);
      expect(ask(town.acme, { number: "INV-4" })).toEqual([]);
      expect(ask(town.acme, { among: ids.slice(1, 2) })).toEqual(["INV-2"]);
      expect(ask(town.acme, { among: [] })).toEqual([]);
      expect(ask(town.acme, {}, "paid")).toEqual([]);
    }
    expect(written - before).toBe(4);
  });

  it("names in its text what is the same on every run: SQLite compiles `status = ?` each time beside an index that names one", () => {
    const texts: string[] = [];
    const prepare = vi.spyOn(town.connection.sqlite, "prepare").mockImplementation(function (this: object, text) {
      texts.push(text);
      return Object.getPrototypeOf(town.connection.sqlite).prepare.call(this, text);
    });
    try {
      expect(ask(town.acme, { among: ids.slice(0, 2), limit: 2 })).toEqual(["INV-1", "INV-2"]);
      expect(systemsOwn(systemOf(town.connection)).get()).toEqual({ number: `a "quote" isn't ?` });
    } finally {
      prepare.mockRestore();
    }
    expect(texts[0]).toContain(`"invoices"."status" = 'open'`);
    expect(texts[0]).toContain(`"invoices"."org_id" = ?`);
    expect(texts[1]).toContain(`"number" = 'a "quote" isn''t ?'`);
  });

  it("does not run where it is not limited to whoever runs it", () => {
    const all = preparedFor(({ db }: Tenant | System) => db.select({ id: invoices.id }).from(invoices));
    expect(all(systemOf(town.connection)).all()).toHaveLength(5);
    expect(() => all(tenantOf(town.connection, town.acme)).all()).toThrow(/not limited/);
    const zebras = preparedFor(({ db }: Tenant, _: object, org: string) =>
      db
        .select()
        .from(invoices)
        .where(eq(invoices.orgId, org as never)),
    );
    expect(() => zebras(tenantOf(town.connection, town.acme), {}, town.zebra).all()).toThrow(/not limited/);
  });

  it("computes nothing of a value that each run has its own of", () => {
    const soon = preparedFor((tenant: Tenant, { now }: { now: number }) =>
      tenant.db
        .select()
        .from(invoices)
        .where(mine(tenant, invoices, eq(invoices.dueAt, now + 1))),
    );
    expect(() => soon(tenantOf(town.connection, town.acme), { now: 1 })).toThrow(/now is known only when/);
  });
});
