import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { building, chromium, installed, root, run, runBeside } from "./tools.mjs";

installed();
const bin = (name) => join(root, "node_modules", ".bin", name);
const results = mkdtempSync(join(tmpdir(), "foyer-results-"));
const total = { passed: 0, failed: 0 };

async function step(name, ...command) {
  const started = Date.now();
  const status = await runBeside(...command);
  total[status === 0 ? "passed" : "failed"]++;
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return status === 0;
}

function vitest(name, args) {
  const file = join(results, `${name}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const status = run(bin("vitest"), ["run", ...args, ...reporters]);
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(file, "utf8"));
    total.passed += numPassedTests;
    total.failed += numFailedTests || (status === 0 ? 0 : Math.max(1, numFailedTestSuites));
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    total.failed++;
  }
}

const [isBuilt] = await Promise.all([
  step("build", ...building),
  step("types", bin("tsc"), ["--noEmit"]),
  step("lint", bin("oxlint"), ["--deny-warnings"]),
  step("format", bin("prettier"), ["--check", "--log-level", "warn", "."]),
]);
const chosen = process.argv.slice(2);
vitest("inside", [...chosen, "--exclude", "tests/e2e/**"]);
if (isBuilt) {
  process.env.CHROMIUM = await chromium();
  vitest("outside", chosen.length ? [...chosen, "--dir", "tests/e2e"] : ["tests/e2e"]);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed ? 1 : 0);
