import { build, installed } from "./tools.mjs";

installed();
process.exit(build());
