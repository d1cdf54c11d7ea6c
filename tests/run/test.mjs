import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { building, built, chromium, installed, root, run, runBeside } from "./tools.mjs";

installed();
const bin = (name) => join(root, "node_modules", ".bin", name);
const cached = ["--cache", "--cache-strategy", "content", "--cache-location", ".cache/prettier"];
const total = { passed: 0, failed: 0 };

async function step(name, ...command) {
  const started = Date.now();
  const status = await runBeside(...command);
  total[status === 0 ? "passed" : "failed"]++;
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return status === 0;
}

function vitest(args) {
  const results = mkdtempSync(join(tmpdir(), "foyer-results-"));
  const file = join(results, "results.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = run(bin("vitest"), ["run", ...args, ...reporters]);
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(file, "utf8"));
    total.passed += numPassedTests;
    total.failed += numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites));
  } catch (error) {
    console.error(`No results: ${error.message}`);
    total.failed++;
  }
  rmSync(results, { recursive: true, force: true });
}

/** The tests named, and nothing else; built first where they start the portal that is built. */
async function some(chosen) {
  const names = chosen.map((path) => relative(root, resolve(path)));
  const outside = readdirSync(join(root, "tests/e2e")).map((name) => `tests/e2e/${name}`);
  if (outside.some((file) => names.some((name) => file.includes(name)))) {
    built();
    process.env.CHROMIUM = await chromium();
  }
  vitest(chosen);
}

async function whole() {
  const [isBuilt] = await Promise.all([
    step("build", ...building),
    step("types", process.execPath, [join(root, "node_modules/typescript-native/bin/tsc"), "--noEmit"]),
    step("lint", bin("oxlint"), ["--deny-warnings"]),
    step("format", bin("prettier"), ["--check", "--log-level", "warn", ...cached, "."]),
  ]);
  if (isBuilt) process.env.CHROMIUM = await chromium();
  vitest(isBuilt ? [] : ["--exclude", "tests/e2e/**"]);
}

const chosen = process.argv.slice(2);
await (chosen.length ? some(chosen) : whole());
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
