import { once } from "node:events";
import { parentPort, Worker } from "node:worker_threads";
import type { InboundMail } from "./inbound.ts";
import { readInbound } from "./inbound.ts";
import { judgeMail, type Judgement, type JudgedFor } from "./judge.ts";

/** A body that Postmark posted, for whom, and the time in epoch milliseconds. */
export type Posted = { body: Uint8Array; config: JudgedFor; now: number };
export type ReadMail = { mail: InboundMail; judged: Judgement };

const deadlineMs = 20_000;
const idleMs = 60_000;
const maxHeapMb = 512;

/** Reads a mail and judges it; null where the body is none. */
export async function readPosted({ body, config, now }: Posted): Promise<ReadMail | null> {
  const mail = readInbound(parse(new TextDecoder().decode(body)));
  return mail && { mail, judged: await judgeMail({ config, now: () => now }, mail) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads mails on a thread beside the portal's, one at a time, so that none holds up anybody else. Rejects where one
 * takes longer than the deadline or more memory than a real one: the thread ends, and the next mail has a new one.
 */
export function mailThread(open: () => Worker, deadline = deadlineMs) {
  let thread: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  const end = () => {
    void thread?.terminate();
    thread = null;
  };

  async function ask(posted: Posted): Promise<ReadMail | null> {
    clearTimeout(idle);
    thread ??= open();
    try {
      const answer = once(thread, "message", { signal: AbortSignal.timeout(deadline) });
      thread.postMessage(posted, [posted.body.buffer as ArrayBuffer]);
      return ((await answer) as [ReadMail | null])[0];
    } catch (error) {
      end();
      throw error;
    } finally {
      idle = setTimeout(end, idleMs).unref();
    }
  }
  return (posted: Posted) => {
    const answer = last.then(() => ask(posted));
    last = answer.catch(() => null);
    return answer;
  };
}

/** What the thread does all its life. */
export function answerMails() {
  parentPort!.on("message", async (posted: Posted) => {
    const read = await readPosted(posted);
    // What has been looked at whole is not carried back.
    parentPort!.postMessage(read && { ...read, mail: { ...read.mail, raw: null } });
  });
}

const openThread = () =>
  new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } }).on("error", () => {});

/** Beside the portal where it was built, its one file being the thread's too; from its sources right here. */
export const readApart = import.meta.url.endsWith(".js") ? mailThread(openThread) : readPosted;
