import type { LoaderFunctionArgs } from "@remix-run/node";
import { mailResponse, requireDevelopment } from "../http/development.ts";
import { notFound } from "../http/respond.ts";
import { findMail } from "../mail/mailbox.ts";

export function loader(args: LoaderFunctionArgs) {
  requireDevelopment(args);
  const mail = findMail(args.context.portal.config.dataDir, args.params.id!);
  if (!mail) throw notFound();
  return mailResponse(mail.html);
}
