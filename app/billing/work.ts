import { jobWorker } from "../jobs/queue.ts";
import type { Work } from "../jobs/work.ts";
import { writeDetails } from "./changes/details-write.ts";
import { removePdf } from "./documents/pdf-files.ts";
import { cachePdf } from "./documents/pdf.ts";
import { remindOfCards } from "./news/card-reminders.ts";
import { notifyOfFailure } from "./news/failed-attempts.ts";
import { remindOfInvoices } from "./news/reminders.ts";
import { tellOfUnheard } from "./news/unheard-tasks.ts";
import { dropOldPayloads, pollEvents } from "./stripe/poll.ts";
import { beginReconcile } from "./stripe/reconcile.ts";
import { sweepWorker } from "./stripe/sweep.ts";
import { stripeWorker } from "./stripe/worker.ts";

export const billingWork: Work = {
  // Several, so that what a person has changed waits for no files, and what is told for nobody's answer.
  workers: [
    stripeWorker,
    sweepWorker,
    jobWorker({ "failure.tell": notifyOfFailure }),
    jobWorker({ "details.write": writeDetails }),
    jobWorker({ "pdf.cache": cachePdf, "pdf.remove": removePdf }),
  ],
  scheduled: [
    // By day: what these find is told at once, and nobody wants to hear of it at midnight.
    {
      at: "41 7-19 * * *",
      of: "billing",
      run: async (portal, system) => {
        for (const remind of [remindOfInvoices, remindOfCards]) if (await remind(system, portal.now())) portal.nudge();
      },
    },
    {
      at: "*/5 * * * *",
      atStart: true,
      of: "billing",
      run: (portal, system) => tellOfUnheard(system, portal.now()),
    },
    // Every five minutes, sooner after a failure: the cursor knows when it is due.
    { at: "* * * * *", run: (portal) => pollEvents(portal) },
    // Later where Stripe did not answer at the first.
    { at: "17 3-5 * * *", run: (portal) => beginReconcile(portal) },
  ],
  sweep: (_portal, system, now) => dropOldPayloads(system, now),
};
