import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readFilesForm } from "../requests/form-files.ts";
import { requireRequest, writeOnce } from "../requests/access.ts";
import { requirePerson } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { keepTyped, typedBefore } from "../forms/typed-before.ts";
import { useTypedNotice } from "../ui/files-field.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { Copied } from "../requests/views/copied.tsx";
import { Page } from "../ui/page.tsx";
import { Following } from "../notifications/views/following.tsx";
import { findFollow } from "../people/follows.ts";
import { ClosingVote } from "../requests/views/closing-vote.tsx";
import { ReplyForm, type ReplyValues } from "../requests/views/reply-form.tsx";
import { RequestLead } from "../requests/views/request-lead.tsx";
import { Thread } from "../requests/views/thread.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { messageOrFiles } from "../requests/message-field.ts";
import { headersOfAnswer, seeOther } from "../http/respond.ts";
import { answerBy, findAnswerTimes, promiseOf } from "../requests/answer-times.ts";
import { hasMissed } from "../mail/mail-returns.ts";
import { maySee } from "../requests/request-about.ts";
import { listCopied } from "../requests/request-copies.ts";
import { findRequestThread } from "../requests/request-thread.ts";
import { findJustSaid } from "../requests/just-said.ts";
import { addMessage } from "../requests/requests-write.ts";
import { paths } from "../paths.ts";
import { formatFor } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText, type RequestsText } from "../requests/text.ts";

/** A title knows no isolation: without what turns a line around, the company's name stays where it is. */
const unturned = (text: string) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");

export const meta = titled(
  ({ requests }, data: Loaded<typeof loader>) => unturned(data?.thread.subject ?? requests.title),
  requestsText,
);

export const headers = headersOfAnswer;

export function loader(args: LoaderFunctionArgs) {
  const { member, reader, request, now } = requireRequest(args);
  const query = new URL(args.request.url).searchParams;
  const to = query.get("to");
  // What follows # is lost on the way through a sign-in.
  if (to && /^msg_\w+$/.test(to)) throw seeOther(paths.request(member.orgId, request.id, to));
  const all = query.get("messages") === "all";
  const thread = findRequestThread(member, reader, request, { all });
  return {
    org: member.orgId,
    thread,
    seesAbout: !!thread.about && maySee(thread.about.kind, reader, args.context.portal.config),
    answer: promiseOf(findAnswerTimes(member), request, now),
    missed: hasMissed(requirePerson(args), request.id),
    copied: listCopied(member, request).map(({ email, name }) => ({ email, name })),
    following: findFollow(member, reader.personId, { kind: "request", itemId: request.id }),
    before: typedBefore(args),
    once: randomUUID(),
  };
}

const schema = ({ requests }: RequestsText) =>
  z.object({ message: messageOrFiles(requests), once: z.string().optional() });

export async function action(args: ActionFunctionArgs) {
  await keepTyped(args, ["message"]);
  const { member, author } = requireRequest(args);
  const locale = localeOf(args.request);
  const { requests: words } = textFor(locale, requestsText);
  const files = await readFilesForm(args, member, author.email, schema(textFor(locale, requestsText)));
  const { form, draft } = files;
  // As it is now: files may have taken long to come.
  const { request, now } = requireRequest(args);
  if (form.status !== "success" || !files.isGood) return files.answer();
  const { once: key, message } = form.value;
  const by = formatFor(locale).dayAndTime(answerBy(findAnswerTimes(member), now));
  const sent = { key, content: [request.id, message, files.content], isEmpty: !message && !files.count };
  const written = writeOnce(args, { member, now }, sent, (system) => {
    const saying = { text: message, via: "portal", draft } as const;
    const said =
      (request.open && !files.count && findJustSaid(member, request, author, message, now)) ||
      addMessage(member, request, author, saying, args.context.portal.config, now);
    setFlash(system, member.session, words.replied(by));
    return paths.request(member.orgId, request.id, said.id);
  });
  return "to" in written ? files.written(written.to) : files.answer(written.faults, written.retryAfter);
}

export default function Request() {
  const { org, thread, copied, seesAbout, missed, answer, following, before, once } = useLoaderData<typeof loader>();
  const { requests: words } = useText(requestsText);
  const posted = useActionData();
  const [form, fields] = useFields<ReplyValues>("reply", posted, before?.typed);
  const isMuted = following === "mute";
  const emails = <Following kind="request" state={following} to={paths.followRequest(org, thread.id)} />;
  return (
    <Page
      title={<bdi>{thread.subject}</bdi>}
      back={{ to: paths.requests(org), name: words.title }}
      ask={null}
      notice={useTypedNotice(before)}
      problems={<Problems form={form} />}
    >
      <div className="sides">
        <RequestLead org={org} thread={thread} seesAbout={seesAbout} hasMissed={missed} />
        <div className="body">
          {isMuted ? emails : null}
          <Thread org={org} thread={thread} allMessages={paths.requestMessages(org, thread.id)} />
          {thread.asksWhetherAnswered ? (
            <ClosingVote org={org} request={thread.id} said={thread.messages.at(-1)?.vote ?? null} />
          ) : null}
          <Copied org={org} request={thread.id} people={copied} />
          <ReplyForm
            org={org}
            thread={thread}
            answer={answer}
            fields={fields}
            files={{ answer: posted, once, before }}
          />
        </div>
        {isMuted ? null : emails}
      </div>
    </Page>
  );
}
