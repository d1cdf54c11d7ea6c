import type { LoaderFunctionArgs } from "@remix-run/node";
import { landingPath } from "../sign-in/landing.ts";
import { visitor } from "../sign-in/handles.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";

export function loader(args: LoaderFunctionArgs) {
  const session = visitor(args);
  throw seeOther(session ? landingPath(args, session) : paths.signIn());
}
