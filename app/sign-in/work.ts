import type { Work } from "../jobs/work.ts";
import { sweep } from "./sweep.ts";

export const signInWork: Work = { sweep: (_portal, system, now) => sweep(system, now) };
