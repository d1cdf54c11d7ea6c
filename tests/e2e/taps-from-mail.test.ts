import { serve } from "@hono/node-server";
import type { Browser, BrowserContext, Locator, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { flushUsage } from "#app/insights/usage.ts";
import { listMails, type KeptMail } from "#app/mail/mailbox.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { mailWorker } from "#app/workers.ts";
import { findTrip } from "#db/trips.ts";
import type { TripEnd } from "#db/schema/trips.ts";
import { openBilling, type Billing } from "#tests/billing/stripe/billing.ts";
import { wish } from "#tests/notifications/digest-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import { launch, phone } from "./chromium.ts";
import { freePort } from "./served.ts";

let town: Billing;
let url: string;
let server: ReturnType<typeof serve>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let taps: number;
let fields: number;
/** When the mail's link was tapped, and for how long somebody looks at a page before the next tap. */
let beganAt: number | null;
let mail: KeptMail;
const invoices = new Map<string, string>();
const pauseMs = 6_000;
/** A browser that no driver steers does not call itself headless, as programs do. */
const userAgent =
  "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

beforeAll(async () => {
  const port = await freePort();
  url = `http://localhost:${port}`;
  town = await openBilling({ env: { APP_URL: url, FOYER_MODE: "development", SMTP_URL: "" } });
  server = serve({ fetch: town.app.fetch, hostname: "127.0.0.1", port });
  const customer = town.stripe.createCustomer({ name: "Finn’s Café", email: "finn@cafe.example" });
  const lines = [{ amount: 12_000, description: "A chair" }];
  for (const number of ["INV-1", "INV-2", "INV-3"])
    invoices.set(number, town.stripe.openInvoice({ customer: customer.id, number, lines }).id);
  await town.sync();
  tellOrder(town, town.acme, "PO-1", { files: [{ name: "Drawing 3", url: "https://files.example/drawing-3.pdf" }] });
  tellEvent(town, "PO-1", { step: "waiting", needs: "your approval of drawing 3" });
  tellOrder(town, town.acme, "PO-2", { promisedDate: "2026-12-01" });
  tellEvent(town, "PO-2", { step: "shipped", carrier: "DHL" });
  await town.drain();
  town.pass(20_000);
  browser = await launch();
});
beforeEach(async () => {
  town.pass(20_000);
  context = await browser.newContext({ ...phone, userAgent });
  page = await context.newPage();
  taps = fields = 0;
  beganAt = null;
});
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server.close(resolve));
  await town.end();
});

/** Opens a mail as a mail program shows it. */
async function openMail(kind: string, to: string, about: string) {
  mail = listMails(town.dataDir).find((one) => one.kind === kind && one.to === to && one.html.includes(about))!;
  await page.goto("about:blank");
  await page.setContent(mail.html);
}

async function tap(what: Locator) {
  if (taps++) town.pass(pauseMs);
  beganAt ??= town.now();
  await what.first().click();
}

async function type(what: Locator, words: string) {
  fields++;
  await what.fill(words);
}

/** What the portal itself measured of the way from the mail: as many taps as were made here, and the time they took. */
function measured(done: TripEnd | null) {
  flushUsage(town.portal);
  const { trip } = findTrip(town.system, mail.outboxId)!;
  expect([trip.done, trip.taps, trip.lookedAt]).toEqual([done, taps, beganAt]);
  if (done) expect(trip.doneAt).toBe(town.now());
  return trip;
}
/** The same, by somebody who did more than open a link. */
function measuredOfPerson(done: TripEnd) {
  const { personAt, doneAt } = measured(done);
  expect([personAt, doneAt! - personAt!]).toEqual([beganAt, (taps - 1) * pauseMs]);
}

const link = (name: RegExp) => page.getByRole("link", { name });
const button = (name: RegExp) => page.getByRole("button", { name });

it("an invoice's PDF is one tap from its mail", async () => {
  await openMail("invoice-ready", "finn@cafe.example", "INV-1");
  // What is to be saved is no page: a browser of a phone shows it, and this one loads it.
  const pdf = context.waitForEvent("response", (answer) => answer.url().endsWith("/pdf"));
  await tap(link(/PDF/));
  expect((await pdf).headers()["content-type"]).toBe("application/pdf");
  expect(taps).toBe(1);
  measured("pdf");
});

it("where an order stands is one tap from its mail", async () => {
  await openMail("order-step", "ben@acme.example", "PO-2");
  await tap(link(/where it is/));
  expect(await page.locator("h1").innerText()).toMatch(/^Shipped\. Arriving Tuesday/);
  expect(taps).toBe(1);
  measured("seen");
});

it("the page where an invoice is paid is two taps from its mail", async () => {
  await openMail("invoice-ready", "finn@cafe.example", "INV-2");
  await tap(link(/pay|invoice/i));
  await tap(button(/^Pay/));
  await page.waitForURL(`${town.stripe.url}/**`);
  expect(taps).toBe(2);
  expect(measured(null)).toMatchObject({ personAt: beganAt, payingAt: town.now() });
  town.stripe.payInvoice(invoices.get("INV-2")!);
  await town.sync();
  expect(findTrip(town.system, mail.outboxId)!.trip).toMatchObject({ done: "paid", taps, personAt: beganAt });
});

it("a question about it takes two taps and one field, signed out", async () => {
  await openMail("invoice-ready", "finn@cafe.example", "INV-3");
  await tap(link(/pay|invoice/i));
  await type(page.getByRole("textbox"), "Why is delivery on it twice?");
  await tap(button(/send/i));
  expect(await page.getByRole("status").innerText()).toMatch(/^Sent as R-/);
  expect([taps, fields]).toEqual([2, 1]);
  measuredOfPerson("asked");
});

it("an approval takes two taps and the code", async () => {
  await openMail("order-step", "ben@acme.example", "PO-1");
  await tap(link(/what we need/));
  await tap(button(/^Approve/));
  await type(page.getByLabel(/code/i), newestMail(town, town.ben.email, "confirm").code);
  await page.keyboard.press("Enter");
  expect(await page.getByRole("status").innerText()).toContain("you’ve approved this");
  expect([taps, fields]).toEqual([2, 1]);
  measuredOfPerson("answered");
});

it("order news is off in two taps from its mail, signed out, and on again by one more", async () => {
  await openMail("order-step", "ben@acme.example", "PO-2");
  await tap(link(/Change or stop these emails/));
  await tap(button(/^Stop order news/));
  expect(await page.getByRole("status").innerText()).toContain("You won’t get order news (Acme GmbH) any more.");
  expect(taps).toBe(2);
  measuredOfPerson("off");
  await tap(button(/^Undo/));
  await button(/^Stop order news/).waitFor();
  expect(taps).toBe(3);
});

it("what is in a digest is one tap from it, line by line", async () => {
  wish(town, town.abe, "steps", "digest");
  for (const reference of ["PO-3", "PO-4"]) {
    tellOrder(town, town.acme, reference);
    tellEvent(town, reference, { step: "shipped", carrier: "DHL" });
  }
  const work = () => town.drain([...notificationsWork.workers!, mailWorker]);
  await work();
  town.pass(24 * 3_600_000);
  await work();
  for (const reference of ["PO-3", "PO-4"]) {
    town.pass(20_000);
    [taps, beganAt] = [0, null];
    await openMail("digest", "abe@acme.example", reference);
    await tap(link(new RegExp(reference)));
    expect(await page.locator("main").innerText()).toContain(reference);
    expect(await page.locator("h1").innerText()).toMatch(/^Shipped/);
    expect(taps).toBe(1);
    measured("seen");
  }
});
