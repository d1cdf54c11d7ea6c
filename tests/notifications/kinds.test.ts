import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixtures } from "#emails/fixtures.ts";
import { topicOf, type MailKinds } from "#app/mail/kind.ts";
import { sendMails } from "#app/mail/sender.ts";
import { isStaffTopic } from "#app/mail/topics.ts";
import { mailKinds } from "#app/mails.ts";
import { queueMail } from "#db/outbox.ts";
import { staffTopics } from "#db/schema/notifications.ts";
import { linksOf, startPostmark, type PostmarkStandIn } from "#tests/fakes/postmark/server.ts";
import { monday, openTown } from "#tests/world.ts";

/** What every kind of mail is chosen by; of several, one for each of these props. */
const expected: Record<string, string | [props: Record<string, string | number | object>, topic: string][]> = {
  "sign-in": "always",
  confirm: "always",
  "sign-in-attempts": "always",
  "new-device": "always",
  "email-changed": "always",
  "address-added": "always",
  "role-changed": "always",
  "member-removed": "always",
  "invoice-ready": "invoices",
  receipt: "invoices",
  "invoice-due": "reminders",
  "invoice-overdue": "reminders",
  "card-expiring": "reminders",
  "payment-failed": "failures",
  "stripe-customer-lost": "always",
  "billing-alert": "billing",
  "order-step": [
    [{ what: "shipped" }, "steps"],
    [{ what: "late" }, "steps"],
    [{ what: "cancelled" }, "steps"],
    [{ what: "waiting" }, "waiting"],
  ],
  "order-corrected": "steps",
  "staff-orders-late": "orders",
  "staff-approved": "orders",
  "staff-change-asked": "orders",
  "request-new": "desk",
  "request-received": "replies",
  "request-reply": [
    [{ to: "customer" }, "replies"],
    [{ to: "staff" }, "desk-replies"],
  ],
  "request-closed": "replies",
  "request-which-customer": "always",
  "item-link-renewed": "always",
  "payables-left": "always",
  "mailbox-test": "always",
  "invoice-forwarded": "always",
  digest: [[{ personId: "per_ada", slot: monday }, "digest"]],
  invite: "always",
  "join-request": "always",
  "owner-invited": "always",
  "owner-claimed": "always",
  "owner-claim-ended": "always",
  "closing-asked": "always",
  "organization-closed": "always",
  "address-code": "always",
  "address-tried": "always",
  "address-undone": "always",
  departure: "always",
  "export-taken": "always",
  "staff-weekly": "insights",
};
const cases = Object.entries(expected).flatMap(([kind, topics]) =>
  (typeof topics === "string" ? [[{}, topics] as const] : topics).map(([props, topic]) => ({ kind, props, topic })),
);
const withPost = ["steps", "waiting", "replies", "digest", "insights"];
const withoutPost = ["invoices", "reminders", "failures", ...staffTopics.filter((topic) => topic !== "insights")];

it("every kind of mail has one topic, or cannot be turned off", () => {
  expect(Object.keys(mailKinds).toSorted()).toEqual(Object.keys(expected).toSorted());
  expect(cases.map(({ kind, props }) => topicOf(mailKinds[kind]!, { props }))).toEqual(cases.map(({ topic }) => topic));
});

/** All kinds, each saying what its fixture says. */
const kinds: MailKinds = Object.fromEntries(
  Object.entries(mailKinds).map(([name, kind]) => {
    const fixture = fixtures.find((one) => one.kind === name);
    if (!fixture) throw new Error(`No fixture for ${name}`);
    return [name, { ...kind, write: ({ brand }) => fixture.make(brand) }];
  }),
);

