import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { deskScript } from "#app/http/scripts.ts";
import { ask, customer, tell } from "#tests/requests/request-rows.ts";
import { launch } from "./chromium.ts";
import { serveTown } from "./served.ts";

const town = await serveTown();
let browser: Browser;
let page: Page;
const ids = ["First", "Second", "Third"].map((subject) => {
  town.pass(60_000);
  return ask(town, town.acme, customer(town.ada), { subject }).id;
});

beforeAll(async () => {
  browser = await launch();
});
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name, value] = town.signIn(town.sam.id).split("=") as [string, string];
  await context.addCookies([{ name, value, url: town.url }]);
  page = await context.newPage();
  await page.goto(`${town.url}/staff/requests`);
});
afterAll(async () => {
  await browser?.close();
  await town.close();
});

const focused = () => page.evaluate(() => document.querySelector("main :focus")?.textContent ?? "");
const heading = (name: string) => page.getByRole("heading", { name, level: 1 }).waitFor();

it("keys lead through the queue, into a thread, to the next one, and into its answer", async () => {
  await page.keyboard.press("j");
  expect(await focused()).toContain("First");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("j");
  expect(await focused()).toContain("Second");
  await page.keyboard.press("Enter");
  await heading("Second");
  await page.keyboard.press("j");
  await heading("Third");
  await page.keyboard.press("r");
  await page.keyboard.type("jar / ?");
  expect(await page.getByRole("textbox", { name: "Answer" }).inputValue()).toBe("jar / ?");
  expect(page.url()).toContain(ids[2]);
});

it("keys do nothing with Control held or while the list of keys is open, which a question mark shows", async () => {
  await page.keyboard.press("Control+j");
  expect(await focused()).not.toContain("First");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("/");
  expect(await focused()).toBe("Close");
  await page.keyboard.press("Enter");
  await page.keyboard.press("/");
  await page.keyboard.type("oil");
  expect(await page.getByLabel("Words, name or number").inputValue()).toBe("oil");
});

it("a thread shows by itself what its customer writes, but touches nothing while somebody types", async () => {
  await page.clock.install();
  await page.goto(`${town.url}/staff/requests/${ids[0]}`);
  await page.getByRole("textbox", { name: "Answer" }).fill("On Mon");
  tell(town, ids[0]!, customer(town.ada), { text: "Is it soon?" });
  await page.clock.runFor(41_000);
  expect(await page.getByText("Is it soon?").count()).toBe(0);
  await page.getByRole("textbox", { name: "Answer" }).fill("");
  await page.getByRole("textbox", { name: "Answer" }).blur();
  await page.clock.runFor(21_000);
  await page.getByText("Is it soon?").first().waitFor();
});

it("the script is at most 4 kB", () => {
  expect(Buffer.byteLength(deskScript.body)).toBeLessThanOrEqual(4_000);
});
