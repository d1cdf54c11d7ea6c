import type { ActionFunctionArgs } from "@remix-run/node";
import { requirePerson, systemFor } from "../sign-in/handles.ts";
import { endOwnSession, listSessions, setFlash } from "../sign-in/sessions.ts";
import { notFound, seeOther } from "../http/respond.ts";
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
  const { sessions } = textFor(localeOf(args.request), signInText);
  const found = listSessions(self, portal.now()).find(({ publicId }) => publicId === args.params.session);
  if (!found) throw notFound();
  endOwnSession(self, found.publicId, portal.now());
  setFlash(systemFor(portal), self.session, sessions.ended(found.browser));
  return seeOther(paths.sessions());
}
