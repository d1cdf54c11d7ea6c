import type { Config } from "../config.server.ts";
import { newTally } from "./plausible-tally.ts";
import type { Told } from "./plausible-visitor.ts";

/** An event as the API takes it: https://plausible.io/docs/events-api */
export type PlausibleEvent = { name: string; url: string; interactive?: false };
type Letter = { event: PlausibleEvent; of: Told };

/** What reaches outside, when an answer is not waited for any longer, and how long each of the two rests at least. */
export type Line = {
  post: typeof fetch;
  deadline: () => AbortSignal;
  later: (work: () => void) => void;
  rest: () => Promise<unknown>;
};

const maxWaiting = 500;
const maxAtOnce = 2;
const patienceMs = 2_000;
/** To send one takes up to a third of a page's processor time: ten a second are too few to be felt, and 864,000 a day. */
const restMs = 200;

const ours: Line = {
  post: (...sent) => fetch(...sent),
  deadline: () => AbortSignal.timeout(patienceMs),
  later: (work) => void setImmediate(work),
  rest: () => new Promise((resolve) => setTimeout(resolve, restMs).unref()),
};

/**
 * Sends events to Plausible from memory: two at once, ten a second, each once, 500 waiting at most. What does not get through is counted
 * and gone. Nobody waits for it.
 */
export function newPlausibleQueue(
  { domain, url }: Pick<NonNullable<Config["plausible"]>, "domain" | "url">,
  { post, deadline, later, rest }: Line = ours,
) {
  const waiting: Letter[] = [];
  const tally = newTally();
  let underway = 0;

  async function send({ event, of }: Letter) {
    try {
      const answer = await post(`${url}/api/event`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "User-Agent": of.userAgent, "X-Forwarded-For": of.address },
        body: JSON.stringify({ ...event, domain }),
        redirect: "manual",
        signal: deadline(),
      });
      await answer.arrayBuffer();
      if (!answer.ok) return tally.add("refused", answer.status);
      tally.add(answer.headers.has("x-plausible-dropped") ? "dropped" : "accepted");
    } catch {
      tally.add("unanswered");
    }
  }

  function next() {
    while (underway < maxAtOnce && waiting.length) {
      underway++;
      void Promise.all([send(waiting.shift()!), rest()]).finally(() => {
        underway--;
        next();
      });
    }
  }

  return {
    /** Takes what `write` gives, which isn't asked where there is no room. */
    add(write: () => Letter) {
      if (waiting.length >= maxWaiting) return tally.add("lost");
      waiting.push(write());
      later(next);
    },
    tally: tally.read,
    /** How many wait or are under way. */
    size: () => waiting.length + underway,
  };
}
