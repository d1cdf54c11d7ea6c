import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import Database from "better-sqlite3";
import { depart } from "#app/account/departure.ts";
import { openTown } from "#tests/world.ts";
import { freePort } from "#tests/run/company.ts";
import { inside, startPortal } from "#tests/run/portal-process.ts";

const root = resolve(import.meta.dirname, "../..");
let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "foyer-process-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function production(dataDir: string) {
  const port = await freePort();
  return {
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
    APP_SECRET: "long-enough-long-enough-long-enough-long",
    DATA_DIR: dataDir,
    SUPPORT_EMAIL: "help@norrland.example",
    SMTP_URL: "smtp://127.0.0.1:1",
  };
}

/** A closed file with somebody who left long ago, and so many links that were mailed to them. */
function leavingPerson(links: number) {
  const town = openTown();
  const { ben, acme, system, connection, dataDir } = town;
  const never = { doneBy: null, reason: null };
  depart(system, { id: ben.id, email: ben.email }, never, 0);
  const add = connection.sqlite.prepare(
    "insert into item_links (id, org_id, token_hash, kind, item_id, email, created_at, expires_at) values (?, ?, ?, 'order', 'o', ?, ?, ?)",
  );
  const now = town.now();
  connection.sqlite.transaction(() => {
    for (let n = 0; n < links; n++) add.run(`lnk_${n}`, acme, `hash ${n}`, ben.email, now, now);
  })();
  connection.sqlite.pragma("wal_checkpoint(TRUNCATE)");
  return { ...ben, dataDir, close: town.close };
}

