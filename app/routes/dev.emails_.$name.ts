import type { LoaderFunctionArgs } from "@remix-run/node";
import { fixtures } from "#emails/fixtures.ts";
import { mailResponse, requireDevelopment } from "../http/development.ts";
import { notFound } from "../http/respond.ts";
import { brandOf } from "../mail/brand.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireDevelopment(args);
  const fixture = fixtures.find(({ name }) => name === args.params.name);
  if (!fixture) throw notFound();
  return mailResponse((await fixture.make(brandOf(args.context.portal.config))).html);
}
