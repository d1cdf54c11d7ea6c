import { becomeTypescript, built, installed } from "./tools.mjs";

installed();
built();
becomeTypescript("tests/run/demo.ts");
