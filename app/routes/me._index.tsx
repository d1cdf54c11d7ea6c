import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { accountText } from "../account/text.ts";
import { OwnMails } from "../account/views/own-mails.tsx";
import { OwnOrganizations, OwnPages } from "../account/views/own-places.tsx";
import { LeaveOut } from "../insights/views/leave-out.tsx";
import { isStaff, requirePerson, systemFor } from "../sign-in/handles.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { devicesOf, setFlash } from "../sign-in/sessions.ts";
import { signInText } from "../sign-in/text.ts";
import { Devices } from "../sign-in/views/devices.tsx";
import { mailKinds } from "../mails.ts";
import { mailReader } from "../notifications/mail-reader.ts";
import { listOwnMails } from "../notifications/own-mails.ts";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useShell, useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { findTrouble } from "../mail/mail-returns.ts";
import { ComesBackLine } from "../notifications/views/delivery.tsx";
import { listOtherAddresses } from "../people/other-addresses.ts";
import { OtherAddresses } from "../people/views/other-addresses.tsx";
import { maxPersonNameLength, nameSelf } from "../people/people.ts";
import { paths } from "../paths.ts";
import { isYou, passesFor } from "../people/person-name.ts";
import { visibleLine } from "../text/clean.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { isVisible } from "../text/visible.ts";
import { peopleText, type PeopleText } from "../people/text.ts";
import { requestsText, type RequestsText } from "../requests/text.ts";

export const meta = titled(({ me }) => me.title, peopleText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const { name, email, isLeftOut } = self.session.person;
  const { portal } = args.context;
  return {
    name,
    email,
    isLeftOut,
    trouble: findTrouble(self, portal.now()),
    addresses: listOtherAddresses(self),
    mails: listOwnMails(self, mailKinds, mailReader(args, self)).slice(0, mailsShown),
    devices: devicesOf(self, self.session.publicId, portal.now()),
    isOfStaff: isStaff(portal, email),
    organizations: listOrganizations(self, self.session, portal.now()),
  };
}

const mailsShown = 10;

const schema = ({ me, requests }: PeopleText & RequestsText, company: string) =>
  z.object({
    name: z
      .string({ error: me.nameMissing })
      .transform(visibleLine)
      .refine((name) => isVisible(name) && !isYou(name, requests.you), me.nameMissing)
      .refine((name) => !passesFor(company, name), me.nameOurs(company))
      .refine((name) => [...name].length <= maxPersonNameLength, me.nameTooLong(maxPersonNameLength)),
  });

export async function action(args: ActionFunctionArgs) {
  const self = requirePerson(args);
  const { portal } = args.context;
  const text = textFor(localeOf(args.request), peopleText, requestsText);
  const form = await readForm(args.request, schema(text, portal.config.company.name));
  if (form.status !== "success") return invalid(form.reply());
  nameSelf(self, form.value.name, portal.now());
  setFlash(systemFor(portal), self.session, text.me.saved);
  return seeOther(paths.me());
}

export default function Me() {
  const { name, email, isLeftOut, trouble, addresses, mails, devices, organizations, isOfStaff } =
    useLoaderData<typeof loader>();
  const { me, own, sessions } = useText(peopleText, accountText, signInText);
  const shell = useShell();
  const [form, fields] = useFields<{ name: string }>("me", useActionData(), { name });
  return (
    <Page
      title={me.title}
      lead={shell?.isStaff ? me.staffLead(name ?? me.example, shell.company.name) : me.lead}
      ask={{ lead: me.ask }}
      problems={<Problems form={form} />}
    >
      {trouble ? (
        <section className="sheet needs">
          <div className="between open">
            <ComesBackLine {...trouble} />
          </div>
        </section>
      ) : null}
      <form className="sheet" method="post" action={paths.me()} noValidate>
        <Field field={fields.name} label={me.name} autoComplete="name" />
        <SubmitButton>{me.save}</SubmitButton>
      </form>
      <dl className="sheet facts">
        <dt>{me.address}</dt>
        <dd>
          {email}{" "}
          {isOfStaff ? null : (
            <a href={paths.changeAddress()} aria-label={own.changeNamed}>
              {own.change}
            </a>
          )}
          <small className="under">{me.addressWhy}</small>
        </dd>
      </dl>
      <OtherAddresses addresses={addresses} />
      <OwnMails mails={mails} email={email} />
      <section className="head" aria-labelledby="devices">
        <h2 id="devices">{sessions.title}</h2>
        <p className="quiet">{sessions.lead}</p>
        <Devices {...devices} />
      </section>
      <OwnOrganizations organizations={organizations} />
      {isOfStaff ? null : <LeaveOut isLeftOut={isLeftOut} />}
      <OwnPages />
    </Page>
  );
}
