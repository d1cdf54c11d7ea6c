import { mailWorker } from "../mail/sender.ts";
import { writeDetails } from "../stripe/details-write.ts";
import { cachePdf } from "../stripe/pdf.ts";
import { removePdf } from "../stripe/pdf-files.ts";
import { sweepWorker } from "../stripe/sweep.ts";
import { stripeWorker } from "../stripe/worker.ts";
import type { Worker } from "./loop.ts";
import { jobWorker, type Handler } from "./queue.ts";

const handlers: Record<string, Handler> = {
  "pdf.cache": cachePdf,
  "pdf.remove": removePdf,
  "details.write": writeDetails,
};

/** Everything that runs beside the pages. */
export const workers: readonly Worker[] = [stripeWorker, sweepWorker, jobWorker(handlers), mailWorker];
