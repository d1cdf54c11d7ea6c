import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { readFilesForm } from "../requests/form-files.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { keepTyped, typedBefore } from "../forms/typed-before.ts";
import { AnswerForm, type AnswerValues } from "../requests/views/answer-form.tsx";
import { AboutCustomer } from "../requests/views/customer-facts.tsx";
import { DeskCare } from "../requests/views/desk-care.tsx";
import { DeskHead } from "../requests/views/desk-head.tsx";
import { DeskList } from "../requests/views/desk-list.tsx";
import { DeskKeys } from "../requests/views/desk-keys.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { NoteFold } from "../requests/views/note-form.tsx";
import { useTypedNotice } from "../ui/files-field.tsx";
import { Page } from "../ui/page.tsx";
import { StaffThread } from "../requests/views/staff-thread.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { answerSchema, chosenReply, readAnswer, withReply } from "../requests/answer-form.ts";
import { dispensable } from "../http/storage-fault.ts";
import { fillReply, placeholdersIn } from "../requests/placeholders.ts";
import { findDeskPage, readThreadFilter, threadPlace } from "../requests/desk-page.ts";
import { once } from "../forms/once.ts";
import { findNeighbours } from "../requests/request-desk.ts";
import { noteReading } from "../requests/request-reading.ts";
import { leaveAnswer } from "../requests/leaving-answers.ts";
import { noteOn, sortRequest } from "../requests/requests-by-staff.ts";
import { findReply } from "../requests/saved-replies.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(
  ({ staffRequests }, data: Loaded<typeof loader>) => data?.request.subject ?? staffRequests.title,
  requestsText,
);

export function loader(args: LoaderFunctionArgs) {
  const { staff, request, now } = requireAnyRequest(args);
  const { portal } = args.context;
  const query = new URL(args.request.url).searchParams;
  const page = findDeskPage(staff, request, query, portal.config, now);
  dispensable(portal, () => noteReading(staff, request.id, now));
  return { ...page, before: typedBefore(args), once: randomUUID(), noteOnce: randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const texts = textFor(localeOf(args.request), requestsText, portalText);
  const { staffRequests: words } = texts;
  await keepTyped(args, ["message"]);
  const { staff, clerk, request, now } = requireAnyRequest(args);
  const files = await readFilesForm(args, staff, staff.email, answerSchema(words));
  const { form, draft } = files;
  const chosen = chosenReply(form.payload);
  const reply = findReply(staff, chosen);
  if (reply) {
    const text = fillReply(staff, request, reply.text);
    return { ...files.filled({ message: withReply(form.payload, text) }), unfilled: placeholdersIn(text) };
  }
  if (chosen !== null) return files.answer({ formErrors: [words.replyGone] });
  if (form.status !== "success" || !files.isGood) return files.answer();
  const { once: key = randomUUID(), ...typed } = form.value;
  if (!typed.message && !files.count) return files.answer({ fieldErrors: { message: [words.messageMissing] } });
  const unfilled = placeholdersIn(typed.message);
  if (unfilled.length) return files.answer({ fieldErrors: { message: [words.unfilled(unfilled)] } });
  const { portal } = args.context;
  const system = systemFor(portal);
  const { isNote, goesOn, job, ...answer } = readAnswer(typed);
  const query = new URL(args.request.url).searchParams;
  const filter = readThreadFilter(query, request);
  const next = goesOn ? findNeighbours(staff, filter, request, now).next : null;
  const way =
    goesOn && !next
      ? paths.staffRequests(filter)
      : next
        ? paths.staffRequest(next, filter)
        : threadPlace(request, filter, query);
  let why: "overtaken" | "givenSince" | null = null;
  const act = () => {
    const outcome = isNote
      ? noteOn(clerk, request.id, { text: answer.text, draft }, now)
      : leaveAnswer(clerk, request.id, { ...answer, draft, formKey: key }, now);
    why = outcome === "overtaken" || outcome === "givenSince" ? outcome : null;
    if (!why && job) sortRequest(clerk, request.id, job, now);
    return why ? null : way;
  };
  const { seen: _seen, customer: _customer, ...content } = typed;
  const sent = { request: request.id, ...content, files: files.content };
  const location = dispensable(portal, () => once(system, key, sent, act, now));
  if (location === undefined) return files.answer({ formErrors: [texts.files.notSaved(portal.config.supportEmail)] });
  if (location === null)
    return files.answer({ fieldErrors: { message: [words[why ?? "overtaken"]] }, hideFields: ["seen", "customer"] });
  setFlash(system, staff.session, words.said[isNote ? "noted" : answer.closing ? "sentAndClosed" : "sent"]);
  return files.written(location);
}

export default function StaffRequest() {
  const page = useLoaderData<typeof loader>();
  const { request, filter, thread, beside, facts, now, before, once } = page;
  const { staffRequests: words } = useText(requestsText);
  const posted = useActionData<typeof action>();
  const typedNotice = useTypedNotice(before);
  const unfilled = posted && "unfilled" in posted ? posted.unfilled : [];
  const [form, fields] = useFields<AnswerValues>("answer", posted, before?.typed ?? { message: page.stopped?.text });
  const { id, number, subject, orgName, email } = request;
  return (
    <Page
      title={<bdi>{subject}</bdi>}
      lead={words.lead(number, orgName ?? email)}
      back={{ to: paths.staffRequests(filter), name: words.back }}
      notice={unfilled.length ? words.unfilled(unfilled) : typedNotice}
      problems={<Problems form={form} />}
      ask={{ lead: words.ask }}
    >
      <div className="desk">
        <div className="talk">
          <DeskHead {...page} />
          <StaffThread thread={thread} request={request} />
          <AnswerForm
            request={request}
            fields={fields}
            thread={thread}
            replies={page.replies}
            files={{ answer: posted ?? page.stopped, once, before }}
            stopped={page.stopped?.id}
            to={page.here}
            hasNext={page.next !== null}
          />
          <NoteFold request={id} once={page.noteOnce} />
        </div>
        <div className="about">
          <DeskCare {...page} ticked={fields.job.initialValue} />
          <AboutCustomer request={request} facts={facts} isKnown={page.isKnown} />
        </div>
        <nav className="beside" aria-labelledby="beside">
          <h2 id="beside">{words.beside(words.queues[filter.queue])}</h2>
          <DeskList requests={beside} filter={filter} now={now} here={id} />
        </nav>
      </div>
      <DeskKeys />
    </Page>
  );
}
