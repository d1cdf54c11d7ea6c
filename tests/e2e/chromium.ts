import { chromium } from "playwright";

/** A browser as the README's test command found it. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A phone of 390 px that runs no JavaScript. */
export const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } } as const;
