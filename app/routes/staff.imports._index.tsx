import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireFeature } from "../http/features.ts";
import { bringFile, listBrought } from "../imports/bring.ts";
import { importsText } from "../imports/text.ts";
import { BringFile } from "../imports/views/bring-file.tsx";
import { requireStaff } from "../sign-in/handles.ts";
import { titled } from "../ui/title.ts";

export const meta = titled(({ staffImports }) => staffImports.title, importsText);

export function loader(args: LoaderFunctionArgs) {
  requireFeature(args, "orders");
  return { imports: listBrought(requireStaff(args), "orders") };
}

export function action(args: ActionFunctionArgs) {
  requireFeature(args, "orders");
  return bringFile(args, requireStaff(args), "orders");
}

export default function StaffImports() {
  const { imports } = useLoaderData<typeof loader>();
  return <BringFile kind="orders" imports={imports} posted={useActionData()} />;
}
