import { createRequire } from "node:module";

type Result = {
  requests: { average: number };
  latency: { p99: number };
  statusCodeStats: Record<string, { count: number }>;
  errors: number;
};
const autocannon = createRequire(import.meta.url)("autocannon") as (options: object) => Promise<Result>;

export type Load = {
  method?: "GET" | "PUT";
  body?: string;
  /** `[<id>]` in it becomes another text on every request. */
  url: string;
  headers?: Record<string, string>;
  seconds?: number;
  connections?: number;
  expect: number;
};

/** Requests per second that a server answers with the expected status under 10 connections; throws on any other answer. */
export async function rate({ url, headers = {}, seconds = 4, connections = 10, expect }: Load): Promise<number> {
  const result = await autocannon({
    url,
    headers,
    duration: seconds,
    connections,
    idReplacement: url.includes("[<id>]"),
  });
  const statuses = Object.keys(result.statusCodeStats);
  if (result.errors || statuses.some((status) => status !== String(expect))) {
    throw new Error(`${url} answered ${statuses.join(", ")} with ${result.errors} errors, not only ${expect}`);
  }
  return result.requests.average;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Measures ours and the floor in turn, so that both meet the same weather; gives the medians and their ratio. */
export async function against(ours: Load, floor: Load, rounds = 3) {
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round++) pairs.push([await rate(ours), await rate(floor)]);
  const ratio = median(pairs.map(([a, b]) => a / b));
  return { ours: median(pairs.map(([a]) => a)), floor: median(pairs.map(([, b]) => b)), ratio };
}

/** The wait that this share of the measured waits does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

/** The slowest in a hundred of twenty requests a second, in milliseconds, asked from a thread of its own. */
export async function latency({ method = "GET", body, url, headers = {}, seconds = 8, expect }: Load): Promise<number> {
  const result = await autocannon({
    url,
    method,
    body,
    headers,
    duration: seconds,
    connections: 2,
    overallRate: 20,
    workers: 1,
    idReplacement: url.includes("[<id>]"),
  });
  const statuses = Object.keys(result.statusCodeStats);
  if (result.errors || statuses.some((status) => status !== String(expect)))
    throw new Error(`${url} answered ${statuses.join(", ")} with ${result.errors} errors, not only ${expect}`);
  return result.latency.p99;
}
