import type { AppLoadContext } from "@remix-run/node";
import type { Feature } from "../features.ts";
import { notFound } from "./respond.ts";

/** A job that the company has switched off is not there: throws 404. */
export function requireFeature({ context }: { context: AppLoadContext }, feature: Feature) {
  if (!context.portal.config.features.has(feature)) throw notFound();
}
