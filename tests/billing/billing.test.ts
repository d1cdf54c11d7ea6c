import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserIn } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());
const as = (who: "ada" | "abe" | "bo" | "ben" | "ann" | "zoe") =>
  browserIn(town, { cookie: town.signIn(town[who].id) });

describe("home", () => {
  it("tells Ada what is to pay and how much of it is late", async () => {
    addInvoice(town, town.acme, { number: "INV-1", dueAt: monday + 7 * day, amountRemaining: 5000 });
    addInvoice(town, town.acme, { number: "INV-2", dueAt: monday - 7 * day, amountRemaining: 123456 });
    addInvoice(town, town.zebra, { number: "INV-Z" });
    const { html } = await as("ada").get(`/o/${town.acme}`);
    expect(pageOf(html).region("To pay").text).toContain("€1,284.56 €1,234.56 overdue");
    expect(html).toContain("See 2 invoices");
    expect(html).not.toContain("INV-Z");
  });

  it("names one that failed before all that is not late, though it has no due date", async () => {
    for (let n = 1; n <= 5; n++) addInvoice(town, town.acme, { number: `INV-${n}`, dueAt: monday + n * day });
    addInvoice(town, town.acme, { number: "INV-L", dueAt: monday - day });
    addInvoice(town, town.acme, { number: "INV-F", attemptCount: 1, collectionMethod: "charge_automatically" });
    const { html } = await as("ann").get(`/o/${town.acme}`);
    const at = ["INV-L was due", "INV-F failed", "INV-1 is due"].map((words) => html.indexOf(words));
    expect(at[0]).toBeGreaterThan(0);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  it("says so when nothing needs her, and what will be here when there is nothing at all", async () => {
    const ada = as("ada");
    expect((await ada.get(`/o/${town.acme}`)).html).toContain("Your first invoice will appear here");
    addInvoice(town, town.acme, { number: "INV-1", status: "paid", amountRemaining: 0 });
    expect((await ada.get(`/o/${town.acme}`)).html).toContain("You’re all caught up");
  });

  it("shows Ben, a member, no billing", async () => {
    addInvoice(town, town.acme, { number: "INV-1" });
    const { html, status } = await as("ben").get(`/o/${town.acme}`);
    expect(status).toBe(200);
    expect(html).not.toContain("INV-1");
    expect(html).not.toContain("/billing");
  });
});

describe("on the day it is due", () => {
  it.each([
    ["its first minute", Date.UTC(2026, 10, 23)],
    ["an hour ago", monday - 3_600_000],
    ["its last minute", Date.UTC(2026, 10, 24) - 1],
  ])("%s, nothing is late: it is due today, on home, in the list and on its page", async (_what, dueAt) => {
    const id = addInvoice(town, town.acme, { number: "INV-1", dueAt });
    const ada = as("ada");
    expect((await ada.get(`/o/${town.acme}`)).html).toContain("INV-1 is due today");
    for (const path of [`/o/${town.acme}/billing`, `/o/${town.acme}/billing/${id}`]) {
      const { html } = await ada.get(path);
      expect(html).toContain("Due today");
      expect(html).not.toMatch(/Overdue (since|\d)/);
    }
  });

  it("is over with its midnight, also for a page that a browser has kept", async () => {
    addInvoice(town, town.acme, { number: "INV-1", dueAt: Date.UTC(2026, 10, 23) });
    const list = `/o/${town.acme}/billing`;
    const ada = as("ada");
    const etag = (await ada.get(list)).headers.get("ETag")!;
    town.pass(Date.UTC(2026, 10, 24) - monday);
    const later = await ada.request(list, { headers: { "If-None-Match": etag } });
    expect(later.html).toContain("Overdue 1 day");
  });
});

describe("the list", () => {
  it("pages by key, newest first, each row with its PDF", async () => {
    for (let n = 1; n <= 45; n++)
      addInvoice(town, town.acme, { number: `INV-${n}`, issuedAt: monday - (50 - n) * day });
    const ada = as("ada");
    const seen: string[] = [];
    let path: string | null = `/o/${town.acme}/billing`;
    while (path) {
      const { html } = await ada.get(path);
      const rows = pageOf(html).main.rows(/INV-\d+ ·/);
      seen.push(
        ...rows
          .filter(({ hrefs }) => hrefs.some((href) => href.endsWith("/pdf")))
          .map(({ text }) => /INV-\d+/.exec(text)![0]),
      );
      path = pageOf(html).next;
    }
    expect(seen).toEqual(Array.from({ length: 45 }, (_, i) => `INV-${45 - i}`));
  });

  it("takes a nonsense cursor for none", async () => {
    addInvoice(town, town.acme, { number: "INV-1" });
    for (const after of ["x", "1_", "'; drop table invoices", "9".repeat(40)]) {
      const { status, html } = await as("ada").get(`/o/${town.acme}/billing?after=${encodeURIComponent(after)}`);
      expect(status).toBe(200);
      expect(html).toContain("INV-1");
    }
  });

  it("hides drafts and deleted invoices", async () => {
    addInvoice(town, town.acme, { number: "INV-D", status: "draft" });
    addInvoice(town, town.acme, { number: "INV-X", deletedAt: monday });
    expect((await as("ada").get(`/o/${town.acme}/billing`)).html).toContain("No invoices yet");
  });

  it.each([
    ["Due", { dueAt: monday + day }],
    ["Overdue", { dueAt: monday - day }],
    ["Due, payment failed", { attemptCount: 1, collectionMethod: "charge_automatically" }],
    ["Paid", { status: "paid", total: 4000, amountRemaining: 0 }],
    ["Void", { status: "void" }],
    ["Written off", { status: "uncollectible" }],
    ["Paid", { status: "settled_in_2031", total: 4000, amountRemaining: 0 }],
  ] as const)("says %s", async (word, values) => {
    addInvoice(town, town.acme, { number: "INV-1", ...values });
    const { main } = pageOf((await as("ada").get(`/o/${town.acme}/billing`)).html);
    expect(main.rows(/INV-1 ·/).at(-1)!.text).toMatch(new RegExp(` ${word}( |$)`));
  });
});

describe("an invoice", () => {
  it("shows Ada amount, lines and the ways to pay and keep it", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-7", dueAt: monday + 7 * day }, [
      { description: "Oak chair", quantity: "6", unitAmount: "17000", amount: 102000 },
      { description: "Delivery", amount: 1745 },
    ]);
    const { html, status } = await as("ada").get(`/o/${town.acme}/billing/${id}`);
    expect(status).toBe(200);
    for (const words of [
      "Invoice INV-7",
      "Oak chair",
      "6 × €170.00",
      "€17.45",
      "Due 30 November 2026",
      "/pay",
      "/pdf",
    ]) {
      expect(html).toContain(words);
    }
  });

  it("speaks the visitor's English, the company's where there are no words of theirs, and survives nonsense", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-7", amountRemaining: 123456, dueAt: monday + 7 * day });
    const ada = as("ada");
    const read = async (language: string) =>
      (await ada.request(`/o/${town.acme}/billing/${id}`, { headers: { "Accept-Language": language } })).html;
    expect(await read("en-US,en;q=0.9")).toContain("November 30, 2026");
    // There are no German words yet: numbers and dates stay with the sentences that they stand in.
    for (const language of ["de-DE,de;q=0.9", "de-DE,de;q=0.9,en;q=0.5"]) {
      expect(await read(language)).toContain("€1,234.56");
      expect(await read(language)).toContain("30 November 2026");
    }
    for (const nonsense of ["*", "x-klingon", "en_US", "../../etc", "a".repeat(5000)])
      expect(await read(nonsense)).toContain("€1,234.56");
  });

  it("lets Ann, the accountant, read but not pay, and Ben not read", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-7" });
    const ann = await as("ann").get(`/o/${town.acme}/billing/${id}`);
    expect(ann.status).toBe(200);
    expect(ann.html).not.toContain("/pay");
    expect((await as("ann").post(`/o/${town.acme}/billing/${id}/pay`, {})).status).toBe(403);
    const ben = await as("ben").get(`/o/${town.acme}/billing/${id}`);
    expect(ben.status).toBe(403);
    expect(ben.html).toContain("have access to this page");
    expect(ben.html).not.toContain("INV-7");
  });

  it("is not there for Zoe, by the same page as one that never was", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-7" });
    const zoe = as("zoe");
    const foreign = await zoe.get(`/o/${town.zebra}/billing/${id}`);
    const never = await zoe.get(`/o/${town.zebra}/billing/in_never`);
    expect([foreign.status, never.status]).toEqual([404, 404]);
    expect(foreign.html).toBe(never.html);
  });
});

describe("unchanged pages", () => {
  it("answer 304 without rendering until something of theirs changes", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-7" });
    const ada = as("ada");
    const path = `/o/${town.acme}/billing/${id}`;
    const etag = (await ada.get(path)).headers.get("ETag")!;
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = () => ada.request(path, { headers: { "If-None-Match": etag } });
    expect((await again()).status).toBe(304);
    addInvoice(town, town.zebra, { number: "INV-Z" });
    expect((await again()).status).toBe(304);
    addInvoice(town, town.acme, { number: "INV-8" });
    expect((await again()).status).toBe(200);
  });

  it("are nobody else's: the same validator opens nothing to a stranger or to nobody", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-7" });
    const path = `/o/${town.acme}/billing/${id}`;
    const etag = (await as("ada").get(path)).headers.get("ETag")!;
    const headers = { "If-None-Match": etag };
    expect((await as("zoe").request(path, { headers })).status).toBe(404);
    expect((await browserIn(town).request(path, { headers }, false)).status).toBe(303);
    expect((await as("ben").request(path, { headers })).status).toBe(403);
  });
});
