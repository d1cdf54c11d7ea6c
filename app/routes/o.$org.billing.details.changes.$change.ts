import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireMember, requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { decideChange, findChange } from "../billing/detail-changes.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { billingText } from "../billing/text.ts";

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "billing");
  throw seeOther(paths.billingDetails(requireMember(args, "billing.read").orgId));
}

const schema = z.object({ keep: z.enum(["mine", "theirs"]) });

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "billing");
  const { portal } = args.context;
  const member = requireMember(args, "billing.pay");
  const change = findChange(member, args.params.change!);
  if (!change) throw notFound();
  const page = paths.billingDetails(member.orgId, change.customerId);
  requireSudo(args, page);
  const back = seeOther(page);
  const form = await readForm(args.request, schema);
  if (form.status !== "success") return back;
  const { keep } = form.value;
  decideChange(member, change.id, member.session.person.id, keep, portal.now());
  const { billingDetails } = textFor(localeOf(args.request), billingText);
  const decided = keep === "mine" ? billingDetails.minePicked : billingDetails.theirsKept;
  setFlash(systemFor(portal), member.session, change.state === "refused" ? billingDetails.forgotten : decided);
  return back;
}
