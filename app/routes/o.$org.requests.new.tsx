import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireAsker, writeOnce } from "../auth/member-requests.ts";
import { setFlash } from "../auth/sessions.ts";
import { Field, Hidden, Problems, SubmitButton, useFields } from "../components/form.tsx";
import { Page } from "../components/page.tsx";
import { TimeIn } from "../components/time.tsx";
import { titled } from "../components/title.ts";
import { useShell, useText } from "../components/use.ts";
import { readForm } from "../http/forms.ts";
import { messageField } from "../http/message-field.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { answerBy, findAnswerTimes } from "../models/answer-times.ts";
import { findAbout } from "../models/request-about.ts";
import { listFutureReaders } from "../models/request-thread.ts";
import { longestSubject, openRequest } from "../models/requests-write.ts";
import { paths } from "../paths.ts";
import { aboutName } from "../text/about.ts";
import { formatFor } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor, type Text } from "../text/text.ts";

export const meta = titled(({ requests }) => requests.newTitle);

function asking(args: LoaderFunctionArgs) {
  const asker = requireAsker(args);
  const query = new URL(args.request.url).searchParams;
  const about = findAbout(asker.member, asker.reader, args.context.portal.config, query.get("about"));
  return { ...asker, query, about };
}

export function loader(args: LoaderFunctionArgs) {
  const { member, reader, now, query, about } = asking(args);
  const name = about && aboutName(textFor(localeOf(args.request)), about.name);
  return {
    org: member.orgId,
    about: about && { code: `${about.kind}:${about.id}`, name },
    subject: [...(name ?? query.get("subject") ?? "")].slice(0, longestSubject).join(""),
    readers: listFutureReaders(member, reader, about),
    answerBy: answerBy(findAnswerTimes(member), now),
    once: randomUUID(),
  };
}

const schema = ({ requests }: Text) =>
  z.object({
    subject: z
      .string()
      .transform((subject) => subject.replace(/[\p{Cc}\s]+/gu, " ").trim())
      .refine((subject) => [...subject].length <= longestSubject, requests.subjectTooLong(longestSubject))
      .optional(),
    message: messageField(requests),
    once: z.string().optional(),
  });

export async function action(args: ActionFunctionArgs) {
  const { member, author, about, now } = asking(args);
  const locale = localeOf(args.request);
  const { requests: words } = textFor(locale);
  const form = await readForm(args.request, schema(textFor(locale)));
  if (form.status !== "success") return invalid(form.reply());
  const { once: key, subject = "", message } = form.value;
  const question = { subject, text: message, about, verified: true, via: "portal" } as const;
  const by = formatFor(locale).dayAndTime(answerBy(findAnswerTimes(member), now));
  const written = writeOnce(args, { member, now }, { key, content: question }, (system) => {
    const { id, number } = openRequest(member, author, question, args.context.portal.config, now);
    setFlash(system, member.session, words.sent(words.reference(number), by));
    return paths.request(member.orgId, id);
  });
  return "to" in written ? seeOther(written.to) : invalid(form.reply({ formErrors: [words.tooMany(written.minutes)] }));
}

type Values = { subject: string; message: string };

export default function NewRequest() {
  const { org, about, subject, readers, answerBy, once } = useLoaderData<typeof loader>();
  const { requests: words } = useText();
  const company = useShell()?.company.name ?? "";
  const [form, fields] = useFields<Values>("request", useActionData(), { subject });
  return (
    <Page
      title={words.newTitle}
      lead={about ? `${words.about} ${about.name}` : undefined}
      back={{ to: paths.requests(org), name: words.title }}
      ask={null}
      problems={<Problems form={form} order={["subject", "message"]} />}
    >
      <form className="sheet" method="post" action={paths.newRequest(org, { about: about?.code })} noValidate>
        <Field field={fields.subject} label={words.subject} autoComplete="off" optional />
        <Field field={fields.message} label={words.message} lines={8} />
        <p className="quiet">
          {words.willSee(readers, company)} <TimeIn sentence={words.answerBy} at={answerBy} as="dayAndTime" />
        </p>
        <Hidden name="once" value={once} />
        <SubmitButton>{words.send}</SubmitButton>
      </form>
    </Page>
  );
}
