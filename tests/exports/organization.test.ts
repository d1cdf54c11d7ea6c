import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { linkCustomer } from "#app/billing/stripe/link.ts";
import { draftOf } from "#app/requests/message-files.ts";
import { keeperOf } from "#app/requests/request-keeper.ts";
import { writeNote } from "#app/requests/requests-write.ts";
import { answerAsked } from "#app/orders/order-approvals.ts";
import { orderOf } from "#app/orders/orders-write.ts";
import { paths } from "#app/paths.ts";
import { people } from "#db/schema/organizations.ts";
import { addPayment } from "#tests/billing/payment-rows.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { addStepFile, addWaitingFile } from "#tests/files/file-rows.ts";
import { samples } from "#tests/files/file-samples.ts";
import { browserIn } from "#tests/http.ts";
import { unzip } from "#tests/http/unzip.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { pageOf } from "#tests/page.ts";
import { ask, clerk, customer } from "#tests/requests/request-rows.ts";
import { addInvoice } from "#tests/rows.ts";
import { mailsTo } from "#tests/sign-in/mailbox.ts";

let town: Billing;
beforeEach(async () => {
  town = await openBilling({ tuning: { timeoutMs: 5_000, interactivePerSecond: 1_000 } });
  const id = town.stripe.createCustomer({ name: "Acme GmbH" }).id;
  town.stripe.openInvoice({ customer: id, number: "INV-1", lines: [{ amount: 900 }] });
  await town.sync();
  linkCustomer(town.system, id, town.acme, town.now());
});
afterEach(() => town.end());

type Person = typeof town.ada;
async function take(cookie: string) {
  const headers = { Cookie: cookie, Origin: town.config.appUrl };
  const response = await town.fetch(paths.organizationZip(town.acme), { method: "POST", headers });
  const bytes = Buffer.from(await response.arrayBuffer());
  const files = response.status === 200 ? unzip(bytes) : new Map<string, Buffer>();
  const manifest = files.size ? (JSON.parse(String(files.get("manifest.json"))) as Manifest) : null;
  return {
    response,
    files,
    manifest: manifest!,
    all: [...files].map(([name, file]) => name + String(file)).join("\n"),
  };
}
type Manifest = { files: { name: string; bytes: number; sha256: string }[]; missing: { name: string; why: string }[] };
const cookieOf = ({ id }: Person) => town.signIn(id);

