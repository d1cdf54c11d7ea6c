import { createHash } from "node:crypto";
import deskKeys from "./desk-keys.js?raw";
import filesProgress from "./files-progress.js?raw";

/** A script with a path that changes with its content. */
function script(body: string) {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return { path: `/scripts/${hash}.js`, body };
}

/** The desk's script, which no page needs. */
export const deskScript = script(deskKeys);
/** What shows how far a form's files are, which no form needs. */
export const filesScript = script(filesProgress);
