import { chromium, type Page } from "playwright";
import axe from "axe-core";
import { expect } from "vitest";

/** A browser as the README's test command found it. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A phone of 390 px that runs no JavaScript. */
export const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } } as const;

type Finding = { id: string; nodes: { html: string }[] };

/** The same HTML and styles in a browser that runs scripts, so that what reads the page can run in it. */
async function readable(page: Page): Promise<Page> {
  const browser = page.context().browser()!;
  const context = await browser.newContext({ viewport: phone.viewport, bypassCSP: true });
  const copy = await context.newPage();
  const body = await page.content();
  await copy.route(page.url(), (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
  await copy.goto(page.url());
  return copy;
}

/** Fails on what axe finds, on a target smaller than 44 px, and on a page that scrolls sideways, at 390 and 320 px. */
export async function expectUsable(original: Page) {
  const page = await readable(original);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = (await page.evaluate(
      `${axe.source}; axe.run(document, { resultTypes: ["violations"] })`,
    )) as { violations: Finding[] };
    expect(
      violations.map(({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map((node) => node.html).join(" ")}`),
    ).toEqual([]);
  }
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary")]
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        const shown = element.checkVisibility() && width > 0 && !element.closest(".skip");
        return shown && (height < 44 || width < 44) && !element.closest("p, dd, td");
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(small).toEqual([]);
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect([width, scrollWidth]).toEqual([width, clientWidth]);
  }
  await page.context().close();
}
