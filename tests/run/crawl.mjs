import { becomeTypescript, built, installed } from "./tools.mjs";

installed();
if (!process.argv.includes("--compare")) built();
process.env.TZ = "UTC";
becomeTypescript("tests/run/crawl/index.ts");
