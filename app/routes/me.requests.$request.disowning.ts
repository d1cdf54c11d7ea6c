import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { setFlash } from "../sign-in/sessions.ts";
import { requireClaimant } from "../requests/claim-access.ts";
import { seeOther } from "../http/respond.ts";
import { disownRequest } from "../requests/request-claims.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const loader = ({ params }: LoaderFunctionArgs) => seeOther(paths.unclaimed(params.request!));

export function action(args: ActionFunctionArgs) {
  const { self, system, now } = requireClaimant(args);
  disownRequest(self, args.params.request!, now);
  setFlash(system, self.session, textFor(localeOf(args.request), requestsText).requests.disowned);
  return seeOther(paths.root());
}
