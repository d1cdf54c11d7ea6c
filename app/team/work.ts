import type { Work } from "../jobs/work.ts";
import { tellOfSeats } from "./seat-tasks.ts";

export const teamWork: Work = {
  scheduled: [
    { at: "*/5 * * * *", atStart: true, of: "team", run: (portal, system) => tellOfSeats(system, portal.now()) },
  ],
};
