import type { Worker } from "../jobs/loop.ts";
import type { Work } from "../jobs/work.ts";
import { isoDay } from "../text/format.ts";
import { flushUsage, usageOf } from "./usage.ts";

const usageWorker: Worker = {
  name: "usage",
  async run(portal) {
    const now = portal.now();
    const { counter, firsts } = usageOf(portal);
    firsts.begin(isoDay(now));
    return counter.isDue(now) ? flushUsage(portal) : 0;
  },
};

export const insightsWork: Work = { workers: [usageWorker] };
