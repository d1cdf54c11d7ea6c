import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireStaff } from "../sign-in/handles.ts";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { ImportColumns, ImportList } from "../imports/views/imports.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { csvDialectNames } from "../http/csv-dialect.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { saveUpload } from "../http/upload.ts";
import { importFile, newImportId } from "../imports/import-files.ts";
import { findHitch } from "../imports/import-hitches.ts";
import { beginImport, listImports } from "../imports/imports.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { importsText } from "../imports/text.ts";

export const meta = titled(({ staffImports }) => staffImports.title, importsText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const imports = listImports(staff).map((one) => ({ ...one, isStopped: findHitch(staff, one)?.nextAt === null }));
  return { imports };
}

export async function action(args: ActionFunctionArgs) {
  requireFeature(args, "orders");
  const staff = requireStaff(args);
  const { config, now } = args.context.portal;
  const id = newImportId();
  const saved = await saveUpload(args.request, "file", importFile(config, id));
  if (typeof saved === "string") {
    const { staffImports } = textFor(localeOf(args.request), importsText);
    return invalid({ status: "error" as const, error: { file: [staffImports[saved]] } });
  }
  beginImport(staff, { id, ...saved }, now());
  return seeOther(paths.staffImport(id));
}

export default function StaffImports() {
  const { imports } = useLoaderData<typeof loader>();
  const { staffImports } = useText(importsText);
  const [form, fields] = useFields<{ file: string }>("import", useActionData());
  return (
    <Page
      title={staffImports.title}
      lead={staffImports.lead}
      problems={<Problems form={form} />}
      ask={{ lead: staffImports.ask }}
    >
      <form className="sheet" method="post" action={paths.staffImports()} encType="multipart/form-data" noValidate>
        <Field
          field={fields.file}
          label={staffImports.file}
          hint={staffImports.fileHint}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
        />
        <div className="row">
          <SubmitButton>{staffImports.check}</SubmitButton>
          {csvDialectNames.map((dialect) => (
            <a key={dialect} className="btn bare" href={paths.staffImportExample({ dialect })}>
              {staffImports.examples[dialect]}
            </a>
          ))}
        </div>
      </form>
      <ImportColumns />
      <ImportList imports={imports} />
    </Page>
  );
}
