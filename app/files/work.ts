import type { Work } from "../jobs/work.ts";
import { sweepFiles } from "./file-sweep.ts";

export const filesWork: Work = { sweep: ({ config }, system, now) => sweepFiles(config, system, now) };
