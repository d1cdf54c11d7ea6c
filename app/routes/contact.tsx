import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { contactFields } from "../requests/contact-form.ts";
import { countedAs } from "../sign-in/counted.ts";
import { requirePerson, systemFor, visitor } from "../sign-in/handles.ts";
import { contactPostsPerIp, limitVisitor, takeContact, takeReceipt } from "../sign-in/limits.ts";
import { askOnce, findNamed, requireAsker } from "../requests/access.ts";
import { Field, Hidden, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { TimeIn } from "../ui/time.tsx";
import { useShell, useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { headersOfAnswer, invalid, seeOther } from "../http/respond.ts";
import { answerBy, findAnswerTimes } from "../requests/answer-times.ts";
import { once } from "../forms/once.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { findPersonByAddress } from "../people/people.ts";
import { openRequest, type Author } from "../requests/requests-write.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { requestReference } from "../text/request-reference.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

/** An order's reference may be as long as a name, and its kind comes before it. */
const maxSubjectLength = 250;

export const meta = titled((text) => text.contact.title, requestsText);

/** Set while a form is being answered: then the page is shown with what was typed, and leads nowhere else. */
const refused = "contact refused";

export const headers = headersOfAnswer;

/** The visitor's organizations, where requests are asked in one; of nobody none. */
function organizationsOf(args: LoaderFunctionArgs) {
  const { config, now } = args.context.portal;
  const session = config.features.has("requests") && visitor(args);
  return session ? listOrganizations(requirePerson(args), session, now()) : [];
}

export function loader(args: LoaderFunctionArgs) {
  const person = visitor(args)?.person;
  const about = new URL(args.request.url).searchParams.get("about")?.slice(0, maxSubjectLength) ?? null;
  const [only, ...others] = organizationsOf(args);
  if (only && !others.length && !args.context.memo.has(refused)) {
    const thing = findNamed(args, requireAsker({ ...args, params: { org: only.id } }), about);
    throw seeOther(paths.newRequest(only.id, thing ? { about: `${thing.kind}:${thing.id}` } : { subject: about }));
  }
  const { portal } = args.context;
  const choices = only ? [only, ...others].map(({ id, name }) => ({ code: id, name })) : null;
  return {
    about,
    choices,
    once: randomUUID(),
    known: person ? { name: person.name, email: person.email } : null,
    answerBy: answerBy(findAnswerTimes(systemFor(portal)), portal.now()),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { portal, ip } = args.context;
  limitVisitor(systemFor(portal), "contact posts", ip, contactPostsPerIp, portal.now());
  const person = visitor(args)?.person;
  const words = textFor(localeOf(args.request), requestsText);
  const form = await readForm(args.request, contactFields(words, !!person));
  args.context.memo.set(refused, true);
  if (form.status !== "success") return invalid(form.reply());
  const { once: key = randomUUID(), about, name, message, email } = form.value;
  const [only, ...others] = organizationsOf(args);
  if (only) {
    const { id } = others.find(({ id }) => id === form.value.org) ?? only;
    const asker = requireAsker({ ...args, params: { org: id } });
    const thing = findNamed(args, asker, about);
    const question = { text: message, subject: thing ? "" : (about ?? ""), about: thing };
    const written = askOnce(args, asker, { key, content: question }, question);
    if ("to" in written) return seeOther(written.to);
    return invalid(form.reply(written.faults), written.retryAfter);
  }
  const asking = { text: message, subject: about ?? "", about: null, verified: !!person, via: "contact" as const };
  const [system, now, config] = [systemFor(portal), portal.now(), portal.config];
  const typed = person?.email ?? email!;
  const author: Author = {
    side: "customer",
    personId: findPersonByAddress(system, typed),
    email: typed,
    name: name || null,
  };
  let [wait, isFirst] = [0, false];
  const act = () => {
    wait = takeContact(system, { email: typed, ip, person: person?.id }, now);
    if (wait) return null;
    const hasReceipt = !!person || takeReceipt(system, typed, now);
    isFirst = true;
    const { number } = openRequest(system, author, { ...asking, hasReceipt, counted: countedAs(args) }, config, now);
    return paths.contactSent(requestReference(number), hasReceipt ? undefined : "no");
  };
  const location = once(system, key, [author, asking], act, now);
  if (location) return seeOther(isFirst ? location : `${location}&before=yes`);
  return invalid(form.reply({ formErrors: [words.contact.tooMany(wait, config.supportEmail)] }), wait);
}

type Values = { org: string; name: string; email: string; message: string; about: string };

export default function Contact() {
  const { known, choices, once, about, answerBy } = useLoaderData<typeof loader>();
  const { contact } = useText(requestsText);
  const company = useShell()?.company.name ?? "";
  const [form, fields] = useFields<Values>("contact", useActionData(), { name: known?.name, about });
  const subject = form.initialValue?.about as string | undefined;
  return (
    <Page
      title={contact.title}
      lead={contact.lead(company)}
      ask={null}
      problems={<Problems form={form} order={["message", "name", "email"]} />}
      door
    >
      <form className="sheet" method="post" action={paths.contact()} noValidate>
        {subject ? <p className="quiet">{contact.about(subject)}</p> : null}
        {choices ? <Field field={fields.org} label={contact.organization} options={choices} /> : null}
        <Field field={fields.message} label={contact.message} lines={8} />
        <Field field={fields.name} label={contact.name} autoComplete="name" optional />
        {known ? (
          <p className="quiet">{contact.answerTo(known.email)}</p>
        ) : (
          <Field
            field={fields.email}
            label={contact.email}
            hint={contact.emailHint}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
        <Hidden name="about" value={subject} />
        <Hidden name="once" value={once} />
        <p className="quiet">
          <TimeIn sentence={contact.answerBy} at={answerBy} as="dayAndTime" />
        </p>
        <SubmitButton>{contact.send}</SubmitButton>
      </form>
    </Page>
  );
}
