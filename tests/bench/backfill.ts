import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const bundle = resolve(import.meta.dirname, "../../build/server/index.js");
const goal = 1_500;

/**
 * Reads `invoices` invoices with their payments and charges by the command, from a Stripe of 25 requests a second that
 * takes 200 ms for each, and prints the objects a second of the whole command, its start included.
 */
export async function benchBackfill(invoices = 20_000) {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-bench-backfill-"));
  const file = join(import.meta.dirname, "stripe-process.ts");
  const stripe = spawn(process.execPath, ["--import", "tsx", file, String(invoices)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = (await once(stripe.stdout, "data")) as [Buffer];
    const { url, key, objects } = JSON.parse(String(line)) as { url: string; key: string; objects: number };
    const { PATH } = process.env;
    const env = {
      PATH,
      NODE_ENV: "production",
      DATA_DIR: dataDir,
      STRIPE_SECRET_KEY: key,
      STRIPE_API_URL: url,
    } as const;
    const began = performance.now();
    const command = spawn(process.execPath, [bundle, "stripe", "backfill"], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said: string[] = [];
    command.stdout.on("data", (text: Buffer) => said.push(String(text)));
    const [code] = (await once(command, "exit")) as [number];
    if (code !== 0) throw new Error(`The backfill ended with ${code}:\n${said.join("")}`);
    const rate = objects / ((performance.now() - began) / 1000);
    console.log("\nbackfill from a Stripe of 25 requests/s that takes 200 ms for each");
    console.log(
      `${"objects read".padEnd(34)} ${rate.toFixed(0).padStart(7)}/s  goal  ${goal.toFixed(0).padStart(7)}/s  ratio ${(rate / goal).toFixed(2)}`,
    );
  } finally {
    stripe.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
