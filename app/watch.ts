/** What is worked on: how it is called, and from and until when on the watch's clock. */
export type Running = { readonly name: () => string; readonly began: number; ended: number | null };

export type Watch = ReturnType<typeof newWatch>;
export type Hold = { ms: number; by: string[] };

export const lookEveryMs = 20;
const holdMs = 200;
const maxNamed = 5;

const secondsUpTo = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A histogram as Prometheus has it: how many took up to so many seconds, and all of them together. */
export type Histogram = ReturnType<typeof newHistogram>;

function newHistogram() {
  const counts = secondsUpTo.map(() => 0);
  const all = { sum: 0, count: 0 };
  return {
    add(seconds: number) {
      const at = secondsUpTo.findIndex((most) => seconds <= most);
      if (at >= 0) counts[at]!++;
      all.sum += seconds;
      all.count++;
    },
    /** Cumulative, as they are told. */
    buckets: () => secondsUpTo.map((le, at) => ({ le, count: counts.slice(0, at + 1).reduce((a, b) => a + b, 0) })),
    all: () => all,
  };
}

/**
 * Watches the one thread, and counts since the process began. `clock` gives milliseconds that only grow; `told` hears of
 * every time that nothing else could run for 200 ms or more, and of what it may have been: what was worked on for most
 * of that time.
 */
export function newWatch(clock: () => number, told: (hold: Hold) => void = () => {}) {
  const running = new Set<Running>();
  let ended: Running[] = [];
  let looked: number | null = null;
  const counts = new Map<string, number>();
  const times = new Map<string, Histogram>();
  const lag = newHistogram();

  const watch = {
    begin(name: () => string): Running {
      const work = { name, began: clock(), ended: null };
      running.add(work);
      return work;
    },
    /** Gives how many milliseconds it took. */
    end(work: Running): number {
      work.ended = clock();
      running.delete(work);
      ended.push(work);
      return work.ended - work.began;
    },
    async during<Done>(name: string, work: () => Promise<Done>): Promise<Done> {
      const begun = watch.begin(() => name);
      return work().finally(() => watch.end(begun));
    },
    /** Looks how late it is; to be called every `lookEveryMs`. */
    look() {
      const now = clock();
      const since = looked ?? now;
      const ms = now - since;
      lag.add(Math.max(0, ms - lookEveryMs) / 1000);
      if (ms >= holdMs) {
        const wasThere = ({ began, ended }: Running) => Math.min(ended ?? now, now) - Math.max(began, since) >= ms / 2;
        const by = [...new Set([...running, ...ended].filter(wasThere).map(({ name }) => name()))];
        watch.count("foyer_event_loop_holds_total");
        told({ ms: Math.round(ms), by: by.slice(0, maxNamed) });
      }
      [looked, ended] = [now, []];
    },
    /** Counts one more of what Prometheus knows by this name and labels: `foyer_mails_total{outcome="sent"}`. */
    count(sample: string) {
      counts.set(sample, (counts.get(sample) ?? 0) + 1);
    },
    /** Counts an answered request: its kind of route, its status, and how many milliseconds it took. */
    answered(kind: string, status: number, ms: number) {
      watch.count(`foyer_http_requests_total{kind="${kind}",class="${Math.floor(status / 100)}xx"}`);
      let histogram = times.get(kind);
      if (!histogram) times.set(kind, (histogram = newHistogram()));
      histogram.add(ms / 1000);
    },
    counts: counts as ReadonlyMap<string, number>,
    /** By kind of route. */
    times: times as ReadonlyMap<string, Histogram>,
    lag,
  };
  return watch;
}
