import type { BillingTopic } from "#db/schema/notifications.ts";
import { paths } from "../../paths.ts";
import { Field, PostButton, SubmitButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import type { PayablesAddress } from "../payables/payables.ts";
import { billingText } from "../text.ts";

type Person = { name: string | null; email: string };

/** Whose role brings them the billing mails. */
export function People({ people, stopped }: { people: Person[]; stopped: string[] }) {
  const { billingMails } = useText(billingText);
  return (
    <section className="head" aria-labelledby="people">
      <h2 id="people">{billingMails.people}</h2>
      <p className="quiet">{people.length ? billingMails.peopleWhy : billingMails.noPeople}</p>
      {people.length ? (
        <ul className="sheet flush list">
          {people.map(({ name, email }) => (
            <li key={email}>
              <div className="main">
                <span>
                  <b>{name ?? email}</b>
                  {stopped.includes(email) ? <Stopped /> : null}
                </span>
                {name ? <small>{email}</small> : null}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Stopped() {
  const { billingMails } = useText(billingText);
  return (
    <span className="tag" data-status="failed">
      {billingMails.stopped}
    </span>
  );
}

type PayablesProps = {
  org: string;
  addresses: PayablesAddress[];
  /** Those of all that get no mails any more. */
  stopped: string[];
  max: number;
  field: Parameters<typeof Field>[0]["field"] | null;
};

/** Further addresses, with the form for one more where `field` is given. */
export function Payables({ org, addresses, stopped, max, field }: PayablesProps) {
  const { billingMails } = useText(billingText);
  const isFull = addresses.length >= max;
  return (
    <section className="head" aria-labelledby="addresses">
      <h2 id="addresses">{billingMails.addresses}</h2>
      <p className="quiet">{isFull ? billingMails.fullHint(max) : billingMails.addressesWhy}</p>
      {addresses.length ? (
        <ul className="sheet flush list">
          {addresses.map((address) => (
            <Address
              key={address.email}
              org={org}
              {...address}
              isStopped={stopped.includes(address.email)}
              mayChange={!!field}
            />
          ))}
        </ul>
      ) : field ? null : (
        <p className="quiet">{billingMails.noAddresses}</p>
      )}
      {field && (!isFull || field.errors) ? (
        <form className="sheet" method="post" action={paths.billingMails(org)} noValidate>
          <Field
            field={field}
            label={billingMails.email}
            type="email"
            inputMode="email"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <SubmitButton>{billingMails.add}</SubmitButton>
        </form>
      ) : null}
    </section>
  );
}

type AddressProps = PayablesAddress & { org: string; isStopped: boolean; mayChange: boolean };

/** One of them: what it gets, and the ways to change that. */
function Address({ org, email, topics, leftByLink, attachPdf, isStopped, mayChange }: AddressProps) {
  const { billingMails: words } = useText(billingText);
  const named = (some: readonly BillingTopic[]) => some.map((topic) => words.topics[topic]);
  const pdf = attachPdf === null ? null : words.withPdf[attachPdf ? "on" : "off"];
  return (
    <li>
      <div className="main">
        <span>
          <span>{email}</span>
          {isStopped ? <Stopped /> : null}
        </span>
        <small>{[topics.length ? words.gets(named(topics)) : words.getsNothing, pdf].filter(Boolean).join(", ")}</small>
        {leftByLink.length ? <small>{words.leftByLink(named(leftByLink))}</small> : null}
        {isStopped ? <small>{words.stoppedNext}</small> : null}
      </div>
      {mayChange ? (
        <a className="file" href={paths.payables(org, email)} aria-label={words.changeNamed(email)}>
          {words.change}
        </a>
      ) : null}
    </li>
  );
}

/** Whether mails about invoices carry the PDF, and the switch. */
export function AttachPdf({ org, isOn, mayChange }: { org: string; isOn: boolean; mayChange: boolean }) {
  const { billingMails } = useText(billingText);
  return (
    <section className="sheet" aria-labelledby="pdf">
      <div className="head">
        <h2 id="pdf">{billingMails.pdf}</h2>
        <p className="quiet">{isOn ? billingMails.pdfOn : billingMails.pdfOff}</p>
      </div>
      {mayChange ? (
        <PostButton to={paths.attachPdf(org)} fields={{ attach: isOn ? "off" : "on" }}>
          {isOn ? billingMails.detach : billingMails.attach}
        </PostButton>
      ) : null}
    </section>
  );
}
