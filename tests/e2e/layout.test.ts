import axe from "axe-core";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyPage } from "#tests/pages.ts";
import { launch } from "./chromium.ts";
import { serveTown } from "./served.ts";

const town = await serveTown({ STRIPE_SECRET_KEY: "sk_test_never_used", STRIPE_WEBHOOK_SECRET: "whsec_never_used" });
const cases = everyPage(town);
const height = 844;
let browser: Browser;
/** One tab for each person, and one for who is nobody. */
const tabs = new Map<string | null, Page>();

async function tabOf(who: (typeof cases)[number]["as"]): Promise<Page> {
  const known = tabs.get(who);
  if (known) return known;
  const context = await browser.newContext({ bypassCSP: true });
  const [name = "", value = ""] = who ? town.signIn(town[who].id).split("=") : [];
  if (who) await context.addCookies([{ name, value, url: town.url }]);
  const tab = await context.newPage();
  tabs.set(who, tab);
  return tab;
}

beforeAll(async () => void (browser = await launch()));
afterAll(async () => {
  await browser?.close();
  await town.close();
});

/** What a thumb misses: less than 44 px, links in running text aside. */
const findSmallTargets = () =>
  [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
    .filter((element) => element.checkVisibility() && !element.closest(".skip, p, dd, td"))
    // A box to tick is hit by its label too.
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.height < 43.9 || box.width < 43.9))
    .map(({ element, box }) => `${box.width}×${box.height}: ${element.outerHTML.slice(0, 120)}`);

/** What reaches past the page's edge, where the page scrolls sideways. */
const findOverflow = () => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
  );
  return [`${scrollWidth} > ${clientWidth}`, ...wide.map((element) => element.outerHTML.slice(0, 120)).slice(0, 5)];
};

type Finding = { id: string; nodes: { html: string }[] };

async function findViolations(tab: Page, rules: object) {
  const options = JSON.stringify({ resultTypes: ["violations"], preload: false, iframes: false, ...rules });
  const { violations } = (await tab.evaluate(`axe.run(document, ${options})`)) as { violations: Finding[] };
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ")}`);
}

describe.each(cases)("$name", ({ path, as, status = 200 }) => {
  it("has room on a phone of 390 and of 320 px, and is readable for everybody in light and in dark", async () => {
    const tab = await tabOf(as);
    await tab.setViewportSize({ width: 390, height });
    await tab.emulateMedia({ colorScheme: "light" });
    const answer = await tab.goto(town.url + path);
    expect(answer?.status()).toBe(status);
    expect(await tab.evaluate(findSmallTargets)).toEqual([]);
    expect(await tab.evaluate(findOverflow)).toEqual([]);
    await tab.evaluate(axe.source);
    expect(await findViolations(tab, {})).toEqual([]);
    await tab.emulateMedia({ colorScheme: "dark" });
    // Nothing but colours differs there.
    expect(await findViolations(tab, { runOnly: ["color-contrast"] })).toEqual([]);
    await tab.setViewportSize({ width: 320, height });
    expect(await tab.evaluate(findOverflow)).toEqual([]);
  });
});
