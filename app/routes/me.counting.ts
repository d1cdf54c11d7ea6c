import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { readForm } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { leaveOutOfCounts } from "../people/leave-out.ts";
import { insightsText } from "../insights/text.ts";
import { paths } from "../paths.ts";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";

const schema = z.object({ counted: z.enum(["yes", "no"]) });

export const loader = () => seeOther(paths.me());

export async function action(args: ActionFunctionArgs) {
  const self = requirePerson(args);
  const form = await readForm(args.request, schema);
  if (form.status === "success") {
    const isLeftOut = form.value.counted === "no";
    const { counting } = textFor(localeOf(args.request), insightsText);
    leaveOutOfCounts(systemFor(args.context.portal), self.personId, isLeftOut);
    setFlash(systemFor(args.context.portal), self.session, counting.saved[isLeftOut ? "out" : "in"]);
  }
  return seeOther(paths.me());
}
