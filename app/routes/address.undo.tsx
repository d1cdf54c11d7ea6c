import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findUndo, undoChange, type UndoState } from "../account/address-undo.ts";
import { accountText } from "../account/text.ts";
import { UndoOver, UndoPage, Undone } from "../account/views/undo.tsx";
import { soleToken } from "../http/sole-token.ts";
import { seeOther } from "../http/respond.ts";
import { dispensable } from "../http/storage-fault.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { originOf } from "../sign-in/known-browser.ts";
import { limitVisitor, linkPostsPerIp, linkViewsPerIp } from "../sign-in/limits.ts";
import { titled, type Loaded } from "../ui/title.ts";

export const meta = titled(({ address }, found: Loaded<typeof loader>) => {
  const state = found?.state ?? "unknown";
  if (state === "open") return address.undoTitle;
  return state === "undone" ? address.undone : address.over[state][0];
}, accountText);

export const headers = () => tokenPageHeaders;

type Shown =
  | { state: "undone" }
  | { state: Exclude<UndoState, "open"> | "unknown" }
  | { state: "open"; token: string; from: string; to: string };
const shown = (what: Shown, status = 200) => data(what, { status });

export function loader(args: LoaderFunctionArgs) {
  const { portal } = args.context;
  const by = originOf(args).visitor;
  dispensable(portal, () => limitVisitor(systemFor(portal), "undo views", by, linkViewsPerIp, portal.now()));
  const token = soleToken(args.request);
  if (!token && !new URL(args.request.url).search) return shown({ state: "undone" });
  const found = token ? findUndo(portal, token) : null;
  if (!token || !found) return shown({ state: "unknown" }, 410);
  if (found.state !== "open") return shown({ state: found.state }, 410);
  const { oldEmail: from, newEmail: to } = found.change;
  return shown({ state: "open", token, from, to });
}

export function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const by = originOf(args).visitor;
  limitVisitor(systemFor(portal), "undo posts", by, linkPostsPerIp, portal.now());
  const token = soleToken(args.request);
  if (token && undoChange(portal, token)) return seeOther(paths.undoAddress());
  return data(null, { status: 410 });
}

export default function UndoAddress() {
  const found = useLoaderData<typeof loader>();
  if (found.state === "open") return <UndoPage {...found} />;
  return found.state === "undone" ? <Undone /> : <UndoOver state={found.state} />;
}
