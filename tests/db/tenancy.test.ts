import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "#db/ids.ts";
import { invoicePdfs, invoices } from "#db/schema/billing.ts";
import { itemLinks } from "#db/schema/mail.ts";
import { organizations } from "#db/schema/organizations.ts";
import { sessions } from "#db/schema/sign-in.ts";
import { seal, unseal } from "#db/secrets.ts";
import { mine, owned, selfOf, staffOf, tenantOf, transact } from "#db/tenant.ts";
import { auditLog } from "#db/schema/organizations.ts";
import { addInvoice } from "#tests/rows.ts";
import { openTown } from "#tests/world.ts";

let town: ReturnType<typeof openTown>;
beforeAll(() => void (town = openTown()));
afterAll(() => town.close());

describe("a tenant's handle", () => {
  it("reads its own rows, and nothing where the organization is left out", () => {
    const id = addInvoice(town, town.acme, { number: "INV-1" });
    const tenant = tenantOf(town.connection, town.acme);
    expect(
      tenant.db
        .select()
        .from(invoices)
        .where(mine(tenant, invoices, eq(invoices.id, id)))
        .all(),
    ).toHaveLength(1);
    expect(() => tenant.db.select().from(invoices).where(eq(invoices.id, id)).all()).toThrow(/not limited/);
    expect(() => tenant.db.select().from(invoices).where(eq(invoices.orgId, town.zebra)).all()).toThrow(
      /somebody else/,
    );
    expect(() => tenant.db.select().from(sessions).all()).toThrow(/not limited/);
    expect(() =>
      tenant.db.update(organizations).set({ name: "Mine" }).where(eq(organizations.id, town.zebra)).run(),
    ).toThrow();
  });

  it("stamps what it writes, and writes for nobody else", () => {
    const tenant = tenantOf(town.connection, town.acme);
    const values = {
      id: newId("lnk"),
      tokenHash: newId("x"),
      kind: "invoice" as const,
      itemId: "in_1",
      email: "a@b.example",
      createdAt: 1,
      expiresAt: 2,
    };
    tenant.db
      .insert(itemLinks)
      .values(owned(tenant, itemLinks, values))
      .run();
    expect(tenant.db.select().from(itemLinks).where(mine(tenant, itemLinks)).get()?.orgId).toBe(town.acme);
    expect(() =>
      tenant.db
        .insert(itemLinks)
        .values({ ...values, id: "other", tokenHash: "other", orgId: town.zebra })
        .run(),
    ).toThrow();
  });

  it("cannot hang a row on another organization's parent: the foreign key holds both", () => {
    const foreign = addInvoice(town, town.zebra, { number: "INV-Z" });
    const tenant = tenantOf(town.connection, town.acme);
    const values = { invoiceId: foreign, sha256: "x", bytes: 1, path: "x", sourceKey: "x", fetchedAt: 1 };
    expect(() =>
      tenant.db
        .insert(invoicePdfs)
        .values(owned(tenant, invoicePdfs, values))
        .run(),
    ).toThrow(/FOREIGN KEY/);
  });

  it("undoes a transaction that throws, whole", () => {
    const tenant = tenantOf(town.connection, town.acme);
    const count = () => town.system.db.select().from(itemLinks).all().length;
    const before = count();
    expect(() =>
      transact(tenant, () => {
        const values = {
          id: "gone",
          tokenHash: "gone",
          kind: "order" as const,
          itemId: "o",
          email: "a@b.example",
          createdAt: 1,
          expiresAt: 2,
        };
        tenant.db
          .insert(itemLinks)
          .values(owned(tenant, itemLinks, values))
          .run();
        throw new Error("halfway");
      }),
    ).toThrow("halfway");
    expect(count()).toBe(before);
  });
});

describe("the other handles", () => {
  it("a person's own reaches their sessions and no one's invoices", () => {
    town.signIn(town.ada.id);
    town.signIn(town.zoe.id);
    const self = selfOf(town.connection, town.ada.id);
    expect(self.db.select().from(sessions).where(eq(sessions.personId, town.ada.id)).all()).toHaveLength(1);
    expect(() => self.db.select().from(sessions).where(eq(sessions.personId, town.zoe.id)).all()).toThrow(
      /somebody else/,
    );
    expect(() => self.db.select().from(invoices).where(eq(invoices.orgId, town.acme)).all()).toThrow();
  });

  it("staff open an organization by name, and it is written down", () => {
    const staff = staffOf(town.connection, "sam@norrland.example");
    const tenant = staff.within(town.acme, "looked at invoices", town.now());
    expect(tenant.orgId).toBe(town.acme);
    expect(town.system.db.select().from(auditLog).all().at(-1)).toMatchObject({
      orgId: town.acme,
      actor: "sam@norrland.example",
      action: "looked at invoices",
    });
  });
});

describe("sealed values", () => {
  it("open with the secret of before, and not with a changed byte or another secret", () => {
    const [old, fresh] = ["old-secret-old-secret-old-secret-old", "new-secret-new-secret-new-secret-new"];
    const sealed = seal([old], "123456");
    expect(sealed.toString("latin1")).not.toContain("123456");
    expect(unseal([fresh, old], sealed)).toBe("123456");
    expect(() => unseal([fresh], sealed)).toThrow();
    sealed[sealed.length - 1]! ^= 1;
    expect(() => unseal([old], sealed)).toThrow();
  });
});
