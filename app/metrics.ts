import { createHash, timingSafeEqual } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Env, Hono } from "hono";
import { buildInfo } from "./build-info.ts";
import { newestBackup } from "./company/backups.ts";
import { countBacklog, countGivenUp, syncLag } from "./company/health.ts";
import { freeBytes } from "./files/file-store.ts";
import type { Portal } from "./portal.server.ts";
import { systemFor } from "./sign-in/handles.ts";
import type { Histogram } from "./watch.ts";

const digest = (text: string) => createHash("sha256").update(text).digest();

/**
 * `/metrics` in the text format that Prometheus reads, version 0.0.4, for whoever presents `METRICS_TOKEN`; without one
 * there is no such page. https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function metrics<E extends Env>(app: Hono<E>, portal: Portal) {
  const token = portal.config.metricsToken;
  app.get("/metrics", (c, next) => {
    if (!token) return next();
    c.header("Cache-Control", "no-store");
    const given = c.req.header("Authorization") ?? "";
    if (!timingSafeEqual(digest(given), digest(`Bearer ${token}`)))
      return c.text("METRICS_TOKEN is not presented\n", 401, { "WWW-Authenticate": "Bearer" });
    return c.body(told(portal), 200, { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" });
  });
}

function told(portal: Portal): string {
  const { config, watch, now } = portal;
  const system = systemFor(portal);
  const [backlog, parked] = [countBacklog(system), countGivenUp(system)];
  const backup = newestBackup(config, now());
  const lines: string[] = [];
  const add = (name: string, type: string, help: string, samples: readonly (readonly [string, number])[]) =>
    lines.push(
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(([labels, value]) => `${name}${labels} ${value}`),
    );
  const gauge = (name: string, help: string, value: number, labels = "") => add(name, "gauge", help, [[labels, value]]);
  const counter = (name: string, help: string, atLeast: readonly (readonly [string, number])[] = []) => {
    const counted = [...watch.counts].filter(([sample]) => sample === name || sample.startsWith(`${name}{`));
    add(name, "counter", help, counted.length ? counted.map(([one, n]) => [one.slice(name.length), n]) : atLeast);
  };
  const histogram = (name: string, help: string, all: Iterable<readonly [string, Histogram]>) => {
    add(name, "histogram", help, []);
    for (const [label, times] of all) {
      const { sum, count } = times.all();
      const labels = (le: string) => [label, le].filter(Boolean).join(",");
      for (const { le, count: n } of times.buckets()) lines.push(`${name}_bucket{${labels(`le="${le}"`)}} ${n}`);
      lines.push(`${name}_bucket{${labels(`le="+Inf"`)}} ${count}`);
      const only = label && `{${label}}`;
      lines.push(`${name}_sum${only} ${sum}`, `${name}_count${only} ${count}`);
    }
  };

  const { version, commit } = buildInfo;
  gauge("foyer_build_info", "Which build this is.", 1, `{version="${version}",commit="${commit}"}`);
  counter("foyer_http_requests_total", "Requests answered, by kind of route and class of status.");
  const kinds = [...watch.times].map(([kind, times]) => [`kind="${kind}"`, times] as const);
  histogram("foyer_http_request_duration_seconds", "From a request to its answer.", kinds);
  histogram("foyer_event_loop_lag_seconds", "How late the one thread is.", [["", watch.lag]]);
  counter("foyer_event_loop_holds_total", "How often nothing else could run for 200 ms or more.", [["", 0]]);
  counter("foyer_mails_total", "What became of mails.");
  gauge("foyer_mails_waiting", "Mails to be sent.", backlog.mails);
  add("foyer_jobs", "gauge", "Jobs to be done, and those given up.", [
    [`{state="waiting"}`, backlog.jobs],
    [`{state="parked"}`, parked.jobs],
  ]);
  add("foyer_stripe_changes", "gauge", "Stripe's objects to be fetched, and those given up.", [
    [`{state="waiting"}`, backlog.stripe],
    [`{state="parked"}`, parked.stripe],
  ]);
  gauge("foyer_stripe_lag_seconds", "For how long the portal is behind Stripe.", syncLag(system, now()));
  if (backup !== null) gauge("foyer_backup_age_seconds", "Since the newest backup.", (now() - backup) / 1000);
  gauge("foyer_disk_free_bytes", "What the data folder's disk still takes.", freeBytes(config));
  gauge("foyer_database_bytes", "The database, without its log.", statSync(join(config.dataDir, "foyer.db")).size);
  return `${lines.join("\n")}\n`;
}
