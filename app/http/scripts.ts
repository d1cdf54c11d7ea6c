import type { Config } from "../config.server.ts";
import { createHash } from "node:crypto";
import deskKeys from "./desk-keys.js?raw";
import filesProgress from "./files-progress.js?raw";
import visits from "./visits.ts?browser";

/** A script with a path that changes with its content. */
function script(body: string) {
  const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
  return { path: `/scripts/${hash}.js`, body };
}

/** The desk's script, which no page needs. */
export const deskScript = script(deskKeys);
/** What shows how far a form's files are, which no form needs. */
export const filesScript = script(filesProgress);
/** What tells of taps that no server sees, where the company wants that. */
export const visitsScript = script(visits);

/** Whether a visitor gets that script: nobody who saves data or asks to be left out. */
export const takesVisitsScript = ({ plausible }: Config, headers: Headers) =>
  !!plausible?.hasScript &&
  headers.get("Save-Data") !== "on" &&
  headers.get("Sec-GPC") !== "1" &&
  headers.get("DNT") !== "1";
