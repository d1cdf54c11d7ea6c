import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readFilesForm } from "../requests/form-files.ts";
import { askOnce, requireAsker } from "../requests/access.ts";
import { keepTyped, typedBefore } from "../forms/typed-before.ts";
import { FilesField, useTypedNotice } from "../ui/files-field.tsx";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useShell, useText } from "../ui/use.ts";
import { messageField } from "../requests/message-field.ts";
import { headersOfAnswer } from "../http/respond.ts";
import { answerBy, findAnswerTimes } from "../requests/answer-times.ts";
import { findAbout } from "../requests/request-about.ts";
import { readJob } from "../requests/request-job.ts";
import { listFutureReaders } from "../requests/request-thread.ts";
import { maxSubjectLength } from "../requests/requests-write.ts";
import { paths } from "../paths.ts";
import { aboutName } from "../requests/about-name.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText, type RequestsText } from "../requests/text.ts";
import { billingText } from "../billing/text.ts";
import { ordersText } from "../orders/text.ts";
import { cleanLine } from "../text/clean.ts";

export const meta = titled(({ requests }) => requests.newTitle, requestsText);

function asking(args: LoaderFunctionArgs) {
  const asker = requireAsker(args);
  const query = new URL(args.request.url).searchParams;
  const about = findAbout(asker.member, asker.reader, args.context.portal.config, query.get("about"));
  return { ...asker, query, about, job: readJob(query.get("job")) };
}

const upperFirst = (words: string) => words.replace(/^./u, (first) => first.toUpperCase());

export const headers = headersOfAnswer;

export function loader(args: LoaderFunctionArgs) {
  const { member, reader, now, query, about, job } = asking(args);
  const name = about && aboutName(textFor(localeOf(args.request), billingText, ordersText), about.name);
  const subject = upperFirst(query.get("subject") ?? "");
  return {
    org: member.orgId,
    job,
    about: about && { code: `${about.kind}:${about.id}`, name },
    // The thing's own name tells no question from the next one about it: its first words do.
    subject: subject === name ? null : [...subject].slice(0, maxSubjectLength).join(""),
    readers: listFutureReaders(member, reader, about),
    answerBy: answerBy(findAnswerTimes(member), now),
    before: typedBefore(args),
    once: randomUUID(),
  };
}

const schema = ({ requests }: RequestsText) =>
  z.object({
    subject: z
      .string()
      .transform(cleanLine)
      .refine((subject) => [...subject].length <= maxSubjectLength, requests.subjectTooLong(maxSubjectLength))
      .optional(),
    message: messageField(requests),
    once: z.string().optional(),
  });

export async function action(args: ActionFunctionArgs) {
  await keepTyped(args, ["subject", "message"]);
  const { about, job, ...asker } = asking(args);
  const locale = localeOf(args.request);
  const files = await readFilesForm(args, asker.member, asker.author.email, schema(textFor(locale, requestsText)));
  const { form, draft } = files;
  if (form.status !== "success" || !files.isGood) return files.answer();
  const { once: key, subject = "", message } = form.value;
  const question = { subject, text: message, about, job };
  const sent = { key, content: [question, files.content], hasFiles: files.count > 0 };
  const written = askOnce(args, asker, sent, { ...question, draft });
  return "to" in written ? files.written(written.to) : files.answer(written.faults, written.retryAfter);
}

type Values = { subject: string; message: string; files: string };

export default function NewRequest() {
  const { org, about, job, subject, readers, answerBy, before, once } = useLoaderData<typeof loader>();
  const { requests: words } = useText(requestsText);
  const company = useShell()?.company.name ?? "";
  const posted = useActionData();
  const [form, fields] = useFields<Values>("request", posted, { subject, ...before?.typed });
  return (
    <Page
      title={words.newTitle}
      back={{ to: paths.requests(org), name: words.title }}
      ask={null}
      notice={useTypedNotice(before)}
      problems={<Problems form={form} order={["message", "subject", "files"]} />}
    >
      <form
        className="sheet"
        method="post"
        action={paths.newRequest(org, { about: about?.code, job })}
        encType="multipart/form-data"
        noValidate
      >
        {about ? (
          <p>
            {words.about} <b>{about.name}</b>
          </p>
        ) : null}
        <Field field={fields.message} label={words.message} lines={8} />
        <details className="rest" open={!!fields.subject.errors || !!fields.subject.initialValue}>
          <summary>{words.addSubject}</summary>
          <Field field={fields.subject} label={words.subject} autoComplete="off" optional />
        </details>
        <FilesField field={fields.files} answer={posted} once={once} before={before} />
        <p className="quiet">
          {words.willSee(readers, company)} <TimeIn sentence={words.answerBy} at={answerBy} as="dayAndTime" />
        </p>
        <SubmitButton>{words.send}</SubmitButton>
      </form>
    </Page>
  );
}
