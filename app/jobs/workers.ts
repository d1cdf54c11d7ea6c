import { mailWorker } from "../mail/sender.ts";
import { stripeWorker } from "../stripe/worker.ts";
import type { Worker } from "./loop.ts";
import { jobWorker, type Handler } from "./queue.ts";

const handlers: Record<string, Handler> = {};

/** Everything that runs beside the pages. */
export const workers: readonly Worker[] = [stripeWorker, jobWorker(handlers), mailWorker];
