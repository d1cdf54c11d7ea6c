import { afterAll, beforeAll, expect, it } from "vitest";
import { notifyRecipients } from "#app/billing/news/notify.ts";
import { addPayablesAddress } from "#app/billing/billing-mail-settings.ts";
import { leavePayables } from "#app/notifications/payables-left.ts";
import { notificationsWork } from "#app/notifications/work.ts";
import { mailKinds } from "#app/mails.ts";
import { flushUsage } from "#app/insights/usage.ts";
import { mailWorker } from "#app/workers.ts";
import { linksOf, startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { clerk, tell } from "#tests/requests/request-rows.ts";
import { tellEvent, tellOrder } from "#tests/orders/order-rows.ts";
import { browserIn } from "#tests/http.ts";
import { openPlace } from "#tests/tenancy-place.ts";
import { queueMail, type QueuedMail } from "#db/outbox.ts";
import { fixtures } from "#emails/fixtures.ts";
import { wish } from "./digest-rows.ts";
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

/** Mails that nothing above leads to, each as whatever does would queue it. */
function queueOthers() {
  const { town, place } = opened;
  const { ada, sam, acme: orgId } = town;
  const now = town.now();
  const to = (
    { email: recipient }: { email: string },
    kind: string,
    props: Record<string, string | number | boolean>,
  ) => ({
    recipient,
    kind,
    props,
    dedupeKey: `scanned:${kind}`,
  });
  const invoice = { invoiceId: place.invoice };
  const order = { orderId: place.order };
  const code = { browser: "Firefox on Linux", askedAt: now, codeMinutes: 10 };
  const mails: QueuedMail[] = [
    to(ada, "new-device", { browser: code.browser, at: now }),
    to(ada, "address-added", { address: "ada@home.example" }),
    {
      ...to(ada, "email-changed", { from: ada.email, to: "a@acme.example", undoUntil: now + 1 }),
      secret: { token: "t".repeat(43) },
    },
    { ...to(ada, "member-removed", { hasLeft: false }), orgId },
    { ...to(ada, "invoice-forwarded", invoice), orgId },
    { ...to(ada, "item-link-renewed", order), orgId },
    { ...to(ada, "export-taken", { by: ada.email }), orgId },
    { ...to(ada, "mailbox-test", { askedAt: now }), secret: { code: "123456" } },
    { ...to(ada, "address-code", code), secret: { code: "123456" } },
    to(ada, "address-tried", {}),
    to(sam, "billing-alert", { alert: "back", subject: String(now) }),
  ];
  for (const mail of mails) queueMail(town.system, mail, now);
  const tenant = town.system.within(orgId);
  addPayablesAddress(tenant, "scanned@acme.example", ada.id, now);
  leavePayables(tenant, { email: "scanned@acme.example", topic: "invoices", isLeft: true }, now);
  tell(town, place.request, clerk(sam), { text: "Soon." });
  wish(town, town.ben, "steps", "digest");
  for (const reference of ["PO-D1", "PO-D2"]) {
    tellOrder(town, orgId, reference);
    tellEvent(town, reference, { step: "shipped", eventId: `shipped-${reference}` });
  }
}

/** One link of each kind of mail to each route, ids and tokens do not tell them apart; of a kind that was not sent those of its fixture. */
async function linksSent() {
  const found = new Map<string, string>();
  const brand = { company: "x", logo: null, accent: "#123456", contactUrl: "https://portal.example/contact" };
  const unsent = fixtures.filter(({ kind }) => !postmark.sent.some(({ Tag }) => Tag === kind));
  const written = unsent.map(async ({ kind, make }) => ({ Tag: kind, TextBody: (await make(brand)).text }));
  for (const mail of [...postmark.sent, ...(await Promise.all(written))])
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
  queueOthers();
  await town.drain([mailWorker]);
  town.pass(24 * 3_600_000);
  await town.drain([...notificationsWork.workers!, mailWorker]);
  const links = await linksSent();
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
