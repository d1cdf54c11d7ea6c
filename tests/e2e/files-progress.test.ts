import type { Browser } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { filesScript } from "#app/http/scripts.ts";
import { ask, customer } from "#tests/requests/request-rows.ts";
import { launch } from "./chromium.ts";
import { serveTown } from "./served.ts";

const town = await serveTown();
const thread = `${town.url}/o/${town.acme}/requests/${ask(town, town.acme, customer(town.ada)).id}`;
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await town.close();
});

async function open(headers: Record<string, string> = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, extraHTTPHeaders: headers });
  const [name, value] = town.signIn(town.ada.id).split("=") as [string, string];
  await context.addCookies([{ name, value, url: town.url }]);
  const page = await context.newPage();
  await page.goto(thread);
  return page;
}
const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

it("says what was chosen, sends it with its words, and shows the thread as a form without a script does", async () => {
  const page = await open();
  await page.setViewportSize({ width: 390, height: 300 });
  await page
    .locator("[type=file]")
    .setInputFiles([file("sizes.txt", "40 × 45"), file("colours.txt", "oak".repeat(900))]);
  expect(await page.getByRole("status").last().innerText()).toMatch(/sizes\.txt, 1 kB\s+colours\.txt, 3 kB/);
  await page.getByRole("textbox").first().fill("Here they are");
  await page.getByRole("button", { name: /send/i }).first().click();
  await page.getByRole("link", { name: /sizes\.txt/ }).waitFor();
  await page.getByText("Here they are").waitFor();
  const { top } = await page.locator("#newest").evaluate((one) => one.getBoundingClientRect());
  expect(Math.abs(top)).toBeLessThan(100);
  expect(page.url()).toContain(thread);
});

it("keeps what was typed and the good file where another is refused, and sends them the second time", async () => {
  const page = await open();
  await page.locator("[type=file]").setInputFiles([file("good.txt", "good"), file("empty.txt", "")]);
  await page.getByRole("textbox").first().fill("With a photo");
  await page.getByRole("button", { name: /send/i }).first().click();
  await page.getByText("There is a problem").waitFor();
  expect(await page.getByRole("checkbox", { name: /good\.txt/ }).isChecked()).toBe(true);
  await page.getByRole("button", { name: /send/i }).first().click();
  await page.getByRole("link", { name: /good\.txt/ }).waitFor();
});

it.each([413, 503])(
  "leaves an answer of %s to the browser, so that the way back has what was typed",
  async (status) => {
    const page = await open();
    const posted: string[] = [];
    await page.route(thread, (route, request) => {
      if (request.method() !== "POST") return route.continue();
      posted.push(request.resourceType());
      return route.fulfill({ status, contentType: "text/html", body: "<h1>Not now</h1>" });
    });
    await page.locator("[type=file]").setInputFiles([file("sizes.txt", "40 × 45")]);
    await page.getByRole("textbox").first().fill("Here they are");
    await page.getByRole("button", { name: /send/i }).first().click();
    await page.getByRole("heading", { name: "Not now" }).waitFor();
    expect(posted).toEqual(["xhr", "document"]);
    await page.goBack();
    expect(await page.getByRole("textbox").first().inputValue()).toBe("Here they are");
  },
);

it("is at most 2 kB, and not sent to whoever saves data", async () => {
  expect(Buffer.byteLength(filesScript.body)).toBeLessThanOrEqual(2_000);
  const page = await open({ "Save-Data": "on" });
  expect(await page.content()).not.toContain(filesScript.path);
});
