import type { ImportKind } from "#db/schema/imports.ts";
import type { listBrought } from "../bring.ts";
import { csvDialectNames } from "../../http/csv-dialect.ts";
import { paths } from "../../paths.ts";
import { Field, Problems, SubmitButton, useFields } from "../../ui/form.tsx";
import { Page } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { importsText } from "../text.ts";
import { importPlaces, importWords } from "../words.ts";
import { ImportColumns, ImportList } from "./imports.tsx";

type Props = {
  kind: ImportKind;
  imports: ReturnType<typeof listBrought>;
  /** What came of the form. */
  posted: Parameters<typeof useFields>[1];
};

/** The page where a file is brought: the form, what it may say, and earlier ones. */
export function BringFile({ kind, imports, posted }: Props) {
  const words = importWords(useText(importsText), kind);
  const [form, fields] = useFields<{ file: string }>("import", posted);
  return (
    <Page
      title={words.title}
      lead={words.lead}
      back={kind === "customers" ? { to: paths.staffCustomers(), name: words.seen } : undefined}
      problems={<Problems form={form} />}
      ask={{ lead: words.ask }}
    >
      <form className="sheet" method="post" action={importPlaces[kind].bring} encType="multipart/form-data" noValidate>
        <Field
          field={fields.file}
          label={words.file}
          hint={words.fileHint}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
        />
        <div className="row">
          <SubmitButton>{words.check}</SubmitButton>
          {csvDialectNames.map((dialect) => (
            <a
              key={dialect}
              className="btn bare"
              href={paths.staffImportExample({ dialect, kind: kind === "orders" ? undefined : kind })}
            >
              {words.examples[dialect]}
            </a>
          ))}
        </div>
      </form>
      <ImportColumns kind={kind} />
      <ImportList imports={imports} />
    </Page>
  );
}