describe("all of an organization's data", () => {
  it("is one ZIP with everything that its owners see, and the sum of every file", async () => {
    const { acme, ben } = town;
    await addWaitingFile(town, acme, draftOf("key", ben.email), "plan.pdf");
    const asked = ask(town, acme, customer(ben), { subject: "Where is it?", draft: draftOf("key", ben.email) });
    writeNote(keeperOf(town.system, acme), asked, clerk(town.sam), { text: "SECRET NOTE" }, town.now());
    ask(town, town.zebra, customer(town.zoe), { subject: "ZEBRA THREAD" });
    tellOrder(town, acme, "PO-1");
    tellEvent(town, "PO-1", { step: "shipped", eventId: "e-1", note: "=1+1" });
    tellEvent(town, "PO-1", { step: "waiting", eventId: "e-2", needs: "your colour", occurredAt: town.now() + 1 });
    const order = orderOf(town.system, "PO-1")!.id;
    const answer = { decision: "change", personId: ben.id, email: ben.email, note: "=blue, not red" } as const;
    answerAsked(town.system.within(acme), order, "e-2", answer, { now: town.now(), staffEmails: [] });
    await addStepFile(town, orderOf(town.system, "PO-1")!, "e-1", ["drawing.pdf", samples.pdf]);
    tellOrder(town, town.zebra, "PO-ZEBRA");
    addPayment(town, acme, addInvoice(town, acme, { number: "=INV-2", issuedAt: Date.UTC(2025, 3, 1) }));
    addInvoice(town, town.zebra, { number: "INV-ZEBRA" });

    const ada = browserIn(town, { cookie: cookieOf(town.ada) });
    await ada.get(paths.team(acme));
    await ada.get(pageOf(ada.page.html).main.link("Download everything").href);
    expect(pageOf(ada.page.html).main.button("Download everything")).toBeTruthy();
    const { response, files, manifest, all } = await take(cookieOf(town.ada));
    expect(response.headers.get("Content-Disposition")).toBe('attachment; filename="Norrland Chairs - everything.zip"');
    expect([...files.keys()]).toEqual([
      "details.json",
      "people.csv",
      "activity-log.csv",
      "orders.csv",
      "order-events.csv",
      "orders/PO-1/drawing.pdf",
      "requests/R-1001.json",
      "requests/R-1001/plan.pdf",
      "invoices.csv",
      "payments.csv",
      "pdf/2026/Invoice-INV-1.pdf",
      "manifest.json",
    ]);
    for (const { name, bytes, sha256 } of manifest.files)
      expect([name, bytes, sha256]).toEqual([
        name,
        files.get(name)!.length,
        createHash("sha256").update(files.get(name)!).digest("hex"),
      ]);
    expect(manifest.files).toHaveLength(files.size - 1);
    expect(manifest.missing).toEqual([{ name: "=INV-2", why: expect.any(String) as string }]);
    expect(files.get("requests/R-1001/plan.pdf")).toEqual(Buffer.from(samples.pdf));
    expect(files.get("orders/PO-1/drawing.pdf")).toEqual(Buffer.from(samples.pdf));
    expect(String(files.get("orders.csv"))).toContain("PO-1");
    expect(String(files.get("order-events.csv"))).toContain("'=1+1");
    expect(String(files.get("order-events.csv"))).toMatch(
      /your colour,Asked for a change,2026-11-23T10:0\S+,ben@acme.example,"'=blue, not red"/,
    );
    expect(String(files.get("invoices.csv"))).toContain("'=INV-2");
    expect(String(files.get("people.csv"))).toContain("Ben,ben@acme.example,member");
    expect(String(files.get("payments.csv")).split("\r\n")).toHaveLength(4);
    expect(String(files.get("activity-log.csv"))).toContain("Downloaded all of this account’s data");
    for (const secret of ["SECRET NOTE", "ZEBRA", town.zoe.email])
      expect([secret, all.includes(secret)]).toEqual([secret, false]);
  });

  it("is told to all owners and the company's people", async () => {
    town.join(town.acme, town.zoe.id, "owner");
    await take(cookieOf(town.ada));
    for (const { email } of [town.ada, town.zoe, town.sam])
      expect(mailsTo(town, email, "export-taken")).toMatchObject([{ props: { by: town.ada.email } }]);
    expect(mailsTo(town, town.abe.email, "export-taken")).toEqual([]);
  });

  it("is whole while Stripe is away, and says which PDFs are missing", async () => {
    rmSync(join(town.dataDir, "pdf"), { recursive: true, force: true });
    town.stripe.faults.status(500, 1_000);
    const { response, files, manifest } = await take(cookieOf(town.ada));
    expect(response.status).toBe(200);
    expect(manifest.missing).toMatchObject([{ name: "INV-1" }]);
    expect(files.has("invoices.csv")).toBe(true);
  });

  it("is an owner's alone, after a fresh proof, twice a day", async () => {
    for (const person of [town.abe, town.bo, town.ben, town.ann])
      expect((await take(cookieOf(person))).response.status).toBe(403);
    expect((await take(cookieOf(town.zoe))).response.status).toBe(404);
    const cookie = cookieOf(town.ada);
    expect((await take(cookie)).response.status).toBe(200);
    town.pass(16 * 60_000);
    const late = (await take(cookie)).response;
    expect([late.status, late.headers.get("Location")]).toEqual([303, paths.sudo(paths.exportOrganization(town.acme))]);
    expect((await take(cookieOf(town.ada))).response.status).toBe(200);
    const third = (await take(cookieOf(town.ada))).response;
    expect([third.status, Number(third.headers.get("Retry-After"))]).toEqual([429, 24 * 60 * 60 - 16 * 60]);
    expect(mailsTo(town, town.ada.email, "export-taken")).toHaveLength(2);
    town.system.db.update(people).set({ disabledAt: town.now() }).where(eq(people.id, town.ada.id)).run();
    expect((await take(cookie)).response.status).toBe(303);
  });

  it("is read a page at a time, and others get their turn between two", async () => {
    for (let n = 0; n < 450; n++) tellOrder(town, town.acme, `PO-${n}`);
    let turns = 0;
    const turn = () => void (turns++, (timer = setImmediate(turn)));
    let timer = setImmediate(turn);
    const headers = { Cookie: cookieOf(town.ada), Origin: town.config.appUrl };
    const response = await town.fetch(paths.organizationZip(town.acme), { method: "POST", headers });
    const reader = response.body!.getReader();
    const sizes: number[] = [];
    for (let part = await reader.read(); !part.done; part = await reader.read()) sizes.push(part.value.length);
    clearImmediate(timer);
    expect(turns).toBeGreaterThan(8);
    expect(Math.max(...sizes)).toBeLessThan(64 * 1024);
  });
});
