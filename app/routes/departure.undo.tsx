import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { comeBackBy, findWayBack } from "../account/departure.ts";
import { accountText } from "../account/text.ts";
import { CameBack, WayBack, WayBackOver } from "../account/views/departure.tsx";
import { seeOther } from "../http/respond.ts";
import { soleToken } from "../http/sole-token.ts";
import { dispensable } from "../http/storage-fault.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { paths } from "../paths.ts";
import { emailOf } from "../people/people.ts";
import { systemFor } from "../sign-in/handles.ts";
import { originOf } from "../sign-in/known-browser.ts";
import { limitVisitor, linkPostsPerIp, linkViewsPerIp } from "../sign-in/limits.ts";
import { titled, type Loaded } from "../ui/title.ts";

export const meta = titled(({ departure }, found: Loaded<typeof loader>) => {
  if (found?.state === "open") return departure.undoTitle;
  return found?.state === "back" ? departure.undone : departure.overTitle;
}, accountText);

export const headers = () => tokenPageHeaders;

type Shown = { state: "back" } | { state: "over" } | { state: "open"; token: string; email: string };
const shown = (what: Shown, status = 200) => data(what, { status });

export function loader(args: LoaderFunctionArgs) {
  const { portal } = args.context;
  const system = systemFor(portal);
  const by = originOf(args).visitor;
  dispensable(portal, () => limitVisitor(system, "undo views", by, linkViewsPerIp, portal.now()));
  const token = soleToken(args.request);
  if (!token && !new URL(args.request.url).search) return shown({ state: "back" });
  const found = token ? findWayBack(system, token, portal.now()) : null;
  if (!token || !found) return shown({ state: "over" }, 410);
  return shown({ state: "open", token, email: emailOf(system, found.personId) });
}

export function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const system = systemFor(portal);
  limitVisitor(system, "undo posts", originOf(args).visitor, linkPostsPerIp, portal.now());
  const token = soleToken(args.request);
  if (token && comeBackBy(system, token, portal.now())) return seeOther(paths.comeBack());
  return data(null, { status: 410 });
}

export default function ComeBack() {
  const found = useLoaderData<typeof loader>();
  if (found.state === "open") return <WayBack {...found} />;
  return found.state === "back" ? <CameBack /> : <WayBackOver />;
}
