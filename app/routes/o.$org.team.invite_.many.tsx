import { randomUUID } from "node:crypto";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { once } from "../forms/once.ts";
import { forgetTyped, requireSudoForTyped, typedBefore } from "../forms/typed-before.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { isProven, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireInviter } from "../team/invite-form.ts";
import { readInviteList, typedRequest } from "../team/invite-many-form.ts";
import { inviteAll, rehearseInvites, type Judged } from "../team/invite-many.ts";
import { teamText } from "../team/text.ts";
import { JudgedList, ListForm } from "../team/views/invite-many.tsx";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled((text) => text.inviteMany.title, teamText);

export function loader(args: LoaderFunctionArgs) {
  const { member } = requireInviter(args);
  const isAsked = !isProven(args.context.portal, member.session);
  return { org: member.orgId, role: member.role, isAsked, typed: typedBefore(args)?.typed?.people ?? null };
}

/** First says what each line would do; sent once more with `send`, does it. */
export async function action(args: ActionFunctionArgs) {
  const { member, by, now } = requireInviter(args);
  const system = systemFor(args.context.portal);
  const text = textFor(localeOf(args.request), teamText);
  const { inviteMany: words } = text;
  const { form, sent, lines, fault } = await readInviteList(args.request, text);
  if (fault) return invalid({ ...form.reply({ fieldErrors: { people: [fault] } }), judged: null, once: "" });
  const judgedOnly = () => {
    const judged = rehearseInvites(member, system, lines, by, now);
    const reply = { judged, once: randomUUID() };
    if (judged.some(({ isSent }) => isSent)) return data({ ...form.reply(), ...reply });
    return invalid({ ...form.reply({ fieldErrors: { people: [words.none] } }), ...reply });
  };
  if (!sent.send) return judgedOnly();
  const givesOwner = lines.some((line) => line.is === "asks" && line.role === "owner");
  if (givesOwner && by.role === "owner")
    await requireSudoForTyped({ ...args, request: typedRequest(args.request, sent.people) }, ["people"]);
  let judged: Judged[] = [];
  const act = () => {
    judged = inviteAll(member, system, lines, by, now);
    return judged.some(({ isSent }) => isSent) ? paths.team(member.orgId) : null;
  };
  const location = once(system, sent.once ?? randomUUID(), lines, act, now);
  if (!location) return judgedOnly();
  forgetTyped(args);
  const missed = judged.filter(({ isSent }) => !isSent).map(({ line }) => line);
  const said = [words.sent(judged.length - missed.length), missed.length ? words.missed(missed) : ""];
  if (judged.length) setFlash(system, member.session, said.filter(Boolean).join(" "));
  return seeOther(location);
}

export default function InviteMany() {
  const { org, role, isAsked, typed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { inviteMany: words, team } = useText(teamText);
  const [form, { people, file }] = useFields<{ people: string; file: string }>("many", answer, { people: typed });
  const judged = answer?.judged;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      back={{ to: paths.team(org), name: team.title }}
      notice={typed && words.typedKept}
      problems={<Problems form={form} />}
      ask={{ lead: words.ask }}
    >
      {judged ? (
        <JudgedList
          lines={judged as Judged[]}
          people={String(people.initialValue ?? "")}
          once={answer.once}
          org={org}
          isAsked={isAsked}
        />
      ) : null}
      <ListForm org={org} by={role} people={people} file={file} isAgain={!!judged} />
    </Page>
  );
}
