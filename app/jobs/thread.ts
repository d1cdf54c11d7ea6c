import { on } from "node:events";
import { parentPort, Worker } from "node:worker_threads";

const deadlineMs = 20_000;
const idleMs = 60_000;
const maxHeapMb = 512;

/** What the thread tells of the piece of work with that number: that it waits for somebody else, or what became of it. */
type Told<Answer> = { id: number; answer?: Answer };

/**
 * Gives work to a thread beside the portal's, a piece at a time, so that none holds up anybody else; while one waits for
 * somebody else, the next is begun. Rejects where one takes longer than the deadline or more memory than it may: the
 * thread ends, with all that wait on it, and the next piece has a new one.
 */
export function threadOf<Asked, Answer>(open: () => Worker, deadline = deadlineMs) {
  let thread: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let [count, waiting] = [0, 0];
  const end = (ended: Worker | null) => {
    void ended?.terminate();
    if (thread === ended) thread = null;
  };

  async function ask(asked: Asked, handedOver: ArrayBuffer[], isNext: () => void): Promise<Answer> {
    clearTimeout(idle);
    const id = count++;
    waiting += 1;
    let mine: Worker | null = null;
    try {
      mine = thread ??= open().setMaxListeners(0);
      const told = on(mine, "message", { signal: AbortSignal.timeout(deadline), close: ["exit"] });
      mine.postMessage({ id, asked }, handedOver);
      for await (const [one] of told as AsyncIterable<[Told<Answer>]>) {
        if (one.id !== id) continue;
        if (one.answer !== undefined) return one.answer;
        isNext();
      }
      throw new Error("The thread ended over another piece of work");
    } catch (error) {
      end(mine);
      throw error;
    } finally {
      isNext();
      waiting -= 1;
      if (!waiting) idle = setTimeout(() => end(thread), idleMs).unref();
    }
  }
  return (asked: Asked, handedOver: ArrayBuffer[] = []): Promise<Answer> => {
    const before = turn;
    return new Promise((resolve) => {
      turn = new Promise<void>((isNext) => resolve(before.then(() => ask(asked, handedOver, isNext))));
    });
  };
}

/** What a thread does all its life: `work` says with `waits` that the next piece may begin. */
export function answerOnThread<Asked, Answer>(work: (asked: Asked, waits: () => void) => Promise<Answer>) {
  parentPort!.on("message", async ({ id, asked }: { id: number; asked: Asked }) => {
    const tell = (told: Omit<Told<Answer>, "id">) => parentPort!.postMessage({ id, ...told });
    tell({ answer: await work(asked, () => tell({})) });
  });
}

/** What threads there are, by what `main.ts` has them do. */
export type ThreadName = "mails" | "printouts";

const isBuilt = import.meta.url.endsWith(".js");

/** On a thread where the portal was built, its one file being the thread's too; from its sources right here. */
export function apart<Asked, Answer>(
  name: ThreadName,
  here: (asked: Asked, handedOver?: ArrayBuffer[]) => Promise<Answer>,
): typeof here {
  if (!isBuilt) return here;
  const resourceLimits = { maxOldGenerationSizeMb: maxHeapMb };
  return threadOf<Asked, Answer>(() =>
    new Worker(new URL(import.meta.url), { workerData: name, resourceLimits }).on("error", () => {}),
  );
}
