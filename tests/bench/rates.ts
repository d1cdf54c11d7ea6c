import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

type Result = {
  requests: { average: number; total: number };
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
  /** Whose processor time is measured. */
  pid?: number;
  expect: number;
};

/** The processor time that a process has taken so far, all its threads together, in milliseconds; by Linux. */
export function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  const ticksPerSecond = 100;
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

type Rate = { perSecond: number; processorMs: number };

/**
 * Requests per second that a server answers with the expected status under 10 connections, and the processor time that
 * each takes where its process is known; throws on any other answer.
 */
export async function rate({ url, headers = {}, seconds = 4, connections = 10, pid, expect }: Load): Promise<Rate> {
  const before = pid ? processorTime(pid) : 0;
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
  const processorMs = pid ? (processorTime(pid) - before) / result.requests.total : NaN;
  return { perSecond: result.requests.average, processorMs };
}

export const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Measures ours and the floor in turn, so that both meet the same weather; gives all rounds of each. */
export async function against(ours: Load, floor: Load, rounds = 3) {
  const pairs: { ours: Rate; floor: Rate; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const pair = { ours: await rate(ours), floor: await rate(floor) };
    pairs.push({ ...pair, ratio: pair.ours.perSecond / pair.floor.perSecond });
  }
  return pairs;
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
