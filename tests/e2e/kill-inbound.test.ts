import Database from "better-sqlite3";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inboundMail } from "#tests/fakes/postmark/inbound-payload.ts";
import { makePosting } from "#tests/fakes/postmark/posting.ts";
import { startCompany, type Company } from "#tests/run/company.ts";

/** As many as one sender may write in an hour. */
const mailsEach = 20;
const senders = 10;
const perDeath = 6;
const deaths = Math.floor(mailsEach / perDeath);
const inbound = "in@norrland.example";
const auth = "postmark:a-long-password";

let company: Company;
beforeAll(async () => {
  company = await startCompany({ env: { POSTMARK_INBOUND_ADDRESS: inbound, POSTMARK_WEBHOOK_AUTH: auth } });
});
afterAll(() => company?.close());

it(
  `${senders * mailsEach} mails come in while it dies ${deaths} times: each is there once`,
  { timeout: 200_000 },
  async () => {
    const { stripe, postmark, webhookUrl: url, webhookSecret: secret } = company;
    const people = Array.from({ length: senders }, (_, n) => `writer-${n}@crowd.example`);
    for (const email of people) {
      const customer = stripe.createCustomer({ name: email, email });
      stripe.openInvoice({ customer: customer.id, lines: [{ amount: 1000, description: "One" }] });
      await stripe.deliver(
        stripe.events().findLast(({ type }) => type === "invoice.finalized")!,
        { url, secret },
      );
    }
    // Who has been mailed is known to the portal.
    const known = () => new Set(postmark.sent.map(({ To }) => To)).size;
    await expect.poll(known, { timeout: 60_000 }).toBe(senders);

    const hook = { url: `${company.url}/webhooks/postmark/inbound`, auth };
    const posting = makePosting(hook, Array<number>(1_000).fill(100));
    const taken = () => posting.deliveries.filter(({ state }) => state === "taken").length;
    for (let n = 0; n < mailsEach; n++) {
      for (const from of people) posting.deliver(inboundMail({ from, to: inbound, text: `Mail ${n} of ${from}` }));
      if ((n + 1) % perDeath) continue;
      // It dies at work: some of these are there, others are not.
      const before = taken();
      await expect.poll(taken, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before);
      await company.stop("SIGKILL");
      await company.start();
    }
    await expect.poll(taken, { timeout: 60_000 }).toBe(senders * mailsEach);
    await company.stop();

    const db = new Database(join(company.dataDir, "foyer.db"), { readonly: true });
    const texts = db.prepare("select text from messages order by text").pluck().all() as string[];
    const outcomes = db.prepare("select outcome, count(*) as n from inbound_mails group by outcome").all();
    db.close();
    const sent = people.flatMap((from) => Array.from({ length: mailsEach }, (_, n) => `Mail ${n} of ${from}`)).sort();
    expect(texts).toEqual(sent);
    expect(outcomes).toEqual([{ outcome: "posted", n: senders * mailsEach }]);
    expect(posting.deliveries.some(({ statuses }) => statuses.length > 1)).toBe(true);
    posting.stop();
  },
);
