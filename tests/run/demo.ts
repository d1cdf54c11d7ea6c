import { mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startPostmark } from "../fakes/postmark/server.ts";
import { linksOf } from "../fakes/postmark/reading.ts";
import { startStripe } from "../fakes/stripe/server.ts";
import { furnish, people } from "./demo-company.ts";
import { startPortal, type PortalProcess } from "./portal-process.ts";
import { build } from "./tools.mjs";

const port = Number(process.env.PORT || 3000);
const url = `http://localhost:${port}`;
const dataDir = mkdtempSync(join(tmpdir(), "foyer-demo-"));
const secret = "whsec_demo";

const stripe = await startStripe();
const postmark = await startPostmark();
const env = {
  FOYER_MODE: "development",
  PORT: String(port),
  APP_URL: url,
  APP_SECRET: "the-demo-forgets-everything-when-it-ends",
  DATA_DIR: dataDir,
  COMPANY_NAME: "Norrland Chairs",
  SUPPORT_EMAIL: "help@norrland.example",
  STAFF_EMAILS: "sam@norrland.example",
  STRIPE_SECRET_KEY: stripe.apiKey,
  STRIPE_WEBHOOK_SECRET: secret,
  STRIPE_API_URL: stripe.url,
  MAIL_FROM: "Norrland Chairs <billing@norrland.example>",
  POSTMARK_SERVER_TOKEN: postmark.token,
  POSTMARK_API_URL: postmark.url,
};

/** Only what went wrong is worth a line here: requests and start-up are not. */
const showFaults = (line: string) => {
  if (!line.startsWith("{") || /"level":[56]0/.test(line)) console.log(line);
};

async function signInLink(email: string): Promise<string> {
  const asked = postmark.sent.length;
  await fetch(`${url}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: url },
    body: new URLSearchParams({ email }),
  });
  const mail = await postmark.waitFor((sent) => sent.Tag === "sign-in" && postmark.sent.indexOf(sent) >= asked);
  return linksOf(mail).find((link) => link.includes("/sign-in/link"))!;
}

let portal: PortalProcess = await startPortal(env, showFaults);
stripe.addWebhook({ url: `${url}/webhooks/stripe`, secret });
furnish(stripe, Math.floor(Date.now() / 1000));
await stripe.delivered();
await postmark.waitFor((mail) => mail.Tag === "invoice-ready");

console.log(`\nFoyer runs at ${url} (all it knows is thrown away when it ends)\n`);
for (const { email, who } of people) console.log(`  ${who}\n  ${await signInLink(email)}\n`);
console.log(`  Every mail it sends     ${url}/dev/mail\n  Every mail it can send  ${url}/dev/emails\n`);

function rebuildOnChange() {
  let due: NodeJS.Timeout | undefined;
  let busy = Promise.resolve();
  const restart = async () => {
    if (build() !== 0) return;
    await portal.stop();
    portal = await startPortal(env, showFaults);
    console.log("Rebuilt and restarted.");
  };
  for (const folder of ["app", "db", "emails"]) {
    watch(resolve(import.meta.dirname, "../..", folder), { recursive: true }, () => {
      clearTimeout(due);
      due = setTimeout(() => (busy = busy.then(restart, restart)), 150);
    });
  }
  console.log("Watching app, db and emails.");
}

if (process.argv.includes("--watch")) rebuildOnChange();

async function end() {
  await portal.stop();
  await Promise.all([stripe.close(), postmark.close()]);
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
}
process.once("SIGINT", () => void end());
process.once("SIGTERM", () => void end());
