import { rm } from "node:fs/promises";
import { join } from "node:path";
import { systemOf } from "#db/tenant.ts";
import { forgetTestData } from "../billing/stripe/forget-test-data.ts";
import { modeOfData } from "../billing/stripe/mode.ts";
import { connectionOf, type Portal } from "../portal.server.ts";
import { backUp } from "./database.ts";
import type { Surroundings } from "./file.ts";
import { CommandFailed, printLine } from "./strict.ts";

const inWords = (name: string) => name.replace(/^stripe_/, "").replaceAll("_", " ");

/**
 * Removes what was read from Stripe in test mode, after a copy and a question; nobody else may work on the file. Throws
 * `CommandFailed` with the reason where it does not.
 */
export async function forget(portal: Portal, { ask }: Surroundings, isSure: boolean) {
  const system = systemOf(connectionOf(portal));
  const mode = modeOfData(system);
  if (mode === null) throw new CommandFailed("Nothing has been read from Stripe yet");
  if (mode === "live") throw new CommandFailed("The data from Stripe is live data. Nothing was removed");
  if (!isSure) {
    if (!ask) throw new CommandFailed("There’s no terminal to confirm on. Use --yes");
    const answer = await ask("Delete all Stripe test data and the customers created from it? [y/N] ");
    if (!/^y(es)?$/i.test(answer.trim())) throw new CommandFailed("Nothing was removed");
  }
  const copy = await backUp(portal.config.dataDir, portal.now());
  const { forgotten, gone, stayed } = forgetTestData(system, portal.now());
  await rm(join(portal.config.dataDir, "pdf"), { recursive: true, force: true });
  printLine(`Removed: ${forgotten.map(({ name, rows }) => `${rows} ${inWords(name)}`).join(", ")}`);
  printLine(`${gone} ${gone === 1 ? "customer was" : "customers were"} removed with it`);
  if (stayed)
    printLine(
      `${stayed} ${stayed === 1 ? "was kept, because it has" : "were kept, because they have"} orders, requests or people of their own`,
    );
  printLine(`A copy from before is in ${copy}`);
}
