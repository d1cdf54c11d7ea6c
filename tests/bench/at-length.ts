import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** Plays a test file of which `npm test` plays a part, `times` over by the variable that it reads. */
async function atLength(file: string, variable: string, times: number) {
  const args = ["run", file, "--reporter=dot"];
  const env = { ...process.env, [variable]: String(times) };
  const test = spawn(resolve(root, "node_modules/.bin/vitest"), args, { cwd: root, env, stdio: "inherit" });
  const [code] = (await once(test, "exit")) as [number | null];
  if (code !== 0) throw new Error(`${file} failed`);
}

/** A thousand histories of what may happen at Stripe and on the way. */
export async function benchHistories() {
  console.log("1000 histories with losses, copies, reordering, slow answers, crashes, sweeps and polls");
  await atLength("tests/billing/stripe/history.property.test.ts", "HISTORIES", 1_000);
}

/** The portal killed at a hundred moments, and its backfill at 25. */
export async function benchKills() {
  console.log("100 times kill -9 under webhooks, sign-ins and mails; 25 times in a backfill");
  await atLength("tests/e2e/kill.test.ts", "KILLS", 100);
  await atLength("tests/e2e/backfill.test.ts", "KILLS", 25);
}
