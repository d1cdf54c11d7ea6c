import type { Worker } from "../jobs/loop.ts";
import type { Work } from "../jobs/work.ts";
import { systemFor } from "../sign-in/handles.ts";
import { isoDay } from "../text/format.ts";
import { settleLinks } from "./link-trips.ts";
import { sumUpOldTrips } from "./trip-weeks.ts";
import { settleUsage, usageOf } from "./usage.ts";
import { tellStaffOfWeek } from "./week-news.ts";

const usageWorker: Worker = {
  name: "usage",
  async run(portal) {
    const now = portal.now();
    const { counter, firsts, links } = usageOf(portal);
    settleUsage(portal);
    firsts.begin(isoDay(now));
    const settled = links.isDue(now) ? settleLinks(systemFor(portal), links, now) : 0;
    return settled + (counter.isDue(now) ? counter.flush(systemFor(portal)) : 0);
  },
};

export const insightsWork: Work = {
  workers: [usageWorker],
  // Each hour of Monday, since the one that is set may be slept through.
  scheduled: [
    {
      at: "3 7-19 * * 1",
      run(portal, system) {
        if (tellStaffOfWeek(system, portal.config, portal.now())) portal.nudge();
      },
    },
  ],
  sweep: (_, system, now) => sumUpOldTrips(system, now),
};
