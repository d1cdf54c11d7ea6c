import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { setFlash } from "../sign-in/sessions.ts";
import { requireClaimant } from "../requests/claim-access.ts";
import { readForm, texts } from "../http/forms.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { claimRequest } from "../requests/request-claims.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const loader = ({ params }: LoaderFunctionArgs) => seeOther(paths.unclaimed(params.request!));

export async function action(args: ActionFunctionArgs) {
  const { self, system, organizations, now } = requireClaimant(args);
  const form = await readForm(args.request, texts(["org"]));
  const asked = form.status === "success" ? form.value.org : undefined;
  const chosen = organizations.length > 1 ? organizations.find(({ id }) => id === asked) : organizations[0];
  if (!chosen) throw notFound();
  const id = args.params.request!;
  const orgId = claimRequest(self, system, id, chosen.id, now);
  if (!orgId) throw notFound();
  setFlash(system, self.session, textFor(localeOf(args.request), requestsText).requests.claimed);
  return seeOther(paths.request(orgId, id));
}
