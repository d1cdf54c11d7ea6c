import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addInvoice } from "#tests/rows.ts";
import { monday } from "#tests/world.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { launch } from "./chromium.ts";
import { serveTown } from "./served.ts";

const day = 24 * 60 * 60_000;
const town = await serveTown({
  BANK_IBAN: "DE89 3704 0044 0532 0130 00",
  STRIPE_SECRET_KEY: "sk_test_never_used",
  STRIPE_WEBHOOK_SECRET: "whsec_never_used",
});
let browser: Browser;
beforeAll(async () => void (browser = await launch()));
afterAll(async () => {
  await browser?.close();
  await town.close();
});

/** A page as somebody sees it in so much room. */
async function open(path: string, who: "ada" | "sam" | null, width: number, fontSize = 16) {
  const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width, height: 900 } });
  await (await page.context().newCDPSession(page)).send("Page.setFontSizes", { fontSizes: { standard: fontSize } });
  if (who) await page.setExtraHTTPHeaders({ Cookie: town.signIn(town[who].id) });
  await page.goto(town.url + path);
  const boxOf = async (selector: string) => (await page.locator(selector).first().boundingBox())!;
  return { page, boxOf };
}

it("home has room for sums in text of double size on the smallest phone", async () => {
  for (const number of ["INV-1", "INV-2"])
    addInvoice(town, town.acme, { number, dueAt: monday - day, amountRemaining: 123456 });
  tellOrder(town, town.acme, "PO-1");
  tellEvent(town, "PO-1", { step: "waiting", needs: "your approval of drawing 3" });
  const { page } = await open(`/o/${town.acme}`, "ada", 320, 32);
  const { right } = await page.locator(".amount").evaluate((amount) => {
    const words = document.createRange();
    words.selectNodeContents(amount);
    return words.getBoundingClientRect();
  });
  expect(right).toBeLessThan(320);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

it("home has two columns at a desk: the money, and beside it what is not urgent", async () => {
  const { page, boxOf } = await open(`/o/${town.acme}`, "ada", 1280);
  const [money, latest] = [await boxOf("[aria-labelledby=money]"), await boxOf("[aria-labelledby=latest]")];
  expect(latest.x).toBeGreaterThan(money.x + money.width);
  expect(latest.width).toBe(money.width);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
});

it("an invoice's quiet ways stand beside each other and close below, and each as high as a thumb needs", async () => {
  const id = addInvoice(town, town.acme, { number: "INV-3", dueAt: monday + day });
  const { page } = await open(`/o/${town.acme}/billing/${id}`, "ada", 390);
  const boxes = await page.locator(".ways > a, .ways summary").evaluateAll((all) =>
    all.map((one) => {
      const { top, bottom, height } = one.getBoundingClientRect();
      return { top, bottom, height };
    }),
  );
  expect(boxes).toHaveLength(3);
  expect(boxes.map(({ height }) => height >= 44)).toEqual([true, true, true]);
  const [calendar, forward, transfer] = boxes;
  expect([forward!.top - calendar!.top, transfer!.top - calendar!.bottom]).toEqual([0, 0]);
});

it("at a desk the door is in the middle of the page, and its company and title above it", async () => {
  const { boxOf } = await open("/sign-in", null, 1280);
  const middles = await Promise.all([".brand .mark", "h1", "main form"].map(boxOf));
  for (const { x, width } of middles) expect(Math.abs(x + width / 2 - 640)).toBeLessThan(2);
  const [mark, main, foot] = await Promise.all([".brand .mark", "main", ".foot"].map(boxOf));
  const [above, below] = [mark!.y, foot!.y - main!.y - main!.height];
  expect(Math.abs(above - below)).toBeLessThan(60);
});

it("the staff's day fills two columns at a desk, neither much longer than the other", async () => {
  for (let n = 0; n < 3; n++) tellOrder(town, town.acme, `PO-LATE-${n}`, { promisedDate: "2026-11-20" });
  const { page } = await open("/staff", "sam", 1440);
  const boxes = await page.locator(".balanced > *").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  const ends = [0, 720].map((from) =>
    Math.max(...boxes.filter(({ x }) => x >= from && x < from + 720).map(({ bottom }) => bottom)),
  );
  const longest = Math.max(...boxes.map(({ height }) => height));
  expect(Math.min(...ends)).toBeGreaterThan(0);
  expect(Math.abs(ends[0]! - ends[1]!)).toBeLessThan(longest);
});

it("the status of an invoice is as wide as its words in a list at a desk", async () => {
  const { page } = await open(`/o/${town.acme}/billing`, "ada", 1280);
  const room = await page.locator(".invoices .tag").evaluateAll((tags) =>
    tags.map((tag) => {
      const words = document.createRange();
      words.selectNodeContents(tag);
      return tag.getBoundingClientRect().width - words.getBoundingClientRect().width;
    }),
  );
  expect(room.length).toBeGreaterThan(0);
  expect(Math.max(...room)).toBeLessThan(20);
});

it("on a phone several orders are marked from above the tabs, wherever their ticks are, and no row stays below that", async () => {
  for (let n = 0; n < 20; n++) tellOrder(town, town.acme, `PO-BULK-${n}`);
  const { page, boxOf } = await open("/staff/orders", "sam", 390);
  const tabs = await boxOf(".tabs");
  for (const row of ["first", "last"] as const) {
    const tick = page.locator("tbody tr")[row]().getByRole("checkbox");
    await tick.focus();
    const [mark, ticked] = [await boxOf(".bulk"), (await tick.boundingBox())!];
    expect(mark.y + mark.height).toBeLessThanOrEqual(tabs.y + 1);
    expect(mark.y).toBeGreaterThan(450);
    expect(ticked.y + ticked.height).toBeLessThanOrEqual(mark.y);
  }
  for (const box of [await boxOf(".bulk select"), await boxOf(".bulk button")])
    expect(box.height).toBeGreaterThanOrEqual(44);
});

it("on a phone the parts of the settings begin with the one that is open, and go on beyond the edge", async () => {
  const { page } = await open("/staff/log", "sam", 390);
  const parts = page.getByRole("navigation", { name: "Settings" }).getByRole("link");
  const boxes = await parts.evaluateAll((all) =>
    all.map((one) => ({ x: one.getBoundingClientRect().x, isOpen: one.ariaCurrent === "page" })),
  );
  const [first] = boxes.toSorted((a, b) => a.x - b.x);
  expect(first!.isOpen).toBe(true);
  expect(first!.x).toBeGreaterThanOrEqual(0);
  expect(Math.max(...boxes.map(({ x }) => x))).toBeGreaterThan(390);
});

it("the figures fill a desk", async () => {
  ask(town, town.acme, customer(town.ada));
  const { page } = await open("/staff/insights", "sam", 1440);
  const boxes = await page.locator(".balanced > *").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
  const [left, right] = [Math.min(...boxes.map(({ x }) => x)), Math.max(...boxes.map((box) => box.right))];
  expect(right - left).toBeGreaterThan(1000);
});
