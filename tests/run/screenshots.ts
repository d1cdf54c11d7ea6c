import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, type BrowserContextOptions } from "playwright";
import { linksOf } from "../fakes/postmark/server.ts";
import { startDemo } from "./demo-company.ts";

const folder = resolve(import.meta.dirname, "../../.screenshots");
mkdirSync(folder, { recursive: true });

const company = await startDemo();
const { postmark, url } = company;
const ready = await postmark.waitFor((mail) => mail.Tag === "invoice-ready" && mail.To === "ada@acme.example", {
  timeoutMs: 30_000,
});
const itemLink = linksOf(ready).find((link) => link.includes("/l/"))!;
const links = { ada: await company.signInLink("ada@acme.example"), zoe: await company.signInLink("zoe@lind.example") };
const extra = await company.signInLink("finn@cafe.example");

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });

/** A browser of its own that waits for a page as long as a busy machine takes. */
async function open(options: BrowserContextOptions) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  context.setDefaultTimeout(120_000);
  return context;
}

async function signedIn(link: string, options: BrowserContextOptions) {
  const context = await open(options);
  const page = await context.newPage();
  await page.goto(link);
  await page
    .getByRole("button", { name: /sign in/i })
    .first()
    .click();
  await page.waitForURL(/\/o\/org_/);
  return { page, home: page.url(), state: await context.storageState() };
}

const ada = await signedIn(links.ada, {});
const zoe = await signedIn(links.zoe, {});

const looks = [
  { look: "phone-light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { look: "phone-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  { look: "desk-light", viewport: { width: 1100, height: 800 }, colorScheme: "light" },
  { look: "desk-dark", viewport: { width: 1100, height: 800 }, colorScheme: "dark" },
] as const;

await ada.page.goto(`${ada.home}/billing`);
const due = await ada.page.locator(".list .main").first().getAttribute("href");

await ada.page.goto(`${ada.home}/orders`);
const order = await ada.page.locator(".list .main").first().getAttribute("href");

for (const { look, ...options } of looks) {
  const shoot = async (name: string, path: string, storageState?: typeof ada.state) => {
    const context = await open({ ...options, storageState });
    const page = await context.newPage();
    await page.goto(new URL(path, url).href);
    await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
    await context.close();
  };
  await shoot("home", ada.home, ada.state);
  await shoot("billing", `${ada.home}/billing`, ada.state);
  await shoot("invoice", due!, ada.state);
  await shoot("orders", `${ada.home}/orders`, ada.state);
  await shoot("order", order!, ada.state);
  await shoot("requests", `${ada.home}/requests`, ada.state);
  await shoot("request-new", `${ada.home}/requests/new`, ada.state);
  await shoot("subscriptions", `${ada.home}/billing/subscriptions`, ada.state);
  await shoot("payment-methods", `${ada.home}/billing/payment-methods`, ada.state);
  await shoot("details", `${ada.home}/billing/details`, ada.state);
  await shoot("details-form", `${ada.home}/billing/details/edit`, ada.state);
  await shoot("billing-mails", `${ada.home}/billing/mails`, ada.state);
  await shoot("payment-methods-empty", `${zoe.home}/billing/payment-methods`, zoe.state);
  await shoot("team", `${ada.home}/team`, ada.state);
  await shoot("invite", `${ada.home}/team/invite`, ada.state);
  await shoot("invite-many", `${ada.home}/team/invite/many`, ada.state);
  await shoot("team-log", `${ada.home}/team/log`, ada.state);
  await shoot("me", "/me", ada.state);
  await shoot("sessions", "/me/sessions", ada.state);
  await shoot("home-empty", zoe.home, zoe.state);
  await shoot("item-link", itemLink);
  await shoot("sign-in", "/sign-in");
  await shoot("sign-in-link", extra);
  await shoot("contact", "/contact");
  await shoot("not-found", "/nowhere");
}
await browser.close();
await company.close();
console.log(`Screenshots are in ${folder}`);
process.exit(0);
