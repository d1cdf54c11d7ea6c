import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, linksOf } from "#tests/fakes/postmark/server.ts";
import { startCompany, type Company } from "#tests/run/company.ts";
import { launch, phone } from "./chromium.ts";
import { openReader } from "./usable.ts";

let company: Company;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let reader: Awaited<ReturnType<typeof openReader>>;

beforeAll(async () => {
  [company, browser] = await Promise.all([startCompany(), launch()]);
  company.stripe.addWebhook({ url: company.webhookUrl, secret: company.webhookSecret });
  context = await browser.newContext(phone);
  page = await context.newPage();
  reader = await openReader(browser, company.url);
});
afterAll(async () => {
  await browser?.close();
  await company?.close();
});

const expectUsable = async (shown: Page) => expect(await reader.faultsOf(await shown.content())).toEqual([]);
const heading = () => page.locator("h1").innerText();

describe("from the mail to the invoice, on a phone without JavaScript", () => {
  let invoice: string;
  let itemLink: string;

  it("Stripe says an invoice is due, and Ada gets a mail with one link to it", async () => {
    const { stripe, postmark } = company;
    const ada = stripe.createCustomer({ name: "Acme GmbH", email: "ada@acme.example" });
    invoice = stripe.openInvoice({
      customer: ada.id,
      number: "INV-1042",
      collection_method: "send_invoice",
      days_until_due: 14,
      lines: [{ description: "Oak chair", quantity: 6, unit_amount_decimal: "17000" }],
    }).id;
    const mail = await postmark.waitFor((sent) => sent.Tag === "invoice-ready", { timeoutMs: 20_000 });
    expect(mail).toMatchObject({ To: "ada@acme.example", Metadata: { outbox_id: expect.any(String) as string } });
    itemLink = linksOf(mail).find((link) => link.includes("/l/"))!;
    expect(itemLink).toContain(`${company.url}/l/`);
  });

  it("one tap shows the invoice, and the next its PDF", async () => {
    await page.goto(itemLink);
    expect(await heading()).toBe("Invoice INV-1042");
    expect(await page.locator(".amount").innerText()).toBe("€1,020.00");
    await expectUsable(page);
    const pdf = await context.request.get(
      new URL((await page.getByRole("link", { name: /PDF/ }).getAttribute("href"))!, company.url).href,
    );
    expect(pdf.headers()["content-type"]).toBe("application/pdf");
    expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("the link is in no log and opens nothing else", async () => {
    expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain("sid");
    expect(await page.locator(".tabs").count()).toBe(0);
  });

  it("signs in by the link: the mail's link asks, its button does it", async () => {
    const link = await company.signInLink("ada@acme.example");
    await page.goto(link);
    await expectUsable(page);
    await page
      .getByRole("button", { name: /sign in/i })
      .first()
      .click();
    await page.waitForURL(/\/o\/org_/);
    expect(await page.locator("#money").innerText()).toBe("To pay");
    await expectUsable(page);
  });

  it("goes on to the list and the invoice", async () => {
    await page.getByRole("link", { name: "Billing" }).click();
    expect(await heading()).toBe("Billing");
    await expectUsable(page);
    await page.locator(".list .main").first().click();
    expect(await heading()).toBe("Invoice INV-1042");
    await expectUsable(page);
  });

  it("reaches the payment page, pays, and reads that it is paid", async () => {
    const back = page.url();
    await page.getByRole("button", { name: /^Pay/ }).click();
    await page.waitForURL(`${company.stripe.url}/i/${invoice}**`);
    await page.locator("button[value=pay], button").first().click();
    await company.stripe.delivered();
    await expect
      .poll(async () => (await page.goto(back), page.locator(".tag").innerText()), { timeout: 15_000 })
      .toMatch(/^Paid /);
    await page.goto(itemLink);
    expect(page.url()).toBe(back);
  });

  it("signs out, and in again by the code in the browser that asked", async () => {
    await page.goto(`${company.url}/`);
    await page.locator("summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.goto(`${company.url}/sign-in`);
    await expectUsable(page);
    const before = company.postmark.sent.length;
    await page.getByLabel(/email/i).fill("  Ada@ACME.example ");
    await page.locator("form button").first().click();
    await expectUsable(page);
    const mail = await company.postmark.waitFor((sent) => sent.Tag === "sign-in", { after: before });
    await page.getByLabel(/code/i).fill(codeOf(mail)!);
    await page.locator("form button").first().click();
    await page.waitForURL(/\/o\/org_/);
  });

  it("changes the card at Stripe, comes back, and reads what changed", async () => {
    const { stripe } = company;
    const customer = [...stripe.state.customers.values()].find(({ email }) => email === "ada@acme.example")!.id;
    const product = stripe.createProduct({ name: "Care plan" }).id;
    const monthly = { currency: "eur", unit_amount: 2400, recurring: { interval: "month" } } as const;
    const price = stripe.createPrice({ product, ...monthly }).id;
    stripe.createSubscription({ customer, items: [{ price }] });
    await stripe.delivered();
    await page.goto(`${page.url()}/billing/payment-methods`);
    await page.getByRole("button", { name: "Add a payment method" }).click();
    await page.waitForURL(`${stripe.url}/p/session/**`);
    await page
      .getByRole("button", { name: /save|add/i })
      .first()
      .click();
    await page.waitForURL(/\/billing\/payment-methods$/);
    expect(await page.locator(".flash").innerText()).toBe("Visa •••• 4242 is now your payment method.");
    expect(await page.locator(".list").innerText()).toContain("Visa •••• 4242");
    await expectUsable(page);
  });

  it("cancels a subscription there, and takes it back", async () => {
    await page.getByRole("link", { name: "Subscriptions" }).click();
    await expect.poll(async () => (await page.reload(), page.locator("h2").first().innerText())).toBe("Care plan");
    const press = async (here: string, there: RegExp) => {
      await page.getByRole("button", { name: here }).click();
      await page.waitForURL(`${company.stripe.url}/p/session/**`);
      await page.getByRole("button", { name: there }).first().click();
      await page.waitForURL(/\/billing\/subscriptions$/);
      return page.locator(".flash").innerText();
    };
    expect(await press("Cancel Care plan", /cancel/i)).toMatch(/^Your subscription ends on [\w ,]+ \d{4}\.$/);
    expect(await page.locator(".tag").first().innerText()).toBe("Ending");
    expect(await press("Keep it: Care plan", /keep|renew/i)).toBe("Your subscription will continue.");
    expect(await page.locator(".tag").first().innerText()).toBe("Active");
  });

  it("finds its buttons with a thumb", () => expectUsable(page));

  it("writes to a person, and keeps what was typed where something is missing", async () => {
    const visitor = await browser.newContext(phone);
    const tab = await visitor.newPage();
    await tab.goto(`${company.url}/contact`);
    await expectUsable(tab);
    await tab.locator("[name=message]").fill("Where do I find the oil for the chairs?");
    await tab.locator("form button").first().click();
    expect(await tab.title()).toMatch(/^Error: /);
    expect(await tab.locator("[name=message]").inputValue()).toContain("the oil for the chairs");
    await expectUsable(tab);
    await tab.locator("[name=email]").fill("una@elsewhere.example");
    if (await tab.locator("[name=name]").count()) await tab.locator("[name=name]").fill("Una");
    await tab.locator("form button").first().click();
    const mail = await company.postmark.waitFor(
      ({ Tag, To }) => Tag === "request-new" && To === "help@norrland.example",
    );
    expect(mail.TextBody).toContain("the oil for the chairs");
    await expectUsable(tab);
    await visitor.close();
  });
});
