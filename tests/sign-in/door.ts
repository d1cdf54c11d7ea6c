import { browserIn } from "#tests/http.ts";

export type Browser = ReturnType<typeof browserIn>;

export const isSignedIn = (browser: Browser) => browser.jar.has("__Host-sid");

/** Fills in the sign-in page, as it is reached by `from`. */
export async function ask(browser: Browser, email: string, from = "/sign-in") {
  await browser.get(from);
  return browser.submit({ email }, { action: "/sign-in" });
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
