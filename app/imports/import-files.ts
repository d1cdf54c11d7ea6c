import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { newId } from "#db/ids.ts";
import type { Config } from "../config.server.ts";

/** Where an uploaded file waits to be read. */
export function importFile({ dataDir }: Config, id: string): string {
  const folder = join(dataDir, "files", "imports");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${id}.csv`);
}

export const removeFile = (config: Config, id: string) => rmSync(importFile(config, id), { force: true });

export const newImportId = () => newId("imp");
