import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { charges, invoicePayments, invoices, stripeCustomers } from "#db/schema/billing.ts";
import type { OrgId } from "#db/ids.ts";
import { tenantOf } from "#db/tenant.ts";
import { billingOverview } from "#app/billing/billing-overview.ts";
import { browserIn, unescapeHtml } from "#tests/http.ts";
import { pageOf } from "#tests/page.ts";
import { tellOrder } from "#tests/orders/order-rows.ts";
import { plansOf } from "#tests/plans.ts";
import { addInvoice } from "#tests/rows.ts";
import { monday, openTown } from "#tests/world.ts";

const day = 24 * 60 * 60_000;
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown()));
afterEach(() => town.close());

const as = (who: "ada" | "bo" | "ann" | "zoe") => browserIn(town, { cookie: town.signIn(town[who].id) });
const synced = () => ({ obs: 1, fetchedAt: town.now(), firstSeenVia: "event" as const });
const paid = { status: "paid", amountRemaining: 0 } as const;

function addCustomer(id: string, values: Partial<typeof stripeCustomers.$inferInsert> = {}, orgId: OrgId = town.acme) {
  town.system.db
    .insert(stripeCustomers)
    .values({ ...synced(), id, orgId, currency: "eur", ...values })
    .run();
}

function refund(invoiceId: string, amountRefunded: number, by: "charge" | "intent") {
  const [id, common] = [invoiceId.slice(3), { ...synced(), orgId: town.acme, createdAt: town.now(), currency: "eur" }];
  const link = by === "charge" ? { chargeId: `ch_${id}` } : { paymentIntentId: `pi_${id}` };
  town.system.db
    .insert(invoicePayments)
    .values({ ...common, ...link, id: `inpay_${id}`, invoiceId, status: "paid", amountRequested: 1, isDefault: true })
    .run();
  town.system.db
    .insert(charges)
    .values({
      ...common,
      id: `ch_${id}`,
      paymentIntentId: `pi_${id}`,
      status: "succeeded",
      amount: 120_000,
      amountRefunded,
    })
    .run();
}

/** What a page of the list shows: its invoices' numbers, and where "Older" leads. */
async function read(query = "", who: "ada" | "ann" = "ada") {
  const { html, status } = await as(who).get(`/o/${town.acme}/billing${query}`);
  expect(status).toBe(200);
  const { main, next } = pageOf(html);
  return {
    html: unescapeHtml(html),
    main,
    numbers: main.all("link", /, PDF$/).map(({ name }) => name.replace(", PDF", "")),
    next: next ? new URL(next, "https://portal.example").search : null,
  };
}

describe("an invoice that is paid or credited in part", () => {
  it("says in the list what is left of it, whatever else is open", async () => {
    addInvoice(town, town.acme, { number: "INV-1", total: 10_000, amountPaid: 6_000, amountRemaining: 4_000 });
    addInvoice(town, town.acme, { number: "INV-2", total: 5_000 });
    addInvoice(town, town.acme, { number: "INV-3", total: 7_000, ...paid });
    const { main } = pageOf((await as("ada").get(`/o/${town.acme}/billing`)).html);
    const row = (number: string) => main.rows(number).at(-1)!.text;
    expect(row("INV-1")).toContain("€40.00 left of €100.00");
    expect([row("INV-2"), row("INV-3")]).toEqual([
      expect.stringContaining(" €50.00 "),
      expect.stringContaining(" €70.00 "),
    ]);
    expect(main.text).toContain("You’ll pay on Stripe’s secure page");
    expect((await as("ann").get(`/o/${town.acme}/billing`)).html).not.toContain("You pay on a page");
  });
});

describe("a row", () => {
  it("says what the invoice was for, with number and date below", async () => {
    addInvoice(town, town.acme, { number: "INV-1" }, [{ description: "Oak chair, natural oil" }, {}, {}]);
    addInvoice(town, town.acme, { number: "INV-2" }, [{ description: null }]);
    const { main } = await read();
    const row = (number: string) => main.rows(number).at(-1)!.text.replace(/\s+/g, " ");
    expect(row("INV-1")).toMatch(/^Oak chair, natural oil \+ 2 €1,200.00 INV-1 · 23 Nov /);
    expect(row("INV-2")).toMatch(/^INV-2 €1,200.00 23 Nov /);
  });

  it("is found by any of its lines, by its PO number and by its order", async () => {
    addInvoice(town, town.acme, { number: "INV-1" }, [{}, { description: "Felt glides, set of 4" }]);
    const raw = JSON.stringify({ custom_fields: [{ name: "PO number", value: "PO-4711/b" }] });
    addInvoice(town, town.acme, { number: "INV-2", raw });
    const id = addInvoice(town, town.acme, { number: "INV-3" });
    tellOrder(town, town.acme, "W-2044", { invoiceId: id });
    const theirs = addInvoice(town, town.zebra, { number: "INV-4" }, [{ description: "Felt glides" }]);
    tellOrder(town, town.zebra, "W-2045", { invoiceId: theirs });
    const found = async (q: string) => (await read(`?q=${encodeURIComponent(q)}`)).numbers;
    expect(await found("felt GLIDES")).toEqual(["INV-1"]);
    expect(await found("po-4711")).toEqual(["INV-2"]);
    expect(await found("w-2044")).toEqual(["INV-3"]);
    expect(await found("sofa")).toEqual([]);
  });
});

