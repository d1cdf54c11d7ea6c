import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireMember, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { setAttachPdf } from "../billing/billing-mail-settings.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  throw seeOther(paths.billingMails(requireMember(args, "billing.read").orgId));
}

const schema = z.object({ attach: z.enum(["on", "off"]) });

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const form = await readForm(args.request, schema);
  if (form.status === "success") {
    const isOn = form.value.attach === "on";
    setAttachPdf(member, isOn, portal.now());
    const { billingMails } = textFor(localeOf(args.request), billingText);
    setFlash(systemFor(portal), member.session, isOn ? billingMails.attached : billingMails.detached);
  }
  return seeOther(paths.billingMails(member.orgId));
}
