import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { bringFile, listBrought } from "../imports/bring.ts";
import { importsText } from "../imports/text.ts";
import { BringFile } from "../imports/views/bring-file.tsx";
import { requireStaff } from "../sign-in/handles.ts";
import { titled } from "../ui/title.ts";

export const meta = titled(({ importCustomers }) => importCustomers.title, importsText);

export function loader(args: LoaderFunctionArgs) {
  return { imports: listBrought(requireStaff(args), "customers") };
}

export function action(args: ActionFunctionArgs) {
  return bringFile(args, requireStaff(args), "customers");
}

export default function ImportCustomers() {
  const { imports } = useLoaderData<typeof loader>();
  return <BringFile kind="customers" imports={imports} posted={useActionData()} />;
}
