import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { serveTown } from "#tests/e2e/served.ts";
import { mailsTo, newestMail } from "./mailbox.ts";

const isHere = ["w3m", "script"].every((name) => !spawnSync(name, ["--version"]).error);
if (!isHere) console.log("w3m is not installed: nobody signs in with it here (apt-get install w3m)");

const enter = "\r";
const nextField = "\t";
const find = (text: string) => `/${text}${enter}`;

/** w3m with a home of its own, in which it keeps its cookies. */
function w3mIn(home: string) {
  const env = { ...process.env, HOME: home, TERM: "xterm", LANG: "C.UTF-8" };
  return {
    /** Opens a page, types there and leaves. */
    async type(url: string, keys: string) {
      const terminal = spawn("script", ["-qec", `w3m -cookie ${url}`, "/dev/null"], { env, stdio: ["pipe", "ignore"] });
      terminal.stdin!.end(`${keys}Q`);
      await once(terminal, "close");
    },
    read: async (url: string) => (await promisify(execFile)("w3m", ["-cookie", "-dump", url], { env })).stdout,
  };
}

it.runIf(isHere)("somebody with w3m signs in by the code, and out again", { timeout: 60_000 }, async () => {
  const town = await serveTown();
  const home = mkdtempSync(join(tmpdir(), "foyer-w3m-"));
  const w3m = w3mIn(home);
  const typeInto = (label: string, text: string) => find(label) + nextField + enter + text + enter;
  const press = (button: string) => find(button) + enter;
  await w3m.type(`${town.url}/sign-in`, typeInto("Email address", town.ada.email) + press("Email me a link"));
  await expect.poll(() => mailsTo(town, town.ada.email).length, { timeout: 10_000 }).toBe(1);
  const { code } = newestMail(town, town.ada.email);
  await w3m.type(`${town.url}/sign-in/check`, typeInto("6-digit code", code) + press("Sign in"));
  expect(await w3m.read(town.url)).toContain("Hello, Ada");
  await w3m.type(town.url, press("Sign out"));
  expect(await w3m.read(town.url)).toContain("Email address");
  rmSync(home, { recursive: true });
  await town.close();
});
