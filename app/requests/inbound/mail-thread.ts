import { on } from "node:events";
import { parentPort, Worker } from "node:worker_threads";
import { askDns, type Resolve } from "./dns.ts";
import type { InboundMail } from "./inbound.ts";
import { readInbound } from "./inbound.ts";
import type { Judgement, JudgedFor } from "./judge.ts";

/** A body that Postmark posted, for whom, and the time in epoch milliseconds. */
export type Posted = { body: Uint8Array; config: JudgedFor; now: number };
export type ReadMail = { mail: InboundMail; judged: Judgement };

const deadlineMs = 20_000;
const idleMs = 60_000;
const maxHeapMb = 512;

/** Reads a mail and judges it; null where the body is none. */
export async function readPosted({ body, config, now }: Posted, resolve?: Resolve): Promise<ReadMail | null> {
  // What judges signatures is large, and nobody else needs it: it is loaded by the thread, with the first mail.
  const { judgeMail } = await import("./judge.ts");
  const mail = readInbound(parse(new TextDecoder().decode(body)));
  return mail && { mail, judged: await judgeMail({ config, now: () => now }, mail, resolve) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the thread tells of the mail with that number: that it waits for its sender's DNS, or what was read. */
type Told = { id: number; read?: ReadMail | null };

/**
 * Reads mails on a thread beside the portal's, one at a time, so that none holds up anybody else; while one waits for
 * its sender's DNS, which the sender may make slow, the next is read. Rejects where one takes longer than the deadline
 * or more memory than a real one: the thread ends, with all that wait on it, and the next mail has a new one.
 */
export function mailThread(open: () => Worker, deadline = deadlineMs) {
  let thread: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let [asked, waiting] = [0, 0];
  const end = (ended: Worker | null) => {
    void ended?.terminate();
    if (thread === ended) thread = null;
  };

  async function ask(posted: Posted, isNext: () => void): Promise<ReadMail | null> {
    clearTimeout(idle);
    const mine = (thread ??= open().setMaxListeners(0));
    const id = asked++;
    waiting += 1;
    try {
      const told = on(mine, "message", { signal: AbortSignal.timeout(deadline), close: ["exit"] });
      mine.postMessage({ id, posted }, [posted.body.buffer as ArrayBuffer]);
      for await (const [one] of told as AsyncIterable<[Told]>) {
        if (one.id !== id) continue;
        if (one.read !== undefined) return one.read;
        isNext();
      }
      throw new Error("The thread ended over another mail");
    } catch (error) {
      end(mine);
      throw error;
    } finally {
      isNext();
      waiting -= 1;
      if (!waiting) idle = setTimeout(() => end(thread), idleMs).unref();
    }
  }
  return (posted: Posted): Promise<ReadMail | null> => {
    const before = turn;
    return new Promise((resolve) => {
      turn = new Promise<void>((isNext) => resolve(before.then(() => ask(posted, isNext))));
    });
  };
}

/** What the thread does all its life. */
export function answerMails() {
  parentPort!.on("message", async ({ id, posted }: { id: number; posted: Posted }) => {
    const tell = (told: Omit<Told, "id">) => parentPort!.postMessage({ id, ...told });
    const read = await readPosted(posted, (...asked) => {
      tell({});
      return askDns(...asked);
    });
    // What has been looked at whole is not carried back.
    tell({ read: read && { ...read, mail: { ...read.mail, raw: null } } });
  });
}

const openThread = () =>
  new Worker(new URL(import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } }).on("error", () => {});

/** Beside the portal where it was built, its one file being the thread's too; from its sources right here. */
export const readApart = import.meta.url.endsWith(".js") ? mailThread(openThread) : readPosted;
