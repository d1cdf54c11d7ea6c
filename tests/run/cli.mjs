import { built, installed, run } from "./tools.mjs";

installed();
built();
const args = process.argv.slice(2);
process.exit(run(process.execPath, ["build/server/index.js", ...(args.length ? args : ["--help"])]));
