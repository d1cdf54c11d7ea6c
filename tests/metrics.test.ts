import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyDatabase, copyPath } from "#db/copy.ts";
import { enqueue } from "#db/jobs.ts";
import { browserIn } from "#tests/http.ts";
import { openTown } from "#tests/world.ts";

const token = "a-token-for-the-one-who-watches";
let town: ReturnType<typeof openTown>;
beforeEach(() => void (town = openTown({ METRICS_TOKEN: token })));
afterEach(() => town.close());

const scrape = async (given = `Bearer ${token}`) => {
  const response = await town.fetch("/metrics", { headers: { Authorization: given } });
  return { status: response.status, type: response.headers.get("Content-Type"), text: await response.text() };
};
/** The samples by name and labels. */
const samples = async () =>
  new Map(
    (await scrape()).text
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );

describe("metrics", () => {
  it("are nobody's without the token, and are not there where none is set", async () => {
    for (const given of ["", token, `Bearer ${token}x`, "Bearer ", `bearer ${token}`])
      expect((await scrape(given)).status).toBe(401);
    const open = openTown();
    expect((await open.fetch("/metrics", { headers: { Authorization: `Bearer ${token}` } })).status).toBe(404);
    open.close();
  });

  it("are text that Prometheus reads: each name with its help and type once, above its samples", async () => {
    await town.fetch("/sign-in");
    const { status, type, text } = await scrape();
    expect([status, type]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8"]);
    const sample = /^foyer_[a-z_]+(?:\{[a-z]+="[^"\\]*"(?:,[a-z]+="[^"\\]*")*\})? -?\d+(?:\.\d+)?(?:e[+-]\d+)?$/;
    const lines = text.trimEnd().split("\n");
    expect(lines.filter((line) => !line.startsWith("#") && !sample.test(line))).toEqual([]);
    const names = lines.filter((line) => line.startsWith("# TYPE")).map((line) => line.split(" ")[2]!);
    expect(new Set(names).size).toBe(names.length);
    let name = "";
    for (const line of lines) {
      if (line.startsWith("# HELP")) name = line.split(" ")[2]!;
      else expect(line.replace("# TYPE ", "").startsWith(name)).toBe(true);
    }
  });

  it("count requests by kind of route and class, and time them; what machines ask all the time is left out", async () => {
    for (const path of [
      "/sign-in",
      "/nowhere",
      "/api/v1/openapi.json",
      "/icon.svg",
      "/healthz",
      "/readyz",
      "/readyz?a",
    ])
      await town.fetch(path);
    await town.fetch("/webhooks/stripe", { method: "POST" });
    const found = await samples();
    const counted = [...found].filter(([name]) => name.startsWith("foyer_http_requests_total"));
    expect(Object.fromEntries(counted.map(([name, n]) => [name.slice(25), n]))).toEqual({
      '{kind="page",class="2xx"}': 1,
      '{kind="page",class="4xx"}': 1,
      '{kind="feed",class="2xx"}': 1,
      '{kind="asset",class="2xx"}': 1,
      '{kind="webhook",class="4xx"}': 1,
    });
    expect(found.get('foyer_http_request_duration_seconds_count{kind="page"}')).toBe(2);
    expect(found.get('foyer_http_request_duration_seconds_bucket{kind="page",le="+Inf"}')).toBe(2);
    expect(found.get('foyer_http_request_duration_seconds_bucket{kind="page",le="0.005"}')).toBe(2);
  });

  it("tell of queues, mails, the backup, the disk and the thread", async () => {
    enqueue(town.system, "no-such-kind", { id: "1" }, { now: town.now(), dedupeKey: null });
    await browserIn(town).post("/sign-in", { email: town.ada.email });
    expect(await samples().then((all) => all.has("foyer_backup_age_seconds"))).toBe(false);
    await copyDatabase(town.path, copyPath(town.dataDir, "daily", town.now()));
    town.portal.watch.look();
    town.pass(260);
    town.portal.watch.look();
    const found = await samples();
    expect(found.get('foyer_jobs{state="waiting"}')).toBe(1);
    expect(found.get("foyer_mails_waiting")).toBe(1);
    expect(found.get("foyer_event_loop_holds_total")).toBe(1);
    expect(found.get('foyer_event_loop_lag_seconds_bucket{le="0.25"}')).toBe(2);
    expect(found.get("foyer_event_loop_lag_seconds_sum")).toBeCloseTo(0.24);
    for (const name of ["foyer_backup_age_seconds", "foyer_disk_free_bytes", "foyer_database_bytes"])
      expect(found.has(name)).toBe(true);
    await town.drain();
    // No server takes mail at the address that the tests name.
    expect((await samples()).get('foyer_mails_total{outcome="retried"}')).toBe(1);
    const written = { email: "kim@else.example", subject: "Lamps", message: "Do you have lamps?" };
    await browserIn(town).post("/contact", written);
    await town.drain();
    town.pass(4 * 24 * 60 * 60_000);
    await town.drain();
    expect((await samples()).get('foyer_mails_total{outcome="failed"}')).toBeGreaterThan(0);
  });
});

describe("the access log", () => {
  it("has pages and no probes", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics", "/healthz?from=proxy", "/sign-in"]) await town.fetch(path);
    const asked = town.logLines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "request");
    expect(asked.map(({ path }) => path)).toEqual(["/sign-in"]);
  });
});

it("/healthz says which build it is", async () => {
  const told = (await (await town.fetch("/healthz")).json()) as Record<string, unknown>;
  expect(told).toEqual({ ok: true, version: expect.stringMatching(/^\d+\.\d+\.\d+$/), commit: expect.any(String) });
});
