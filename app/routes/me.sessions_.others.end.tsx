import type { ActionFunctionArgs } from "@remix-run/node";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { endOtherSessions, setFlash } from "../sign-in/sessions.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { signInText } from "../sign-in/text.ts";

export function loader() {
  throw seeOther(paths.sessions());
}

export function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const self = requirePerson(args);
  const ended = endOtherSessions(self, self.session, portal.now());
  const { sessions } = textFor(localeOf(args.request), signInText);
  setFlash(systemFor(portal), self.session, ended ? sessions.othersEnded(ended) : sessions.onlyThis);
  return seeOther(paths.sessions());
}
