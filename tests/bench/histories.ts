import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

const count = 1_000;
const root = resolve(import.meta.dirname, "../..");

/** A thousand histories of what may happen at Stripe and on the way: takes about half an hour. */
export async function benchHistories() {
  console.log(`${count} histories with losses, copies, reordering, slow answers, crashes, sweeps and polls`);
  const test = spawn(
    resolve(root, "node_modules/.bin/vitest"),
    ["run", "tests/stripe/history.property.test.ts", "--reporter=dot"],
    { cwd: root, env: { ...process.env, HISTORIES: String(count) }, stdio: "inherit" },
  );
  const [code] = (await once(test, "exit")) as [number | null];
  if (code !== 0) throw new Error("A history ended otherwise than it should");
}
