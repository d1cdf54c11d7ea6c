import { paths } from "../../paths.ts";
import { Field, PostButton, SubmitButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
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
  addresses: string[];
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
          {addresses.map((email) => (
            <li key={email}>
              <div className="main">
                <span>
                  <span>{email}</span>
                  {stopped.includes(email) ? <Stopped /> : null}
                </span>
                {stopped.includes(email) ? <small>{billingMails.stoppedNext}</small> : null}
              </div>
              {field ? (
                <a
                  className="file"
                  href={paths.removePayables(org, email)}
                  aria-label={billingMails.removeNamed(email)}
                >
                  {billingMails.remove}
                </a>
              ) : null}
            </li>
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
