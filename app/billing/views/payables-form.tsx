import { paths } from "../../paths.ts";
import { Check, Field, Hidden, Problems, SubmitButton, useFields } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Fields = { invoices: string; reminders: string; failures: string; pdf: string };
type Props = { org: string; email: string; usualPdf: boolean; fields: Partial<Fields>; answer: unknown };

/** The page on which somebody says what an address gets. */
export function PayablesPage({ org, email, usualPdf, fields: values, answer }: Props) {
  const { billingMails: words } = useText(billingText);
  const [form, fields] = useFields<Fields>("address", answer, values);
  const { errors } = fields.invoices;
  const options = [
    { code: "", name: words.pdfAs[usualPdf ? "on" : "off"] },
    ...Object.entries(words.pdfOptions).map(([code, name]) => ({ code, name })),
  ];
  return (
    <Page
      title={words.changeTitle}
      lead={words.changeLead(email)}
      back={{ to: paths.billingMails(org), name: words.title }}
      problems={<Problems form={form} />}
      ask={{ lead: words.ask }}
    >
      <form className="sheet" method="post" action={paths.payables(org, email)} noValidate>
        <fieldset
          className="choices"
          id={fields.invoices.id}
          aria-describedby={errors ? `${fields.invoices.id}-error` : undefined}
        >
          <legend>{words.emailsAbout}</legend>
          {errors ? (
            <span className="error" id={`${fields.invoices.id}-error`}>
              {errors}
            </span>
          ) : null}
          {(["invoices", "reminders", "failures"] as const).map((topic) => (
            <Check
              key={topic}
              name={topic}
              label={words.topicNames[topic]}
              checked={fields[topic].initialValue === "on"}
            />
          ))}
        </fieldset>
        <Field field={fields.pdf} label={words.pdfHere} options={options} />
        <Hidden name="email" value={email} />
        <SubmitButton>{words.save}</SubmitButton>
      </form>
      <p>
        <a href={paths.removePayables(org, email)}>{words.removeThis}</a>
      </p>
    </Page>
  );
}
