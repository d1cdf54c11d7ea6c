import { and, eq, lt } from "drizzle-orm";
import { imports } from "#db/schema/imports.ts";
import type { System } from "#db/tenant.ts";
import type { Config } from "../config.server.ts";
import type { ImportFileFault } from "./import-faults.ts";
import { ages } from "../jobs/ages.ts";
import { removeFile } from "./import-files.ts";

/** Removes files about which somebody was asked, and nobody answered for 30 days. `now` is epoch milliseconds. */
export function sweepImports(config: Config, { db }: System, now: number): number {
  const isForgotten = and(eq(imports.state, "asking"), lt(imports.createdAt, now - ages.unansweredImports));
  const fault: ImportFileFault = { is: "gone" };
  const forgotten = db
    .update(imports)
    .set({ state: "failed", fault, finishedAt: now })
    .where(isForgotten)
    .returning()
    .all();
  for (const { id } of forgotten) removeFile(config, id);
  return forgotten.length;
}
