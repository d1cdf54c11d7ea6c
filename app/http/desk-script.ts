import { createHash } from "node:crypto";
import body from "./desk-keys.js?raw";

const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);

/** The desk's only script, which no page needs. Its path changes with its content. */
export const deskScript = { path: `/scripts/${hash}.js`, body };
