// What the npm commands share. Only Node's own modules: these run before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");
const at = (...parts) => join(root, ...parts);
const changed = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Runs a command in the project with its output shown; gives the exit code. */
export function run(command, args, options = {}) {
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw error;
  return signal ? 1 : status;
}

/** Runs it beside others; gives the exit code. */
export function runBeside(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(signal ? 1 : code));
  });
}

function must(command, args) {
  const status = run(command, args);
  if (status !== 0) process.exit(status || 1);
}

/** Installs the dependencies where they are missing or older than the lockfile. */
export function installed() {
  if (changed(at("node_modules", ".package-lock.json")) >= changed(at("package-lock.json"))) return;
  console.log("Installing dependencies …");
  must("npm", ["ci", "--loglevel=error"]);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const bin = (name) => at("node_modules", ".bin", name);

/** What builds the portal, as it is given to `run`. */
export const building = [
  bin("remix"),
  ["vite:build", "--logLevel", "error"],
  { env: { ...process.env, NODE_ENV: "production" } },
];

/** Builds the portal; gives the exit code. */
export const build = () => run(...building);

/** Builds where a source is newer than the build. */
export function built() {
  const sources = ["app", "db", "emails", "vite.config.ts", "package-lock.json"].map((name) => newest(at(name)));
  if (changed(at("build", "server", "index.js")) > Math.max(...sources)) return;
  console.log("Building …");
  const status = build();
  if (status !== 0) process.exit(status);
}

/** Runs a TypeScript file of ours with the same Node; gives the child process. */
export function typescript(file, args = [], options = {}) {
  return spawn(process.execPath, ["--import", "tsx", at(file), ...args], { cwd: root, stdio: "inherit", ...options });
}

/** Runs it and ends as it ends, passing on the signals that end us. */
export function becomeTypescript(file, args = process.argv.slice(2)) {
  const child = typescript(file, args);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

const chromiums = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
];

/** A Chromium to test with: one that is there, else Playwright's own, else the distribution's package. Gives its path. */
export async function chromium() {
  const there = () => chromiums.find((path) => existsSync(path));
  const playwright = await import("playwright");
  const own = () =>
    existsSync(playwright.chromium.executablePath()) ? playwright.chromium.executablePath() : undefined;
  const found = process.env.CHROMIUM ?? there() ?? own();
  if (found) return found;
  console.log("Fetching a Chromium for the browser tests …");
  if (run(bin("playwright"), ["install", "chromium"]) === 0 && own()) return own();
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const [command, ...rest] = [...sudo, "sh", "-c", "apt-get update -qq && apt-get install -y -qq chromium"];
  if (run(command, rest) === 0 && there()) return there();
  throw new Error("No Chromium: install one (Debian: apt-get install chromium) or name it in CHROMIUM");
}
