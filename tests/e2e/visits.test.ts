import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { settleUsage } from "#app/insights/usage.ts";
import { startPlausible } from "../fakes/plausible/server.ts";
import { addShippedOrder } from "../orders/order-pages.ts";
import { launch } from "./chromium.ts";
import { serveTown } from "./served.ts";

const plausible = await startPlausible();
const settings = { PLAUSIBLE_DOMAIN: "portal.example", PLAUSIBLE_URL: plausible.url, PLAUSIBLE_SCRIPT: "yes" };
const town = await serveTown(settings);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await town.close();
  await plausible.close();
});

async function open(path: string) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const [name, value] = town.signIn(town.ada.id).split("=") as [string, string];
  await context.addCookies([{ name, value, url: town.url }]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", ({ message }) => faults.push(message));
  await page.goto(town.url + path);
  return { page, faults };
}
const told = () => plausible.heard.map(({ name, url }) => `${name} ${new URL(url).pathname}`).sort();

it("a browser tells that a page was looked at and what was tapped, by the page's pattern alone", async () => {
  const order = addShippedOrder(town);
  const { page, faults } = await open(`/o/${town.acme}/orders/${order}?events=all`);
  settleUsage(town.portal);
  await plausible.waitFor(3);
  const where = "/o/-/orders/-";
  expect(told()).toEqual([`order.seen ${where}`, `pageview ${where}`, `seen ${where}`]);
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "tel:+4940123", textContent: "Call" });
    link.addEventListener("click", (event) => event.preventDefault());
    document.querySelector("main")!.prepend(link);
  });
  await page.getByText("Call").click();
  await plausible.waitFor(4);
  expect(told()).toContain(`tap.phone ${where}`);
  expect(plausible.heard.map(({ raw }) => raw).join()).not.toMatch(/4940123|ord_|events=all/);
  expect(faults).toEqual([]);
});
