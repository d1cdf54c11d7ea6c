import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startStripe, type StripeStandIn } from "#tests/fakes/stripe/server.ts";
import { spawnCommand } from "#tests/run/portal-process.ts";
import { furnishQuietly } from "#tests/billing/stripe/mixed.ts";

/** How often it dies, sooner and later in its work; `npm run bench -- kills` says more. */
const rounds = Number(process.env.KILLS ?? 4);
const latestMs = 700;
let stripe: StripeStandIn;
const dataDir = mkdtempSync(join(tmpdir(), "foyer-backfill-"));
beforeAll(async () => {
  stripe = await startStripe({ now: Date.now });
  furnishQuietly({ stripe, now: Date.now }, 400, 6);
});
afterAll(async () => {
  await stripe?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** `foyer stripe backfill` of the built portal; gives the exit code, or null where it was killed after `ms`. */
async function backfill(ms?: number): Promise<number | null> {
  const env = { DATA_DIR: dataDir, STRIPE_SECRET_KEY: stripe.apiKey, STRIPE_API_URL: stripe.url };
  const child = spawnCommand(env, ["stripe", "backfill"]);
  const before = stripe.requests.length;
  if (ms !== undefined) {
    // From its first request on, so that it dies at work and not while it starts.
    await expect.poll(() => stripe.requests.length > before || child.exitCode !== null, { timeout: 20_000 }).toBe(true);
    setTimeout(() => child.kill("SIGKILL"), ms).unref();
  }
  const [code] = (await once(child, "exit").catch(() => [null])) as [number | null];
  return code;
}

it(
  `${rounds} times kill -9 in a backfill: it goes on, loses nothing and doubles nothing`,
  { timeout: 60_000 + rounds * 20_000 },
  async () => {
    let ended = 0;
    for (let round = 0; round < rounds; round++) if ((await backfill(30 + (round * latestMs) / rounds)) === 0) ended++;
    expect(await backfill()).toBe(0);
    const db = new Database(join(dataDir, "foyer.db"), { readonly: true });
    const ids = (table: string) =>
      db.prepare(`select id from ${table} where deleted_at is null order by id`).pluck().all();
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(ids("invoices")).toEqual([...stripe.state.invoices.keys()].sort());
    expect(ids("invoice_payments")).toEqual([...stripe.state.invoicePayments.keys()].sort());
    expect(ids("charges")).toEqual([...stripe.state.charges.keys()].sort());
    expect(ids("stripe_customers")).toEqual([...stripe.state.customers.keys()].sort());
    const lines = db.prepare("select count(*) from invoice_lines").pluck().get();
    expect(lines).toBe([...stripe.state.invoiceLines.values()].flat().length);
    expect(db.prepare("select count(*) from organizations").pluck().get()).toBe(stripe.state.customers.size);
    expect(db.prepare("select count(*) from outbox").pluck().get()).toBe(0);
    db.close();
    expect(ended).toBeLessThan(rounds);
  },
);
