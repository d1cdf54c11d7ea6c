export type Where = { path?: string; method?: string; status?: number; after?: boolean };

export type Fault = Where & {
  kind:
    | "latency"
    | "rateLimit"
    | "status"
    | "html"
    | "truncated"
    | "garbage"
    | "hang"
    | "reset"
    | "notFound"
    | "unauthorized";
  times?: number;
  ms?: number;
};

export type Faults = ReturnType<typeof makeFaults>;

/**
 * Switches for what goes wrong on the way. Every one may be limited to a path prefix, a method and a count; `after` lets
 * the work be done and only the answer be lost. `ratePerSecond` refuses what exceeds it, in real time.
 */
export function makeFaults() {
  const active: (Fault & { left: number })[] = [];

  function add(fault: Fault) {
    const entry = { ...fault, left: fault.times ?? (fault.kind === "latency" ? Infinity : 1) };
    active.push(entry);
    return () => remove(entry);
  }

  function remove(entry: Fault & { left: number }) {
    const index = active.indexOf(entry);
    if (index >= 0) active.splice(index, 1);
  }

  function take(method: string, path: string, latency: boolean): Fault | undefined {
    const entry = active.find(
      (one) =>
        (one.kind === "latency") === latency &&
        path.startsWith(one.path ?? "/") &&
        (one.method ?? method).toUpperCase() === method,
    );
    if (!entry) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) remove(entry);
    return entry;
  }

  const switchFor = (kind: Fault["kind"]) => (times?: number, where?: Where) => add({ kind, times, ...where });

  return {
    ratePerSecond: undefined as number | undefined,
    /** Sets `ratePerSecond`, as another process can only call; without a number there is none. */
    limitRate(perSecond?: number) {
      this.ratePerSecond = perSecond;
    },
    add,
    takeDelay: (method: string, path: string) => take(method, path, true)?.ms ?? 0,
    takeAnswer: (method: string, path: string) => take(method, path, false),
    clear() {
      active.length = 0;
      this.ratePerSecond = undefined;
    },
    latency: (ms: number, where?: Where & { times?: number }) => add({ kind: "latency", ms, ...where }),
    status: (status: number, times?: number, where?: Where) => add({ kind: "status", times, ...where, status }),
    rateLimit: switchFor("rateLimit"),
    html: switchFor("html"),
    truncated: switchFor("truncated"),
    garbage: switchFor("garbage"),
    hang: switchFor("hang"),
    reset: switchFor("reset"),
    notFound: switchFor("notFound"),
    unauthorized: switchFor("unauthorized"),
  };
}
