import Database from "better-sqlite3";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { linksOf } from "#tests/fakes/postmark/server.ts";
import { startCompany, type Company } from "#tests/run/company.ts";

/** How often it dies; `npm run bench -- kills` says more. The command that fetches everything anew dies in its own test. */
const rounds = Number(process.env.KILLS ?? 6);
const perRound = 4;

/** The same sequence on every run (Lehmer's generator): moments to die at. */
function seeded(seed: number) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

let company: Company;
beforeAll(async () => {
  company = await startCompany({ env: { TRUSTED_PROXY: "127.0.0.0/8,::1" } });
});
afterAll(() => company?.close());

const soon = (ms: number) => new Promise((resolve) => void setTimeout(resolve, ms));

async function signInFrom(email: string, ip: string) {
  const headers = { Origin: company.url, "X-Forwarded-For": ip };
  const body = new URLSearchParams({ email });
  return fetch(`${company.url}/sign-in`, { method: "POST", redirect: "manual", headers, body }).then(
    (answer) => answer.status,
    () => null,
  );
}

async function useLink(link: string) {
  const token = new URL(link).searchParams.get("token")!;
  const url = `${company.url}/sign-in/link?token=${encodeURIComponent(token)}`;
  const body = new URLSearchParams({ token });
  return fetch(url, { method: "POST", redirect: "manual", headers: { Origin: company.url }, body }).then(
    (answer) => answer.status,
    () => null,
  );
}

it(
  `${rounds} times kill -9 under load: no acknowledged event lost, no link used twice, no mail lost`,
  { timeout: 400_000 },
  async () => {
    const { stripe, postmark, webhookUrl: url, webhookSecret: secret } = company;
    const random = seeded(20261123);
    const acknowledged: { event: string; invoice: string; email: string }[] = [];
    const asked: string[] = [];
    const used = new Map<string, number>();

    // Whoever has had a mail is known to the portal: only they may sign in.
    const known = Array.from({ length: 2 * rounds }, (_, n) => `known-${n}@crowd.example`);
    for (const email of known) {
      const customer = stripe.createCustomer({ name: email, email });
      stripe.openInvoice({ customer: customer.id, lines: [{ amount: 1000, description: "One" }] });
      await stripe.deliver(
        stripe.events().findLast((one) => one.type === "invoice.finalized")!,
        { url, secret },
      );
    }
    const mailed = (tag: string) => new Set(postmark.sent.filter((sent) => sent.Tag === tag).map((sent) => sent.To));
    await expect.poll(() => mailed("invoice-ready").size, { timeout: 60_000 }).toBe(known.length);
    await signInFrom("known-0@crowd.example", "10.99.99.99");
    await expect.poll(() => mailed("sign-in").size, { timeout: 60_000 }).toBe(1);

    for (let round = 0; round < rounds; round++) {
      const uses: Promise<unknown>[] = [];
      const deliveries: Promise<unknown>[] = [];
      for (let n = 0; n < perRound; n++) {
        const email = `p${round}-${n}@crowd.example`;
        const customer = stripe.createCustomer({ name: `Crowd ${round}-${n}`, email });
        const invoice = stripe.openInvoice({ customer: customer.id, lines: [{ amount: 1000, description: "One" }] });
        const event = stripe.events().findLast((one) => one.type === "invoice.finalized")!;
        deliveries.push(
          stripe.deliver(event, { url, secret }).then(([status]) => {
            if (status === 200) acknowledged.push({ event: event.id, invoice: invoice.id, email });
          }),
        );
      }
      const [signIn, another] = [2 * round, 2 * round + 1].map((n) =>
        signInFrom(known[n]!, `10.${round}.${n}.1`).then((status) => {
          if (status === 303) asked.push(known[n]!);
        }),
      );
      for (const mail of postmark.sent.filter((sent) => sent.Tag === "sign-in").slice(-2)) {
        const link = linksOf(mail).find((one) => one.includes("/sign-in/link"))!;
        for (let twice = 0; twice < 2; twice++) {
          uses.push(
            useLink(link).then((status) => {
              if (status === 303) used.set(link, (used.get(link) ?? 0) + 1);
            }),
          );
        }
      }
      // From the first answer of each sort on, so that it dies at work however slow the machine is.
      await Promise.all([Promise.race(deliveries), Promise.race(uses), signIn]);
      await Promise.race([Promise.all([...deliveries, ...uses, another]), soon(random() * 300)]);
      await company.stop("SIGKILL");
      await Promise.all([...deliveries, ...uses, another]);
      await company.start();
    }

    await expect
      .poll(
        () => {
          const [ready, signIn] = [mailed("invoice-ready"), mailed("sign-in")];
          const owed = acknowledged.filter(({ email }) => !ready.has(email)).length;
          return owed + asked.filter((email) => !signIn.has(email)).length;
        },
        { timeout: 120_000, interval: 250 },
      )
      .toBe(0);
    await company.stop();

    const db = new Database(join(company.dataDir, "foyer.db"), { readonly: true });
    const events = new Set(db.prepare("select event_id from stripe_event").pluck().all());
    const invoices = new Set(db.prepare("select id from invoices where org_id is not null").pluck().all());
    // Every invoice here has one line at Stripe: a row without it, or with two, was stored by halves.
    const halfStored = db
      .prepare("select id from invoices i where (select count(*) from invoice_lines where invoice_id = i.id) <> 1")
      .pluck()
      .all();
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    db.close();
    await company.start();

    expect(halfStored).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds);
    expect(asked.length).toBeGreaterThanOrEqual(rounds);
    expect(used.size).toBeGreaterThan(0);
    expect(acknowledged.filter(({ event, invoice }) => !events.has(event) || !invoices.has(invoice))).toEqual([]);
    expect([...used.values()].filter((times) => times > 1)).toEqual([]);
    const ids = postmark.sent.map((sent) => sent.Metadata?.outbox_id);
    expect(ids.length - new Set(ids).size).toBe(0);
  },
);
