import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyPage } from "#tests/pages.ts";
import { launch } from "./chromium.ts";
import { serveTown } from "./served.ts";
import { openReader } from "./usable.ts";

const town = await serveTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" });
const cases = everyPage(town);
const cookies = new Map<string, string>();
let browser: Browser;
let reader: Awaited<ReturnType<typeof openReader>>;

function cookieOf(who: (typeof cases)[number]["as"]) {
  if (who && !cookies.has(who)) cookies.set(who, town.signIn(town[who].id));
  return who ? { Cookie: cookies.get(who)! } : undefined;
}

beforeAll(async () => {
  browser = await launch();
  reader = await openReader(browser, town.url);
});
afterAll(async () => {
  await browser?.close();
  await town.close();
});

describe.each(cases)("$name", ({ path, as, status = 200 }) => {
  it("has room on a phone of 390 and of 320 px and at a desk, also in text of double size, and is readable for everybody in light and in dark", async () => {
    const answer = await fetch(town.url + path, { headers: cookieOf(as) });
    expect(answer.status).toBe(status);
    expect(await reader.faultsOf(await answer.text())).toEqual([]);
  });
});

it("finds what has no room in text of double size", async () => {
  const page = (width: string) =>
    `<html lang="en"><title>A page</title><style>p { width: ${width} }</style><main><h1>Orders</h1><p>On its way</p></main></html>`;
  expect((await reader.faultsOf(page("15rem"))).join()).toContain(" > 390");
  expect(await reader.faultsOf(page("10rem"))).toEqual([]);
});

it("finds text that is too pale, in light and in dark, though what is like it was looked at before", async () => {
  const page = (words: string) => `<html lang="en"><title>A page</title><main><h1>Orders</h1>${words}</main></html>`;
  const pale = "<style>p { color: #999 } @media (prefers-color-scheme: dark) { p { color: #777 } }</style><p>Pale</p>";
  const faults = await reader.faultsOf(page(pale));
  expect(faults).toEqual([expect.stringContaining("color-contrast"), expect.stringContaining("color-contrast")]);
  expect(await reader.faultsOf(page("<p>Dark</p>"))).toEqual([]);
});