const company = "https://kundenportal.norrland-stuehle-und-tische-und-noch-viel-mehr.example.com";
let postmark: PostmarkStandIn;
let smtp: SMTPServer;
let taken: string[];
let towns: ReturnType<typeof openTown>[];
beforeEach(async () => {
  postmark = await startPostmark({ now: () => monday });
  taken = [];
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      let data = "";
      stream.on("data", (chunk: Buffer) => (data += chunk.toString()));
      stream.on("end", () => {
        taken.push(data);
        done();
      });
    },
  });
  await new Promise<void>((listening) => smtp.listen(0, "127.0.0.1", listening));
  const { port } = smtp.server.address() as AddressInfo;
  const ways: Record<string, string>[] = [
    { POSTMARK_SERVER_TOKEN: postmark.token, POSTMARK_API_URL: postmark.url, SMTP_URL: "" },
    { SMTP_URL: `smtp://127.0.0.1:${port}` },
  ];
  towns = ways.map((way) => openTown({ ...way, APP_URL: company }));
});
afterEach(async () => {
  for (const town of towns) town.close();
  await postmark.close();
  await new Promise<void>((closed) => smtp.close(closed));
});

async function sendAll(town: ReturnType<typeof openTown>) {
  for (const { kind, props, topic } of cases) {
    const dedupeKey = `${kind}:${topic}:${JSON.stringify(props)}`;
    const { email: recipient } = isStaffTopic(topic) ? town.sam : town.ada;
    queueMail(town.system, { kind, recipient, dedupeKey, props, orgId: town.acme }, town.now());
  }
  await town.drain([sendMails(kinds)]);
}

const names = ["List-Unsubscribe", "List-Unsubscribe-Post", "List-Id"];

describe("a mail of every kind to Ada, and of those to the company to Sam", () => {
  it("has the link and the headers of its topic, and none where it cannot be turned off", async () => {
    const [town] = towns;
    await sendAll(town!);
    expect(postmark.sent).toHaveLength(cases.length);
    const rows = postmark.sent.map((mail) => {
      const of = (name: string) => mail.Headers?.find((one) => one.Name === name)?.Value ?? null;
      const [url, post, id] = names.map(of);
      const link = url?.slice(1, -1) ?? null;
      const topic = link?.split("/u/")[1]?.split(".")[0] ?? null;
      expect(mail.HtmlBody!.match(/https:[^"<>]*\/u\/[^"<>]*/g) ?? []).toEqual(link ? [link] : []);
      expect(linksOf(mail).filter((one) => one.includes("/u/"))).toEqual(link ? [link] : []);
      if (link) expect(mail.TextBody!.trimEnd().split("\n").at(-1)).toBe(link);
      expect(post).toBe(withPost.includes(topic!) ? "List-Unsubscribe=One-Click" : null);
      if (post) expect(id).toMatch(/^<(steps|waiting|replies|digest|insights)\.[a-z0-9]{8}\.[a-z0-9.-]{1,40}>$/);
      else expect(id).toBeNull();
      return `${mail.Tag} ${topic}`;
    });
    const choosable = [...withPost, ...withoutPost];
    expect(rows.toSorted()).toEqual(
      cases.map(({ kind, topic }) => `${kind} ${choosable.includes(topic) ? topic : null}`).toSorted(),
    );
  });

  it("has the same headers over SMTP, byte by byte, however long the portal's name is", async () => {
    for (const town of towns) await sendAll(town);
    const [, bySmtp] = towns;
    const ofMail = (headers: (name: string) => string | null) => names.map(headers).join(" ");
    const overPostmark = postmark.sent.map(
      (mail) => `${mail.Tag} ${ofMail((name) => mail.Headers?.find((one) => one.Name === name)?.Value ?? null)}`,
    );
    const overSmtp = taken.map((data) => {
      const head = data.split("\r\n\r\n")[0]!.replace(/\r\n[ \t]+/g, " ");
      const of = (name: string) => new RegExp(`^${name}: (.*)$`, "im").exec(head)?.[1] ?? null;
      return `${of("X-PM-Tag")} ${ofMail(of)}`;
    });
    const [one] = towns;
    const ids = (lines: string[], { acme, ada }: typeof bySmtp & object) =>
      lines.map((line) =>
        line
          .replaceAll(acme, "org_1")
          .replaceAll(ada.id, "per_1")
          .replaceAll(acme.slice(4, 12), "1")
          .replaceAll(ada.id.slice(4, 12), "1")
          .replace(/\.[\w-]{22}>/, ".mac>"),
      );
    expect(ids(overSmtp, bySmtp!).toSorted()).toEqual(ids(overPostmark, one!).toSorted());
    expect(overSmtp.join("\n")).not.toMatch(/=\?|[^\x20-\x7e\n]/);
  });
});
