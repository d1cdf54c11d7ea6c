import type { Work } from "../jobs/work.ts";
import { dropExpired } from "./sweep.ts";

export const signInWork: Work = { sweep: (_portal, system, now) => dropExpired(system, now) };