describe("npm start", () => {
  it("refuses a bad environment and names every fault at once", () => {
    const env = inside({ APP_SECRET: "short", PORT: "many", STRIPE_API_URL: "nowhere" });
    const { status, stderr, stdout } = spawnSync(process.execPath, ["build/server/index.js"], {
      cwd: root,
      env,
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stdout).toBe("");
    for (const name of [
      "APP_URL",
      "APP_SECRET",
      "PORT",
      "STRIPE_API_URL",
      "POSTMARK_SERVER_TOKEN or SMTP_URL",
      "SUPPORT_EMAIL or STAFF_EMAILS",
    ]) {
      expect(stderr).toContain(name);
    }
    expect(stderr).not.toContain("short,");
  });

  it("ends what it has begun on SIGTERM, closes the file and exits with 0", async () => {
    const dataDir = join(folder, "stop");
    const portal = await startPortal(await production(dataDir));
    const pages = Array.from({ length: 20 }, () => fetch(`${portal.url}/sign-in`).then((answer) => answer.status));
    expect(await Promise.all(pages)).toEqual(pages.map(() => 200));
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
    await portal.stop("SIGTERM");
    expect([portal.child.exitCode, portal.child.signalCode]).toEqual([0, null]);
    await expect(fetch(`${portal.url}/healthz`)).rejects.toThrow();
  });

  it("killed while it erases somebody, goes on when it starts again, and nothing is left by halves", async () => {
    const { email, id, dataDir, close } = leavingPerson(20_000);
    const env = { ...(await production(dataDir)), APP_SECRET: "a-secret-for-tests-that-is-long-enough-1" };
    const file = new Database(join(dataDir, "foyer.db"), { readonly: true });
    const counts = file.prepare("select counts from departures").pluck();
    const erasedAt = file.prepare("select erased_at from departures").pluck();
    const addresses = file.prepare("select email from people where id = ?").pluck();
    const portal = await startPortal(env);
    await expect.poll(() => counts.get(), { interval: 1, timeout: 20_000 }).not.toBe("{}");
    await portal.stop("SIGKILL");
    expect([email, `${id}@erased.invalid`]).toContain(addresses.get(id));
    expect(addresses.get(id) === email).toBe(erasedAt.get() === null);
    const again = await startPortal(env);
    await expect.poll(() => erasedAt.get(), { interval: 50, timeout: 20_000 }).not.toBeNull();
    await again.stop();
    expect(JSON.parse(counts.get() as string)).toMatchObject({ item_links: 20_000 });
    expect(file.prepare("select count(*) from item_links where email = ?").pluck().get(email)).toBe(0);
    expect(file.pragma("integrity_check", { simple: true })).toBe("ok");
    file.close();
    close();
  });

  const hasLimits = spawnSync("prlimit", ["--version"]).status === 0;
  it.runIf(hasLimits)("ends with 0 and without a stack where nothing can be written any more", async () => {
    const portal = await startPortal(await production(join(folder, "full")));
    let said = "";
    portal.child.stdout!.on("data", (part: Buffer) => (said += part.toString()));
    const before = (await (await fetch(`${portal.url}/readyz`)).json()) as object;
    expect(before).toMatchObject({ writable: true });
    // From now on no file of its own can grow: the kernel refuses it, whoever asks.
    expect(spawnSync("prlimit", ["--pid", String(portal.child.pid), "--fsize=0"]).status).toBe(0);
    await expect
      .poll(async () => (await fetch(`${portal.url}/readyz`)).json(), { interval: 300, timeout: 10_000 })
      .toMatchObject({ ready: true, writable: false });
    expect((await fetch(`${portal.url}/sign-in`)).status).toBe(200);
    await portal.stop("SIGTERM");
    expect([portal.child.exitCode, portal.child.signalCode]).toEqual([0, null]);
    expect(said).toContain("a write was left out");
    expect(said).not.toContain("    at ");
  });

  it("runs from what the image holds: the bundle, and better-sqlite3 without its build", async () => {
    const image = join(folder, "image");
    mkdirSync(image);
    const dockerfile = readFileSync(join(root, "Dockerfile"), "utf8");
    const copies = [...dockerfile.matchAll(/^COPY --from=build \/src\/(\S+) \.\/(\S+)$/gm)];
    expect(copies.length).toBeGreaterThan(3);
    for (const [, from, to] of copies) {
      mkdirSync(join(image, to!, ".."), { recursive: true });
      cpSync(join(root, from!), join(image, to!), { recursive: true });
    }
    const portal = await startPortal(
      await production(join(folder, "image-data")),
      undefined,
      join(image, "build/server/index.js"),
    );
    expect((await fetch(`${portal.url}/sign-in`)).status).toBe(200);
    await portal.stop();
  });

  it("says of a folder that it may not write in whose it is, who it is itself and what to type", async () => {
    const [bundle, dataDir] = [join(folder, "image/build/server/index.js"), join(folder, "roots")];
    mkdirSync(dataDir, { mode: 0o555 });
    chmodSync(folder, 0o755);
    const us = process.getuid!();
    // As in the image, where we are root.
    const as = us === 0 ? { uid: 1000, gid: 1000 } : {};
    const env = inside(await production(dataDir));
    const why =
      us === 0
        ? `${dataDir} can't be written to: it belongs to user 0, and Foyer runs as user 1000.`
        : `${dataDir} can't be written to. Run: chmod`;
    for (const words of [[], ["staff", "list"]]) {
      const ended = spawnSync(process.execPath, [bundle, ...words], { ...as, cwd: "/", env, encoding: "utf8" });
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain(why);
      expect(ended.stderr.trim().split("\n")).toHaveLength(1);
    }
    if (us !== 0) return;
    // Not the folder above it: that may be a whole checkout.
    const below = join(dataDir, "below");
    const ended = spawnSync(process.execPath, [bundle], {
      ...as,
      cwd: "/",
      env: { ...env, DATA_DIR: below },
      encoding: "utf8",
    });
    expect(ended.stderr).toContain(`${below} can't be created: ${dataDir} belongs to user 0`);
    expect(ended.stderr).toContain(`chown 1000:1000 ${below}\n`);
  });
});

describe("foyer", () => {
  it("says which build it is, as /healthz does", async () => {
    const { stdout } = spawnSync(process.execPath, ["build/server/index.js", "--version"], {
      cwd: root,
      env: inside({}),
      encoding: "utf8",
    });
    const portal = await startPortal(await production(join(folder, "version")));
    const { version, commit } = (await (await fetch(`${portal.url}/healthz`)).json()) as Record<string, string>;
    await portal.stop();
    expect(stdout).toBe(`foyer ${version} (${commit})\n`);
    expect(commit).toMatch(/^[0-9a-f]{7,40}$|^unknown$/);
  });

  const foyer = (...args: string[]) =>
    spawnSync(process.execPath, ["build/server/index.js", ...args], {
      cwd: root,
      env: inside({ DATA_DIR: join(folder, "cli") }),
      encoding: "utf8",
    });

  it("adds, lists and removes staff, and says in one line what is wrong", () => {
    expect(foyer("staff", "add", "Sam@Norrland.example")).toMatchObject({
      status: 0,
      stdout: "sam@norrland.example can sign in as staff\n",
    });
    expect(foyer("staff", "list").stdout).toContain("sam@norrland.example");
    expect(foyer("staff", "add", "nobody")).toMatchObject({ status: 1, stderr: '"nobody" is not an email address\n' });
    expect(foyer("staff", "remove", "sam@norrland.example").status).toBe(0);
    expect(foyer("staff", "remove", "sam@norrland.example").status).toBe(1);
    expect(foyer("staff", "add").status).toBe(2);
    expect(foyer("dance").status).toBe(2);
    expect(foyer("staff", "add", "a@norrland.example", "b@norrland.example").status).toBe(2);
    expect(foyer("staff", "list", "--loud").status).toBe(2);
    expect(foyer("staff", "list").stdout).toBe("");
  });

  it("backs up and restores", () => {
    foyer("staff", "add", "before@norrland.example");
    const copy = join(folder, "copy.db");
    expect(foyer("backup", copy)).toMatchObject({ status: 0, stdout: `${copy}\n` });
    expect(foyer("backup", copy).status).toBe(1);
    foyer("staff", "add", "after@norrland.example");
    expect(foyer("restore", copy).status).toBe(0);
    expect(foyer("staff", "list").stdout).toBe("before@norrland.example\tadded by cli\n");
    expect(foyer("verify")).toMatchObject({ status: 0, stdout: "The database is sound\n" });
    expect(foyer("restore", join(folder, "never.db")).status).toBe(1);
    expect(foyer("restore", join(root, "package.json")).status).toBe(1);
    expect(foyer("staff", "list").stdout).toContain("before@norrland.example");
  });
});
