import { createHash } from "node:crypto";
import { inkOn } from "#emails/parts/ink.ts";
import type { Config } from "../config.server.ts";
import base from "./foyer.css?inline";
import { brandColours } from "./brand.ts";

export type Stylesheet = { css: string; path: string; icon: string };

/** Without what only its authors read. */
const read = base.replaceAll(/\/\*.*?\*\//gs, "").replaceAll(/\n\s*/g, "\n");

/** The one stylesheet: ours and, in the last layer, the company's brand. Its path changes with its content. */
export function stylesheet({ company }: Config): Stylesheet {
  const colours = brandColours(company.accent);
  const tokens = Object.entries(colours).map(([name, value]) => `--${name}:${value}`);
  const css = `${read}\n@layer brand{:root{${tokens.join(";")}}}`;
  const hash = createHash("sha256").update(css).digest("hex").slice(0, 12);
  const initial = [...company.name.trim()][0]?.toUpperCase() ?? "F";
  const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="${company.accent}"/><text x="16" y="22" text-anchor="middle" font-family="system-ui,sans-serif" font-size="17" font-weight="700" fill="${inkOn(company.accent)}">${initial.replace(/[<&>]/g, "")}</text></svg>`;
  return { css, path: `/styles/${hash}.css`, icon };
}
