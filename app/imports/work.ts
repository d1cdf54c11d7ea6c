import { jobWorker } from "../jobs/queue.ts";
import type { Work } from "../jobs/work.ts";
import { applyImport, undoImport } from "./apply.ts";
import { sweepImports } from "./import-sweep.ts";
import { readImport } from "./read.ts";

export const importsWork: Work = {
  workers: [jobWorker({ "import.read": readImport, "import.apply": applyImport, "import.undo": undoImport })],
  sweep: ({ config }, system, now) => sweepImports(config, system, now),
};