describe("the years", () => {
  const paidIn = (year: number, n: number) => {
    const values = { ...paid, number: `INV-${year}-${n}`, issuedAt: Date.UTC(year, 6, 1) - n * day };
    addInvoice(town, town.acme, values);
  };
  beforeEach(() => {
    for (let n = 0; n < 3; n++) paidIn(2026, n);
    for (let n = 0; n < 20; n++) paidIn(2025, n);
    paidIn(2022, 0);
  });
  const headings = ({ main }: Awaited<ReturnType<typeof read>>) => main.all("heading", /^20/).map(({ name }) => name);

  it("have a heading each, with how many invoices there are and all their PDFs", async () => {
    const first = await read();
    expect(headings(first)).toEqual(["2026 · 3 invoices", "2025 · 20 invoices"]);
    expect(first.main.link("Download all, ZIP: 20 PDFs of 2025").href).toBe(
      `/o/${town.acme}/billing/invoices.zip?year=2025`,
    );
    expect(first.main.all("link", /2022, ZIP/)).toHaveLength(1);
    expect(headings(await read(first.next!))).toEqual(["2025 · 20 invoices", "2022 · 1 invoice"]);
    expect(headings(await read("?year=2022"))).toEqual(["2022 · 1 invoice"]);
  });

  it("say and offer nothing of the whole year above what was searched for", async () => {
    const found = await read("?q=2025-1");
    expect(headings(found)).toEqual(["2025"]);
    expect(found.main.all("link", /^Download all/)).toEqual([]);
    expect(found.main.link("All 20 PDFs of 2025, ZIP")).toBeDefined();
  });
});

describe("the totals", () => {
  it("and the years are read from an index in its own order: no invoice is looked at, and nothing is sorted", async () => {
    for (const year of [2024, 2025, 2026]) addInvoice(town, town.acme, { ...paid, issuedAt: Date.UTC(year, 2, 1) });
    const plans = await plansOf(town, () => billingOverview(tenantOf(town.connection, town.acme), town.now()));
    expect(plans.filter((line) => line.includes("invoices USING COVERING INDEX invoices_org_status"))).toHaveLength(3);
    expect(plans.filter((line) => line.includes("TEMP B-TREE"))).toEqual([]);
  });
});

