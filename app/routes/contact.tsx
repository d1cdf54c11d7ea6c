import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { canonicalAddress } from "../auth/address.ts";
import { systemFor, visitor } from "../auth/handles.ts";
import { contactsPerAddress, contactsPerIp, limitVisitor, take } from "../auth/limits.ts";
import { Field, Hidden, Problems, SubmitButton, useFields } from "../components/form.tsx";
import { Page } from "../components/page.tsx";
import { titled } from "../components/title.ts";
import { useShell, useText } from "../components/use.ts";
import { readForm } from "../http/forms.ts";
import { messageField } from "../http/message-field.ts";
import { invalid, seeOther, tooMany } from "../http/respond.ts";
import { once } from "../models/once.ts";
import { openRequest } from "../models/requests-write.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { requestReference } from "../text/request-reference.ts";
import { textFor, type Text } from "../text/text.ts";

const longestName = 200;
/** An order's reference may be as long as a name, and its kind comes before it. */
const longestSubject = 250;

export const meta = titled((text) => text.contact.title);

export function loader(args: LoaderFunctionArgs) {
  const person = visitor(args)?.person;
  const about = new URL(args.request.url).searchParams.get("about")?.slice(0, longestSubject) ?? null;
  return { about, once: randomUUID(), known: person ? { name: person.name, email: person.email } : null };
}

const address = ({ contact }: Text) =>
  z.string({ error: contact.emailMissing }).transform((typed, context) => {
    const email = canonicalAddress(typed);
    if (email) return email;
    context.addIssue(contact.emailWrong);
    return z.NEVER;
  });

const schema = (text: Text, isKnown: boolean) =>
  z.object({
    message: messageField(text.contact),
    name: z.string().trim().max(longestName, text.contact.nameTooLong).optional(),
    email: isKnown ? z.string().optional() : address(text),
    about: z.string().optional(),
    once: z.string().optional(),
  });

export async function action(args: ActionFunctionArgs) {
  const { portal, ip } = args.context;
  const { config } = portal;
  const person = visitor(args)?.person;
  const form = await readForm(args.request, schema(textFor(localeOf(args.request)), !!person));
  if (form.status !== "success") return invalid(form.reply());
  const { once: key = randomUUID(), about, name, message, email } = form.value;
  const author = { side: "customer" as const, personId: null, email: person?.email ?? email!, name: name || null };
  const asking = { text: message, subject: about ?? "", about: null, verified: !!person, via: "contact" as const };
  const now = portal.now();
  const system = systemFor(portal);
  const location = once(
    system,
    key,
    [author, asking],
    () => {
      limitVisitor(system, "contact", ip, contactsPerIp, now);
      const { ok, retryAfterSeconds } = take(system, `contact from ${author.email}`, contactsPerAddress, now);
      if (!ok) throw tooMany(retryAfterSeconds);
      const { number } = openRequest(system, author, asking, config, now);
      return paths.contactSent(requestReference(number));
    },
    now,
  );
  return seeOther(location);
}

type Values = { name: string; email: string; message: string; about: string };

export default function Contact() {
  const { known, once, about } = useLoaderData<typeof loader>();
  const { contact } = useText();
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
        <SubmitButton>{contact.send}</SubmitButton>
      </form>
    </Page>
  );
}
