import type { Brand } from "#emails/parts/frame.tsx";
import type { Config } from "../config.server.ts";
import { paths } from "../paths.ts";

/** What mail clients show as a picture; they take neither SVG nor data URLs. */
const isPicture = (logo: string) => !logo.startsWith("data:") && /\.(png|jpe?g|gif)([?#]|$)/i.test(logo);

/** The company as its mails show it. */
export function brandOf({ company, appUrl }: Config): Brand {
  const { name, accent, logo } = company;
  const picture = logo && isPicture(logo) ? new URL(logo, appUrl).href : null;
  return { company: name, accent, logo: picture, contactUrl: appUrl + paths.contact() };
}