describe("the balance", () => {
  it("one open invoice: its amount and Pay; nothing to pay: no such thing", async () => {
    const id = addInvoice(town, town.acme, { number: "INV-1", amountRemaining: 9600 });
    const { html } = await read();
    expect(html).toContain("€96.00 open");
    expect(html).toContain(`/billing/${id}/pay"`);
    expect((await as("zoe").get(`/o/${town.zebra}/billing`)).html).not.toContain("To pay");
  });

  it("several: all that is open by currency, each with Pay, the most urgent first", async () => {
    const late = addInvoice(town, town.acme, { number: "INV-1", dueAt: monday - day, amountRemaining: 9600 });
    const soon = addInvoice(town, town.acme, { number: "INV-2", dueAt: monday + day, amountRemaining: 500 });
    addInvoice(town, town.acme, { number: "INV-3", currency: "jpy", amountRemaining: 7000 });
    const { html } = await read();
    expect(html).toMatch(/¥7,000 \+ €101.00|€101.00 \+ (JP)?¥7,000/);
    expect(html.match(/\/pay"/g)).toHaveLength(3);
    expect(html.indexOf(`${late}/pay`)).toBeLessThan(html.indexOf(`${soon}/pay`));
  });

  it("says how many more there are", async () => {
    for (let n = 0; n < 7; n++) addInvoice(town, town.acme, { number: `INV-${n}` });
    const { main } = await read();
    expect(main.link("7 unpaid invoices, 5 shown").href).toBe(`/o/${town.acme}/billing?status=open`);
    expect((await read("?status=open")).numbers).toHaveLength(7);
  });

  it("shows Ann, the accountant, what is open without Pay, and the files", async () => {
    addInvoice(town, town.acme, { number: "INV-1", amountRemaining: 9600 });
    const { html } = await read("", "ann");
    expect(html).toContain("€96.00");
    expect(html).not.toContain('/pay"');
    expect(html).toContain("invoices.csv");
    expect(html).toContain("invoices.zip?year=2026");
  });

  it("says credit and debt on account in words, summed over all customers that are not deleted", async () => {
    addInvoice(town, town.acme, paid);
    addCustomer("cus_1", { balance: -700 });
    addCustomer("cus_2", { balance: -500 });
    addCustomer("cus_3", { balance: -10_000, deletedAt: monday });
    addCustomer("cus_4", { balance: 300, currency: "usd" });
    addCustomer("cus_5", { balance: -900, currency: null });
    addCustomer("cus_z", { balance: -99_999 }, town.zebra);
    const { html } = await read();
    expect(html).toContain("You have €12.00 credit. We’ll take it off your next invoice.");
    expect(html).toContain("$3.00 will be added to your next invoice.");
    expect(html.match(/credit\./g)).toHaveLength(1);
  });

  it("says credit of one payer and debt of another apart, and whose each is", async () => {
    addCustomer("cus_1", { balance: -5000, name: "Acme Nord" });
    addCustomer("cus_2", { balance: 5000, name: "Acme Workshop" });
    const { text } = (await read()).main;
    expect(text).toContain("Acme Nord: You have €50.00 credit. We’ll take it off your next invoice.");
    expect(text).toContain("Acme Workshop: €50.00 will be added to your next invoice.");
  });

  it("names whom a row is billed to only where there are several", async () => {
    addCustomer("cus_1");
    addInvoice(town, town.acme, { ...paid, raw: JSON.stringify({ customer_name: "Acme Nord" }) });
    expect((await read()).html).not.toContain("Acme Nord");
    addCustomer("cus_2");
    expect((await read()).html).toContain("Acme Nord");
  });
});

describe("the filter", () => {
  beforeEach(() => {
    addInvoice(town, town.acme, { number: "INV-1042", dueAt: monday + day, total: 123_456 });
    addInvoice(town, town.acme, { number: "INV-1031", dueAt: monday - day, total: 9_600, issuedAt: monday - 20 * day });
    const common = { ...paid, amountPaid: 120_000 };
    addInvoice(town, town.acme, { ...common, number: "INV-0998", issuedAt: Date.UTC(2025, 11, 31, 12) });
    const back = { ...common, issuedAt: Date.UTC(2025, 5, 1) };
    refund(addInvoice(town, town.acme, { ...back, id: "in_r1", number: "INV-0900" }), 120_000, "charge");
    refund(addInvoice(town, town.acme, { ...back, id: "in_r2", number: "INV-0901" }), 120_000, "intent");
    refund(addInvoice(town, town.acme, { ...back, id: "in_r3", number: "INV-0902" }), 119_999, "intent");
    const failed = { attemptCount: 1, collectionMethod: "charge_automatically" };
    addInvoice(town, town.acme, { ...failed, number: "INV-F", issuedAt: Date.UTC(2024, 0, 2), total: 500 });
    addInvoice(town, town.acme, { number: "INV-V", status: "void", issuedAt: Date.UTC(2024, 0, 1, 12) });
    addInvoice(town, town.acme, { number: "INV-W", status: "uncollectible", issuedAt: Date.UTC(2024, 0, 1, 11) });
    addInvoice(town, town.acme, { number: "YEN 7", currency: "jpy", total: 1234, issuedAt: Date.UTC(2023, 1, 1) });
    addInvoice(town, town.zebra, { number: "INV-Z", total: 123_456 });
  });

  it.each([
    ["year=2026", ["INV-1042", "INV-1031"]],
    ["year=2025", ["INV-0998", "INV-0902", "INV-0901", "INV-0900"]],
    ["status=open", ["INV-1042", "INV-1031", "INV-F", "YEN 7"]],
    ["status=due", ["INV-1042", "INV-F", "YEN 7"]],
    ["status=overdue", ["INV-1031"]],
    ["status=paid", ["INV-0998", "INV-0902"]],
    ["status=refunded", ["INV-0901", "INV-0900"]],
    ["status=void", ["INV-V"]],
    ["status=written-off", ["INV-W"]],
    ["year=2024&status=due", ["INV-F"]],
    ["q=1042", ["INV-1042"]],
    ["q=inv-1042", ["INV-1042"]],
    ["q=INV%201042", ["INV-1042"]],
    ["q=%231042", ["INV-1042"]],
    ["q=1.234,56", ["INV-1042"]],
    ["q=1,234.56", ["INV-1042"]],
    ["q=1234.56%20EUR", ["INV-1042"]],
    ["q=1234.56%20USD", []],
    ["q=%E2%82%AC%2096", ["INV-1031"]],
    ["q=1.234", ["YEN 7"]],
    ["q=5.000", []],
    ["q=5.00", ["INV-F"]],
    ["q=%C2%A51234", ["YEN 7"]],
    ["q=%25", []],
    ["q='", []],
    ["q=_", []],
    ["q=--", []],
    ["q=INV&status=void", ["INV-V"]],
    ["year=MMXXVI&status=nonsense&q=", null],
  ])("%s", async (query, expected) => {
    const { numbers } = await read(`?${query}`);
    expect(numbers).toEqual(expected ?? (await read()).numbers);
  });

  it("offers what is overdue only where something is, or where it was asked for", async () => {
    const option = '<option value="overdue"';
    expect((await read()).html).toContain(option);
    town.system.db.update(invoices).set({ status: "void" }).where(eq(invoices.number, "INV-1031")).run();
    expect((await read()).html).not.toContain(option);
    expect((await read("?status=overdue")).html).toContain(`${option} selected`);
  });

  it("survives in the URL, in the fields, and says how many it found", async () => {
    const { html, main } = await read("?year=2025&status=paid&q=INV");
    expect(main.region(/^Filter/).isOpen).toBe(true);
    expect(main.all("field").map(({ value }) => value)).toEqual(expect.arrayContaining(["2025", "paid", "INV"]));
    expect(html).toContain("2 of 10 invoices");
    expect(html).toContain("invoices.csv?year=2025&status=paid&q=INV");
    expect((await read()).main.region(/^Filter/).isOpen).toBe(false);
  });

  it("leads out of a combination that fits nothing", async () => {
    const { html, main, numbers } = await read("?year=2026&status=void");
    expect(numbers).toEqual([]);
    expect(html).toContain("No matching invoices");
    expect(main.link("Show all invoices").href).toBe(`/o/${town.acme}/billing`);
    expect(html).not.toContain("invoices.csv");
    expect((await read("?year=1999")).main.field(/^Year/).value).toBe("1999");
  });

  it("with a nonsense cursor is the first page", async () => {
    const { html, numbers } = await read("?after=nonsense");
    expect(numbers).toEqual((await read()).numbers);
    expect(html).toContain("To pay");
    expect(html).not.toContain("Newest");
  });

  it("after the last says that there are no older ones", async () => {
    const { html } = await read("?after=1_in_none");
    expect(html).toContain("No older invoices");
    expect(html).not.toContain("filtered or searched");
    expect(html).toContain("Show all invoices");
  });

  it("is kept from page to page", async () => {
    for (let n = 0; n < 45; n++)
      addInvoice(town, town.acme, { ...paid, number: `OLD-${n}`, issuedAt: Date.UTC(2022, 5, 1) - (n % 3) * day });
    const seen: string[] = [];
    for (let query: string | null = "?year=2022&status=paid&q=old"; query;) {
      const { numbers, next } = await read(query);
      seen.push(...numbers);
      query = next;
    }
    expect(new Set(seen).size).toBe(45);
    expect(seen).toHaveLength(45);
  });
});

it("a broken account: nulls, unknown words and currencies, negative totals in words", async () => {
  addInvoice(town, town.acme, { number: null, status: "reticulated", currency: "zzz1", total: 5, amountRemaining: 5 });
  addInvoice(town, town.acme, { number: "CR-1", ...paid, total: -1200, raw: null, collectionMethod: null });
  addInvoice(town, town.acme, { number: "OLD", issuedAt: 0, dueAt: 0, status: "" });
  addCustomer("cus_1", { currency: null, name: null });
  addCustomer("cus_2", { currency: "zzz1", balance: -100 });
  const { html } = await read();
  expect(html).toContain("€12.00 credit");
  expect(html).not.toMatch(/[-−]€/);
  expect(html).toContain("0.05 ZZZ1");
  expect(html).toContain("1.00 ZZZ1 credit");
  expect((await as("ada").get(`/o/${town.acme}/billing/invoices.csv`)).status).toBe(200);
});

it("2,000 invoices: a page of at most 14 kB, found within moments whatever is asked", async () => {
  town.connection.sqlite.exec("begin");
  for (let n = 0; n < 2000; n++) {
    const values = { ...paid, amountPaid: 120_000, issuedAt: monday - n * day };
    const id = addInvoice(town, town.acme, { ...values, id: `in_big${n}`, number: `INV-${n}` }, []);
    refund(id, n === 1999 ? 120_000 : 0, n % 2 ? "intent" : "charge");
  }
  town.connection.sqlite.exec("commit");
  const ada = as("ada");
  const css = (await town.fetch("/styles/foyer.css")).text();
  for (const query of ["", "?status=refunded", "?q=1200", `?after=${monday - 1900 * day}_in_big1900`]) {
    const started = performance.now();
    const { html } = await ada.get(`/o/${town.acme}/billing${query}`);
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(gzipSync(html).length + gzipSync(await css).length).toBeLessThan(14_000);
  }
  expect((await read("?status=refunded")).numbers).toEqual(["INV-1999"]);
});
