import { browserIn } from "#tests/http.ts";
import type { Browser } from "#tests/sign-in/door.ts";
import { newestMail } from "#tests/sign-in/mailbox.ts";
import type { World } from "#tests/world.ts";

type Portal = Pick<World, "system" | "config">;

/** Fills in the form for a new address. */
export async function askFor(browser: Browser, email: string) {
  await browser.get("/me/address");
  return browser.submit({ email }, { action: "/me/address" });
}

/** Changes the address to one where the code is read. */
export async function changeTo(town: Portal, browser: Browser, email: string) {
  await askFor(browser, email);
  return browser.submit({ code: newestMail(town, email, "address-code").code }, { action: "/me/address/check" });
}

/** The link that an old address was mailed. */
export const undoLinkOf = (town: Portal, email: string) =>
  `/address/undo?token=${newestMail(town, email, "email-changed").token}`;

/** Presses the button behind it, in a browser where nobody is signed in. */
export async function undo(town: World, email: string) {
  const browser = browserIn(town);
  await browser.get(undoLinkOf(town, email));
  return browser.submit();
}
