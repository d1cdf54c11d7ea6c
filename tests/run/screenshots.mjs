import { becomeTypescript, built, chromium, installed } from "./tools.mjs";

installed();
built();
process.env.CHROMIUM = await chromium();
becomeTypescript("tests/run/screenshots.ts");
