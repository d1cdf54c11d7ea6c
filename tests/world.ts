import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createApp } from "#app/app.ts";
import { startSession } from "#app/sign-in/sessions.ts";
import { readConfig } from "#app/config.server.ts";
import { drain, type Worker } from "#app/jobs/loop.ts";
import { workers as allWorkers } from "#app/workers.ts";
import { makePortal } from "#app/portal.server.ts";
import { routeBuilds } from "#app/route-builds.ts";
import { newWatch } from "#app/watch.ts";
import { openFile } from "#db/connection.ts";
import { newId, type OrgId, type PersonId } from "#db/ids.ts";
import { migrate } from "#db/migrate.ts";
import { memberships, organizations, people, type Role } from "#db/schema/organizations.ts";
import type { ProofKind } from "#db/schema/sign-in.ts";
import { systemOf } from "#db/tenant.ts";
import { monday } from "./monday.ts";
import { remixBuild } from "./remix-build.ts";

export { monday };

const secrets = ["a-secret-for-tests-that-is-long-enough-1"] as const;
const build = remixBuild();
// What matches which path is the same for all of them, and most tests ask for few.
const routing = routeBuilds(build);
const template = join(mkdtempSync(join(tmpdir(), "foyer-template-")), "foyer.db");

function freshFile(path: string) {
  if (!existsSync(template)) {
    const connection = openFile(template, secrets);
    migrate(connection, monday);
    connection.sqlite.pragma("wal_checkpoint(TRUNCATE)");
    connection.sqlite.close();
  }
  copyFileSync(template, path);
}

export type World = ReturnType<typeof openWorld>;

/**
 * A portal on a fresh file, with a clock that stands still until `pass` moves it. Requests go through the whole
 * server, in this process. `env` is the environment's, over defaults that need nothing outside.
 */
export function openWorld(env: Record<string, string> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "foyer-"));
  const path = join(dataDir, "foyer.db");
  freshFile(path);
  const config = readConfig({
    APP_URL: "https://portal.example",
    APP_SECRET: secrets[0],
    DATA_DIR: dataDir,
    COMPANY_NAME: "Norrland Chairs",
    SUPPORT_EMAIL: "help@norrland.example",
    STAFF_EMAILS: "sam@norrland.example",
    MAIL_FROM: "Norrland Chairs <billing@norrland.example>",
    SMTP_URL: "smtp://127.0.0.1:1",
    ...env,
  });
  let now = monday;
  const logLines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void logLines.push(line) });
  const connection = openFile(path, config.secrets);
  // What these tests play is no failing power, and to wait for the disk takes them longer than all else.
  connection.sqlite.pragma("synchronous = OFF");
  const portal = makePortal(connection, { config, log, now: () => now, nudge: () => {}, watch: newWatch(() => now) });
  const system = systemOf(connection);
  const app = createApp(portal, build, () => true, routing);

  const world = {
    portal,
    app,
    config,
    connection,
    system,
    dataDir,
    path,
    logLines,
    now: () => now,
    /** Lets time pass, in milliseconds. */
    pass(ms: number) {
      now += ms;
    },
    /** Runs everything that is due now, to the end. */
    drain: (workers: readonly Worker[] = allWorkers) => drain(portal, workers),
    /** A request as a browser on the portal's own pages sends it; `ip` is the socket's address. */
    fetch(path: string, init: RequestInit & { ip?: string } = {}) {
      const { ip = "203.0.113.7", ...rest } = init;
      const request = new Request(new URL(path, config.appUrl), { redirect: "manual", ...rest });
      return Promise.resolve(app.fetch(request, { incoming: { url: path, socket: { remoteAddress: ip } } }));
    },
    addPerson(email: string, name: string | null = null): PersonId {
      const id = newId("per") as PersonId;
      system.db.insert(people).values({ id, email, name, createdAt: now, updatedAt: now }).run();
      return id;
    },
    addOrganization(name: string): OrgId {
      const id = newId("org") as OrgId;
      system.db.insert(organizations).values({ id, name, createdAt: now }).run();
      return id;
    },
    join(orgId: OrgId, personId: PersonId, role: Role) {
      system.db.insert(memberships).values({ orgId, personId, role, source: "staff", createdAt: now }).run();
    },
    /** The Cookie header of somebody who is signed in. */
    signIn(personId: PersonId, browser = "Firefox on Linux", proof: ProofKind = "mailbox") {
      const { cookie } = startSession(system, personId, browser, proof, now);
      return `${config.secure ? "__Host-sid" : "sid"}=${cookie}`;
    },
    close() {
      connection.sqlite.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return world;
}

/**
 * The named people: Ada owns Acme, Abe administers it, Bo does its billing, Ben is a member, Ann its accountant. Zoe
 * owns Zebra and is a stranger to Acme. Sam is staff.
 */
export function openTown(env: Record<string, string> = {}) {
  const world = openWorld(env);
  const acme = world.addOrganization("Acme GmbH");
  const zebra = world.addOrganization("Zebra Ltd");
  const person = (name: string, email: string) => ({ id: world.addPerson(email, name), email, name });
  const cast = {
    ada: person("Ada", "ada@acme.example"),
    abe: person("Abe", "abe@acme.example"),
    bo: person("Bo", "bo@acme.example"),
    ben: person("Ben", "ben@acme.example"),
    ann: person("Ann", "ann@books.example"),
    zoe: person("Zoe", "zoe@zebra.example"),
    sam: person("Sam", "sam@norrland.example"),
  };
  world.join(acme, cast.ada.id, "owner");
  world.join(acme, cast.abe.id, "admin");
  world.join(acme, cast.bo.id, "billing");
  world.join(acme, cast.ben.id, "member");
  world.join(acme, cast.ann.id, "accountant");
  world.join(zebra, cast.zoe.id, "owner");
  return { ...world, acme, zebra, ...cast };
}
