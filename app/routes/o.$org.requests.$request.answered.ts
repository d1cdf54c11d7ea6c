import type { ActionFunctionArgs } from "@remix-run/node";
import { readForm, texts } from "../http/forms.ts";
import { backToRequest, turnRequest } from "../requests/access.ts";
import { readClosingAnswer, voteOnClosing } from "../requests/closing-votes.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const loader = backToRequest;

/** Whether a closed request was answered, as its customer says. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["answer"]));
  const answer = readClosingAnswer(form.status === "success" ? form.value.answer : undefined);
  const { closingVotes: words } = textFor(localeOf(args.request), requestsText);
  return turnRequest(args, ({ member, request, now }) =>
    answer && voteOnClosing(member, request, answer, now) ? words.thanks[answer] : null,
  );
}
