import { setFlagsFromString } from "node:v8";

// A page leaves next to nothing behind, but V8 would let what it used lie until there are hundreds of megabytes of it.
setFlagsFromString("--heap-growing-percent=30");
// What is read at the start outlives it, and V8 would take that for a reason to keep 32 MB more for what is new.
setFlagsFromString("--semi-space-growth-factor=1");
