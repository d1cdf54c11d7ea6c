import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium, type BrowserContextOptions } from "playwright";
import { linksOf } from "../fakes/postmark/server.ts";
import { startDemo } from "./demo-company.ts";

const folder = resolve(import.meta.dirname, "../../.screenshots");
mkdirSync(folder, { recursive: true });

/** A dark red with a logo of its own, and no colour at all. */
const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 30"><rect width="96" height="30" rx="6" fill="#7a1220"/><text x="48" y="21" text-anchor="middle" font-family="serif" font-size="18" fill="#fff">Norrland</text></svg>`;
const brands: Record<string, Record<string, string>> = {
  plain: {},
  red: { COMPANY_ACCENT: "#7a1220", COMPANY_LOGO: `data:image/svg+xml;base64,${Buffer.from(logo).toString("base64")}` },
  black: { COMPANY_ACCENT: "#000000" },
};
const looks = [
  { look: "phone-light", viewport: { width: 390, height: 844 }, colorScheme: "light" },
  { look: "phone-dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
  { look: "desk-light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { look: "desk-dark", viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
] as const;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });

/** A browser of its own that waits for a page as long as a busy machine takes. */
async function open(options: BrowserContextOptions) {
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  context.setDefaultTimeout(120_000);
  return context;
}

async function signedIn(link: string) {
  const context = await open({});
  const page = await context.newPage();
  await page.goto(link);
  await page
    .getByRole("button", { name: /sign in/i })
    .first()
    .click();
  await page.waitForURL(/\/o\/org_|\/staff/);
  return { page, home: page.url(), state: await context.storageState() };
}

/** The main screens in one brand, each on a phone and at a desk, in light and in dark. */
async function photograph(brand: string) {
  const company = await startDemo({ env: brands[brand] });
  const { postmark, url } = company;
  const ready = await postmark.waitFor((mail) => mail.Tag === "invoice-ready" && mail.To === "ada@acme.example", {
    timeoutMs: 30_000,
  });
  const itemLink = linksOf(ready).find((link) => link.includes("/l/"))!;
  const ada = await signedIn(await company.signInLink("ada@acme.example"));
  const zoe = await signedIn(await company.signInLink("zoe@lind.example"));
  const sam = await signedIn(await company.signInLink("sam@norrland.example"));
  const extra = await company.signInLink("finn@cafe.example");
  const firstOf = async (path: string) => {
    await ada.page.goto(ada.home + path);
    return (await ada.page.locator(".list .main").first().getAttribute("href"))!;
  };
  const screens: [string, string, typeof ada.state?][] = [
    ["home", ada.home, ada.state],
    ["billing", `${ada.home}/billing`, ada.state],
    ["invoice", await firstOf("/billing"), ada.state],
    ["orders", `${ada.home}/orders`, ada.state],
    ["order", await firstOf("/orders"), ada.state],
    ["requests", `${ada.home}/requests`, ada.state],
    ["request", await firstOf("/requests"), ada.state],
    ["request-new", `${ada.home}/requests/new`, ada.state],
    ["subscriptions", `${ada.home}/billing/subscriptions`, ada.state],
    ["payment-methods", `${ada.home}/billing/payment-methods`, ada.state],
    ["details", `${ada.home}/billing/details`, ada.state],
    ["details-form", `${ada.home}/billing/details/edit`, ada.state],
    ["billing-mails", `${ada.home}/billing/mails`, ada.state],
    ["payment-methods-empty", `${zoe.home}/billing/payment-methods`, zoe.state],
    ["team", `${ada.home}/team`, ada.state],
    ["invite", `${ada.home}/team/invite`, ada.state],
    ["invite-many", `${ada.home}/team/invite/many`, ada.state],
    ["team-log", `${ada.home}/team/log`, ada.state],
    ["me", "/me", ada.state],
    ["home-empty", zoe.home, zoe.state],
    ["staff", "/staff", sam.state],
    ["staff-requests", "/staff/requests", sam.state],
    ["staff-orders", "/staff/orders", sam.state],
    ["item-link", itemLink],
    ["sign-in", "/sign-in"],
    ["sign-in-link", extra],
    ["contact", "/contact"],
    ["not-found", "/nowhere"],
  ];
  for (const { look, ...options } of looks)
    for (const [name, path, storageState] of screens) {
      const context = await open({ ...options, storageState });
      const page = await context.newPage();
      await page.goto(new URL(path, url).href);
      await page.screenshot({ path: join(folder, `${brand}-${name}-${look}.png`) });
      await context.close();
    }
  await company.close();
}

for (const brand of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(brands)) await photograph(brand);
await browser.close();
console.log(`Screenshots are in ${folder}`);
process.exit(0);
