import { afterAll, beforeAll, expect, it } from "vitest";
import { notifyRecipients } from "#app/billing/news/notify.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { mailKinds } from "#app/mails.ts";
import { flushUsage } from "#app/insights/usage.ts";
import { mailWorker } from "#app/workers.ts";
import { linksOf, startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { browserIn } from "#tests/http.ts";
import { openPlace } from "#tests/tenancy-place.ts";
import { queueOthers } from "./scanned-mails.ts";
import { monday } from "#tests/world.ts";

const times = 100;
let postmark: PostmarkStandIn;
let opened: Awaited<ReturnType<typeof openPlace>>;
beforeAll(async () => {
  postmark = await startPostmark({ now: () => monday });
  opened = await openPlace({ POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" });
});
afterAll(async () => {
  opened.town.close();
  await postmark.close();
});

/**
 * Every row of every table but what is counted: limits, what is used by day, and of a mail how often a machine opened its
 * links.
 */
function dump() {
  flushUsage(opened.town.portal);
  const { sqlite } = opened.town.connection;
  const counts = ["limits", "usage_days"].map((name) => `'${name}'`).join();
  const tables = sqlite.prepare(`select name from sqlite_master where type = 'table' and name not in (${counts})`);
  const rowsOf = (name: string) =>
    JSON.stringify(sqlite.prepare(`select * from "${name}"`).all(), (key, value: unknown) =>
      name === "trips" && key === "hits_machine" ? "counted" : value,
    );
  return new Map((tables.pluck().all() as string[]).map((name) => [name, rowsOf(name)]));
}

/** One link of each kind of mail to each route, ids and tokens do not tell them apart. */
function linksSent() {
  const found = new Map<string, string>();
  for (const mail of postmark.sent)
    for (const link of linksOf(mail)) {
      const { pathname, search } = new URL(link);
      const shape = pathname.replace(/[^/]*[_.\d][^/]*|[\w-]{40,}/g, "*");
      found.set(`${mail.Tag} ${shape}`, pathname + search);
    }
  return found;
}

it("whoever only looks at the links of mails changes nothing, a hundred times over", { timeout: 600_000 }, async () => {
  const { town, place } = opened;
  await browserIn(town).post("/sign-in", { email: town.bo.email });
  await browserIn(town, { cookie: town.signIn(town.ann.id) }).post("/me/departure", {});
  for (const kind of ["invoice-ready", "payment-failed", "receipt"]) {
    const props = kind === "receipt" ? { paymentId: place.payment } : {};
    notifyRecipients(town.system, { id: place.invoice, orgId: town.acme }, { kind, key: kind, props }, town.now());
  }
  await queueOthers(opened);
  await town.drain([mailWorker]);
  town.pass(24 * 3_600_000);
  await town.drain([...notificationsWork.workers!, mailWorker]);
  const links = linksSent();
  const shapes = [...links.keys()];
  const linked = new Set(shapes.map((shape) => shape.split(" ")[0]));
  expect(Object.keys(mailKinds).filter((kind) => !linked.has(kind))).toEqual([]);
  for (const shape of [
    "sign-in /sign-in/link",
    "departure /departure/undo",
    "invoice-ready /l/*",
    "invoice-ready /l/*/pdf",
    "invoice-ready /u/*",
    "order-step /l/*",
    "order-step /u/*",
    "invite /invite",
    "request-received /u/*",
    "request-reply /o/*/requests/*",
    "item-link-renewed /l/*",
    "invoice-forwarded /l/*",
    "payables-left /o/*/billing/mails",
    "digest /l/*",
    "digest /u/*",
    "billing-alert /u/*",
  ])
    expect(shapes).toContain(shape);
  // A file that was fetched from Stripe is kept for whoever asks next.
  await town.fetch(links.get("invoice-ready /l/*/pdf")!);
  const before = dump();
  for (const path of new Set(links.values()))
    for (let n = 0; n < times; n++) {
      const answer = await town.fetch(path, { method: n % 5 ? "GET" : "HEAD", ip: `192.0.2.${n}` });
      await answer.text();
      expect([path, answer.status >= 500]).toEqual([path, false]);
    }
  const after = dump();
  expect([...before.keys()].filter((name) => before.get(name) !== after.get(name))).toEqual([]);
  const { sqlite } = town.connection;
  expect(sqlite.prepare("select sum(hits_machine) from trips").pluck().get()).toBeGreaterThan(times);
});
