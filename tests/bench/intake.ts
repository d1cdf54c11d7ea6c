import { Agent, request } from "node:http";
import { join } from "node:path";
import Database from "better-sqlite3";
import { sign } from "../fakes/stripe/server.ts";
import { startCompany } from "../run/company.ts";
import { startFloor } from "./floor-process.ts";

const count = 5_000;
const connections = 64;

type Letter = { body: string; signature: string };

/** Signed events of `count` different invoices; `round` makes their ids new. */
function letters(template: object, secret: string, round: string): Letter[] {
  const at = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, n) => {
    const data = { object: { id: `in_${round}${n}`, object: "invoice" } };
    const body = JSON.stringify({ ...template, id: `evt_${round}${n}`, created: at, data });
    return { body, signature: sign(body, secret, at) };
  });
}

/** Sends them all, each connection one after the other; gives those answered 200 a second. Throws on any other answer. */
async function pour(url: string, all: Letter[]): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const left = all[Symbol.iterator]();
  const send = ({ body, signature }: Letter) =>
    new Promise<number>((resolve, reject) => {
      const headers = {
        "Content-Type": "application/json",
        "Content-Length": Buffer.byteLength(body),
        "Stripe-Signature": signature,
      };
      request(url, { method: "POST", agent, headers }, (answer) => {
        answer.resume().once("end", () => resolve(answer.statusCode!));
      })
        .once("error", reject)
        .end(body);
    });
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (const letter of left) {
        const status = await send(letter);
        if (status !== 200) throw new Error(`An event was answered ${status}`);
      }
    }),
  );
  agent.destroy();
  return all.length / ((performance.now() - started) / 1000);
}

/** Webhooks taken in, each durable before its 200, while the sync fetches what they tell of. */
export async function benchIntake() {
  const company = await startCompany();
  const { stripe, dataDir, webhookUrl, webhookSecret } = company;
  stripe.openInvoice({ customer: stripe.createCustomer({ email: "a@b.example" }).id, lines: [{ amount: 100 }] });
  const template = stripe.events().find(({ type }) => type === "invoice.finalized")!;
  const bare = await startFloor("floor-intake.ts", join(dataDir, "floor.db"), webhookSecret);
  console.log(`intake of ${count} signed events over ${connections} connections, one flush to disk before each 200`);
  const rounds: [number, number][] = [];
  for (const round of ["a", "b", "c"])
    rounds.push([
      await pour(webhookUrl, letters(template, webhookSecret, round)),
      await pour(`${bare.at}/webhooks/stripe`, letters(template, webhookSecret, round)),
    ]);
  bare.stop();
  await company.stop("SIGKILL");
  const db = new Database(join(dataDir, "foyer.db"), { readonly: true });
  const stored = db
    .prepare("select count(*) from stripe_event where event_id like 'evt\\___%' escape '\\'")
    .pluck()
    .get();
  db.close();
  for (const [ours, floor] of rounds)
    console.log(
      `${"events a second".padEnd(34)} ${ours.toFixed(0).padStart(7)}/s  floor ${floor.toFixed(0).padStart(7)}/s  ratio ${(ours / floor).toFixed(2)}`,
    );
  console.log(`${"stored after kill -9".padEnd(34)} ${String(stored).padStart(7)} of ${count * rounds.length}`);
  await company.start();
  await company.close();
}
